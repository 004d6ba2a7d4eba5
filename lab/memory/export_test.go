package memory

import (
	"math/rand/v2"

	"github.com/whisker-lab/whisker/nn"
)

// Pupil is a network of a lesson's recipe with a batch of sequences, for finite differences.
type Pupil struct{ l *learner }

// NewPupil makes one.
func NewPupil(c Recipe, seed uint64) (*Pupil, error) {
	at := func(all []string, name string) (i int) {
		for i = range all {
			if all[i] == name {
				return i
			}
		}
		panic(name)
	}
	l, err := newLearner(recipe{task: task(at(tasks[:], c.Task)), cell: at(cells[:], c.Cell), hidden: c.Hidden, factor: 1, rule: "sgd", cut: c.Cut, batch: c.Batch}, rand.New(rand.NewPCG(seed, 1)))
	return &Pupil{l}, err
}

// Recipe is what a Pupil is made of.
type Recipe struct {
	Task, Cell         string
	Hidden, Batch, Cut int
}

// Learn goes once forth and back, at a rate of 0.
func (p *Pupil) Learn(steps int, seed uint64) float64 {
	p.l.train(steps, rand.New(rand.NewPCG(seed, 2)))
	return p.l.loss
}

// Params are its parameters, with the gradients of the last Learn.
func (p *Pupil) Params() []*nn.Param { return p.l.net.Params() }
