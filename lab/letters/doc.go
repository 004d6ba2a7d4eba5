// Package letters holds the run of the lesson Names: a recurrent network that reads lines letter by letter and guesses the next one, what
// it writes at several moments with the same dice, the line that the reader begins, and which of its cells know something.
//
// It joins model.Speller to a lesson's config and knows nothing of drawing: it imports neither Ebitengine nor syscall/js.
//
//	lesson.New = func(c lab.Config) (lab.Run, error) { return letters.New(c) }
package letters
