package forgery

import (
	"github.com/whisker-lab/whisker/nn/kernel"
)

// each is how many fakes of every digit are graded: the wall shows the first of each.
const each = 10

// measured is how it stands, of fakes of the same noise throughout and of real digits: as many of either of each digit.
type measured struct {
	fresh         bool
	n             int
	asked         []float32 // (n, size+classes) fakes, each with the digit that it was asked to be, as the discriminator sees them
	fakes         []float32 // (n, size)
	dark          []float32 // (n, size) the same from 0 to 1
	read          []int     // what the grader takes each for
	sure          []float32
	right         int       // fakes that it takes for what they were asked to be
	scores, reals []float32 // the discriminator's logits of the fakes and of the real digits
	believed      [2]float64
	caught        int // of 2n, those that the discriminator is right about
	lossG, lossD  float64
	compared      bool
	near          []int // the nearest real digit of each fake
	apart         float64
}

func (m *measured) room(s *set) {
	m.n = each * s.classes
	m.asked, m.fakes, m.dark = make([]float32, m.n*(s.size+s.classes)), make([]float32, m.n*s.size), make([]float32, m.n*s.size)
	m.read, m.sure, m.near = make([]int, m.n), make([]float32, m.n), make([]int, m.n)
	m.scores, m.reals = make([]float32, m.n), make([]float32, m.n)
	for i := range m.n {
		m.asked[i*(s.size+s.classes)+s.size+i%s.classes] = 1
	}
}

// What is believed of.
const (
	ofFakes = iota
	ofReals
)

// measure brings all that up to date, if it is not.
func (r *Run) measure() *measured {
	m, s := &r.is, r.set
	if m.fresh {
		return m
	}
	m.fresh, m.compared = true, false
	r.look.Make(m.fakes, r.noise)
	inks(m.dark, m.fakes)
	for i := range m.n {
		copy(m.asked[i*(s.size+s.classes):], m.fakes[i*s.size:][:s.size])
	}
	r.look.Score(m.scores, m.asked)
	r.look.Score(m.reals, r.reals)
	m.lossG, m.lossD = r.look.Stakes(m.scores, m.reals)
	m.caught = 0
	for of, scores := range [...][]float32{m.scores, m.reals} {
		m.believed[of] = r.belief(scores)
		for _, v := range scores {
			if (v > 0) == (of == ofReals) {
				m.caught++
			}
		}
	}
	r.reader.Read(m.read, m.sure, m.dark)
	m.right = 0
	for i, c := range m.read {
		if c == i%s.classes {
			m.right++
		}
	}
	return m
}

// compare is how far the fakes are from the nearest real digits. It is asked for when that is shown, not in a step, which is bounded.
func (r *Run) compare() (apart float64) {
	m, s := r.measure(), r.set
	if m.compared {
		return m.apart
	}
	m.compared = true
	r.find.near(m.near, m.fakes, func(i int) int { return i % s.classes })
	m.apart = 0
	for i, k := range m.near {
		m.apart += differ(m.fakes[i*s.size:][:s.size], s.at(k)) / float64(m.n)
	}
	return m.apart
}

// belief is how real the discriminator thinks some pictures on average, by its logits.
func (r *Run) belief(scores []float32) (mean float64) {
	r.spare = grown(r.spare, kernel.Stride(len(scores)))
	kernel.SigmoidTo(r.spare[:len(scores)], scores)
	for _, p := range r.spare[:len(scores)] {
		mean += float64(p) / float64(len(scores))
	}
	return mean
}

// fromUnseen is how far digits that nobody has seen are from the nearest real ones of their class: what is no copy is about as far.
func (r *Run) fromUnseen() (apart float64) {
	s := r.set
	index := make([]int, len(s.unclass))
	r.find.near(index, s.unseen, func(i int) int { return s.unclass[i] })
	for i, k := range index {
		apart += differ(s.unseen[i*s.size:][:s.size], s.at(k)) / float64(len(index))
	}
	return apart
}
