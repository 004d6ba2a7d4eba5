package semi_test

import (
	"math/rand/v2"
	"testing"

	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/nntest"
	"github.com/whisker-lab/whisker/nn/semi"
)

func fuzz(f *testing.F, i int) {
	rows, _, class, classes := points(f, "moons", 30, 0.1)
	g := graph(f, rows, 4)
	nntest.FuzzLoad(f, func(t testing.TB, seed uint64) nn.Learner {
		m, err := transducers[i].new(g, semi.Erase(class, classes, 0.1, random(seed)), classes)
		if err != nil {
			t.Fatal(err)
		}
		return m
	})
}

func FuzzPropagation(f *testing.F) { fuzz(f, 0) }
func FuzzSpreading(f *testing.F)   { fuzz(f, 1) }

func FuzzSelfTrain(f *testing.F) {
	_, columns, class, classes := points(f, "moons", 30, 0.1)
	nntest.FuzzLoad(f, func(t testing.TB, seed uint64) nn.Learner {
		spec := semi.SelfTrainSpec{Net: net(classes), Confidence: 0.8, Round: 2}
		m, err := semi.NewSelfTrain(spec, columns, semi.Erase(class, classes, 0.1, random(seed)), random(seed), rand.NewPCG(seed, 1))
		if err != nil {
			t.Fatal(err)
		}
		return m
	})
}
