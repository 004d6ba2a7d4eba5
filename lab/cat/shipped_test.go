package cat_test

import (
	"testing"

	"github.com/whisker-lab/whisker/nn/data"
	"github.com/whisker-lab/whisker/nn/data/packed"
)

// known is a shipped drawing.
type known struct {
	ink   []float32
	group int
}

func shipped(t *testing.T) (all []known) {
	t.Helper()
	g, _ := data.FindGallery("drawings")
	p, err := g.Open(packed.Shelf())
	if err != nil {
		t.Fatal(err)
	}
	for i := range p.Len() {
		one := known{make([]float32, p.Size()), p.Group[i]}
		p.Fill(one.ink, i)
		all = append(all, one)
	}
	return all
}

// No two shipped drawings of different sets are the same, or the same is learnt from and tested with.
func TestNoTwins(t *testing.T) {
	all := shipped(t)
	for i, a := range all {
		for _, b := range all[:i] {
			off, ink := 0.0, 0.0
			for k, v := range a.ink {
				d := float64(v - b.ink[k])
				off += d * d
				ink += float64(v*v+b.ink[k]*b.ink[k]) / 2
			}
			if a.group != b.group && off < 0.04*ink {
				t.Errorf("drawing %d is the twin of another", i)
			}
		}
	}
}
