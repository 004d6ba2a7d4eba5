// Package forgery holds the run of the lesson Fake digits: a generator that makes digits on demand out of noise against a discriminator
// that tells them from real ones, what an independent network reads them as, what they were at earlier moments, a walk through the
// noise with the nearest real digit beside it, and a quiz.
//
// It joins model.GAN to a lesson's config and knows nothing of drawing: it imports neither Ebitengine nor syscall/js.
//
//	lesson.New = func(c lab.Config) (lab.Run, error) { return forgery.New(c) }
package forgery
