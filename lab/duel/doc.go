// Package duel holds the run of the lesson Rivals: a generator that makes points out of noise against a discriminator that tells
// them from real ones, whole turn by turn or in slow motion, and what both have come to: who is ahead, and how alike the clouds are.
//
// It joins model.GAN to a lesson's config and knows nothing of drawing: it imports neither Ebitengine nor syscall/js.
//
//	lesson.New = func(c lab.Config) (lab.Run, error) { return duel.New(c) }
package duel
