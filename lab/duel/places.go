package duel

import (
	"fmt"
	"math"
	"math/rand/v2"

	"github.com/whisker-lab/whisker/lab/sample"
	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/cluster"
	"github.com/whisker-lab/whisker/nn/data"
)

// places are where real points are: the groups that they were made in, or else a few parts that the cloud falls into.
type places struct {
	at    []float32 // (k, 2): their middles, as the rivals see them
	reach []float64 // how far they extend
	share []float64 // of the real points
}

const (
	parts     = 8   // of a cloud without groups
	rounds    = 50  // of k-means, at most
	slack     = 2.5 // how many times as far as its points a place reaches for fakes
	narrowest = 0.15
	least     = 0.25 // of its fair share of fakes that a place has which was found
)

// settle finds the places.
func settle(room sample.Room, p data.Points, real []float32, chance *rand.PCG) (places, error) {
	n := p.Len()
	k, index := min(parts, n), make([]int, n)
	if s := room.Source; s.Classes > 1 && s.Rule == nil && !s.Real {
		k, index = s.Classes, p.Class
	} else {
		m, err := cluster.NewKMeans(nn.TensorOf(real, n, 2), k, rand.New(chance))
		if err != nil {
			return places{}, fmt.Errorf("places: %w", err)
		}
		for range rounds {
			if _, done := m.Step(); done {
				break
			}
		}
		for i, c := range m.Assignment() {
			index[i] = int(c)
		}
	}
	all := places{make([]float32, 2*k), make([]float64, k), make([]float64, k)}
	for i, c := range index {
		all.share[c]++
		all.at[2*c] += real[2*i]
		all.at[2*c+1] += real[2*i+1]
	}
	for c, n := range all.share {
		all.at[2*c] /= float32(max(n, 1))
		all.at[2*c+1] /= float32(max(n, 1))
	}
	for i, c := range index {
		all.reach[c] += square(real[2*i]-all.at[2*c], real[2*i+1]-all.at[2*c+1])
	}
	for c, n := range all.share {
		all.reach[c] = max(math.Sqrt(all.reach[c]/max(n, 1)), narrowest)
		all.share[c] /= float64(len(index))
	}
	return all, nil
}

func square(dx, dy float32) float64 { return float64(dx*dx) + float64(dy*dy) }

// count sets how many fakes each place has: those to which it is the nearest and that do not lie far off.
func (p *places) count(m *measured) {
	if m.held == nil {
		m.held = make([]int, len(p.reach))
	}
	clear(m.held)
	for i := 0; i < len(m.fakes); i += 2 {
		best, nearest := -1, math.Inf(1)
		for c := range p.reach {
			if d := square(m.fakes[i]-p.at[2*c], m.fakes[i+1]-p.at[2*c+1]); d < nearest {
				best, nearest = c, d
			}
		}
		if best >= 0 && math.Sqrt(nearest) <= slack*p.reach[best] {
			m.held[best]++
		}
	}
}

// found tells whether a place has at least a quarter of the fakes that it should have.
func (p *places) found(m *measured, c int) bool {
	return float64(m.held[c]) >= least*p.share[c]*float64(m.n)
}

// missing is how many places have hardly any fake.
func (m *measured) missing(p *places) (n int) {
	for c, share := range p.share {
		if share > 0 && !p.found(m, c) {
			n++
		}
	}
	return n
}

// modes is how many places were found, and of how many.
func (m *measured) modes(p *places) (found, of int) {
	for _, share := range p.share {
		of += bit(share > 0)
	}
	return of - m.missing(p), of
}
