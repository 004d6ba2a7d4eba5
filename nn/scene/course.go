package scene

import "math/rand/v2"

// Course is what is learnt from: drawings of the prompts that are shown, each with its words.
type Course struct {
	Kept  [Prompts]bool
	Shown []int // those that are not kept back
}

// NewCourse is one without the prompts that are kept back.
func NewCourse(kept [Prompts]bool) *Course {
	c := &Course{Kept: kept}
	for i, k := range kept {
		if !k {
			c.Shown = append(c.Shown, i)
		}
	}
	return c
}

// How many words are said of an example: of ten, one has none, so that it is known what there is without any; three have one, one has two, and
// five have all.
var few = [...]int{0, 1, 1, 1, 2}

const examplesOfTen = 10

// Example sets picture (Pixels) to a drawing, from −1 for paper to 1 for ink, and words (Groups) to the codes of what it shows, of which
// now and then some are left out.
func (c *Course) Example(words, picture []float32, r *rand.Rand) {
	p := At(c.Shown[r.IntN(len(c.Shown))])
	Draw(picture, p, r)
	for i, v := range picture {
		picture[i] = 2*v - 1
	}
	if k := r.IntN(examplesOfTen); k < len(few) {
		left := few[k]
		for g := range p {
			if r.IntN(Groups-g) < left {
				left--
				continue
			}
			p[g] = Unsaid
		}
	}
	p.Fill(words)
}
