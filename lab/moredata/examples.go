package moredata

import (
	"fmt"
	"math/rand/v2"
	"strconv"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/sample"
	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/data"
	"github.com/whisker-lab/whisker/nn/model"
)

// What randomness is drawn for, so that one seed gives unrelated numbers for each. Those of a network are among its own sixteen.
const (
	forPool = iota + 1
	forTest
	forWatch
	forFlips
	forWeights = 16 * (iota + 1)
	forOrder
	forShuffle
)

const (
	most    = 2000 // examples that a network learns from
	tested  = 800  // that it is judged by
	watched = 400  // that tell when to stop, and are neither learnt from nor judged by
	reach   = 2.0  // of the plane as a network sees it
)

// examples are all that the runs of a lesson share: of one pool each network takes the first few, in an order of its own.
type examples struct {
	room        sample.Room
	scale       *nn.Scaler
	pool        data.Points      // most of them, with the labels that they are given
	order       [MostSeeds][]int // places in pool: of each seed its own shuffle
	test, watch model.Set
	truth       float64   // the share of the test's labels that the rule behind the data gives, 0 where nobody knows it
	x           []float32 // (2, n) of the set in hand
	class       []int     // (n)
}

func newExamples(c lab.Config) (*examples, error) {
	room, err := sample.Open(c)
	if err != nil {
		return nil, fmt.Errorf("moredata: %w", err)
	}
	if room.Source.Classes != 2 || room.Source.Real || room.Source.Values {
		return nil, fmt.Errorf("moredata: %q: want two classes of which there are as many examples as one likes", room.Source.Name)
	}
	e := &examples{room: room, scale: room.Onto(reach), x: make([]float32, 2*most), class: make([]int, most)}
	draw := func(n int, purpose uint64) data.Points {
		p := room.Source.Generate(n, room.Noise, rand.New(c.Rand("dataseed", purpose)))
		flip(p.Class, c.Number("flip"), rand.New(c.Rand("dataseed", forFlips+16*purpose)))
		return p
	}
	e.pool = draw(most, forPool)
	test := draw(tested, forTest)
	e.test, e.watch = e.set(test), e.set(draw(watched, forWatch))
	if rule := room.Source.Rule; rule != nil {
		right := 0
		for i, class := range test.Class {
			if (rule(float64(test.X[i]), float64(test.Y[i])) > 0) == (class == 1) {
				right++
			}
		}
		e.truth = float64(right) / tested
	}
	return e, nil
}

// shuffle gives the networks of a seed their orders.
func (e *examples) shuffle(seed uint64) {
	for k := range e.order {
		e.order[k] = rand.New(rand.NewPCG(seed, forShuffle+uint64(k))).Perm(most)
	}
}

// flip gives a share of the examples the other label. Those of a smaller share are among those of a larger one.
func flip(class []int, share float64, r *rand.Rand) {
	for _, i := range r.Perm(len(class))[:int(share*float64(len(class))+0.5)] {
		class[i] = 1 - class[i]
	}
}

// set is points as a network sees them.
func (e *examples) set(p data.Points) model.Set {
	x := p.Coordinates()
	e.scale.Apply(x, x, p.Len())
	return model.Set{N: p.Len(), X: x, Class: p.Class}
}

// first are the first n examples of a seed's order. They lie where those of the last call lay.
func (e *examples) first(seed, n int) model.Set {
	s := model.Set{N: n, X: e.x[:2*n], Class: e.class[:n]}
	for i, from := range e.order[seed][:n] {
		s.X[i], s.X[n+i], s.Class[i] = float32(e.scale.Do(0, float64(e.pool.X[from]))), float32(e.scale.Do(1, float64(e.pool.Y[from]))), e.pool.Class[from]
	}
	return s
}

// Sizes lists from how many examples the networks learn.
func Sizes() (all []string) {
	for _, n := range sizes {
		all = append(all, strconv.Itoa(n))
	}
	return all
}
