package duel

import (
	"math"

	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/model"
)

// measured is how it stands between the rivals, of the points that are shown: the real ones, and fakes of the same noise throughout.
type measured struct {
	fresh          bool
	fakes          []float32 // (n, 2), as the rivals see them
	scores, reals  []float32 // of fakes and of real points
	ground         opinion
	passed         int // fakes that are taken for real
	believed       int // real points that are
	n              int // of either
	lossG, lossD   float64
	distance       float64
	divergence     float64
	held           []int // fakes at each place
	among          float64
	shares, reuse  []float64 // scratch of the divergence: real points are counted once
	realDistance   float64   // the mean one between two real points, NaN until it is known
	haveRealShares bool
}

func (m *measured) room(n int) {
	m.fakes, m.scores, m.reals = make([]float32, 2*n), make([]float32, n), make([]float32, n)
	m.shares, m.reuse = make([]float64, cells*cells), make([]float64, cells*cells)
	m.n, m.realDistance = n, math.NaN()
}

// opinion turns what the discriminator gives into how much it takes a point for real: of a logit its probability, of a label
// that itself, and of a critic's score, which has no zero, how far it lies between its means of fakes and of real points.
type opinion struct {
	loss         int
	middle, half float64
}

// of is from −1, sure that it is fake, to 1.
func (o opinion) of(score float64) float64 {
	switch model.GANLosses[o.loss] {
	case "leastsquares":
		return min(max(2*score-1, -1), 1)
	case "wasserstein":
		return min(max((score-o.middle)/o.half, -1), 1)
	}
	return nn.Tanh(score / 2)
}

// measure brings all that up to date, if it is not.
func (r *Run) measure() *measured {
	m := &r.is
	if m.fresh {
		return m
	}
	m.fresh = true
	r.look.Make(m.fakes, r.noise)
	r.look.Score(m.scores, m.fakes)
	r.look.Score(m.reals, r.real)
	m.ground = opinion{loss: r.loss}
	if model.GANLosses[r.loss] == "wasserstein" {
		f, t := mean(m.scores), mean(m.reals)
		m.ground.middle, m.ground.half = (f+t)/2, max(math.Abs(t-f)/2, 1e-6)
	}
	m.passed, m.believed = 0, 0
	for _, s := range m.scores {
		m.passed += bit(m.ground.of(float64(s)) > 0)
	}
	for _, s := range m.reals {
		m.believed += bit(m.ground.of(float64(s)) > 0)
	}
	m.lossG, m.lossD = r.look.Stakes(m.scores, m.reals)
	m.apart(r.real)
	m.diverge(r.real)
	r.places.count(m)
	return m
}

func mean(v []float32) (sum float64) {
	for _, x := range v {
		sum += float64(x)
	}
	return sum / float64(len(v))
}

// right is the share of all points, real and fake, about which the discriminator is right.
func (m *measured) right() float64 {
	return float64(m.n-m.passed+m.believed) / float64(2*m.n)
}

// apart sets the energy distance between both clouds (Székely and Rizzo, "Energy Statistics", 2013): the root of 2·E|X−Y| − E|X−X′| −
// E|Y−Y′|. The means leave out a point's distance to itself, so that two samples of one cloud are 0 apart on average, and what is
// then less than 0 is 0.
func (m *measured) apart(real []float32) {
	if math.IsNaN(m.realDistance) {
		m.realDistance = within(real)
	}
	var sum float64
	for i := 0; i < len(m.fakes); i += 2 {
		for j := 0; j < len(real); j += 2 {
			dx, dy := float64(m.fakes[i]-real[j]), float64(m.fakes[i+1]-real[j+1])
			sum += math.Sqrt(float64(dx*dx) + float64(dy*dy))
		}
	}
	pairs := float64(len(m.fakes)/2) * float64(len(real)/2)
	m.distance = math.Sqrt(max(2*sum/pairs-within(m.fakes)-m.realDistance, 0))
}

// within is the mean distance between two points of a cloud.
func within(points []float32) (sum float64) {
	n := len(points) / 2
	for i := 0; i < len(points); i += 2 {
		for j := 0; j < i; j += 2 {
			dx, dy := float64(points[i]-points[j]), float64(points[i+1]-points[j+1])
			sum += math.Sqrt(float64(dx*dx) + float64(dy*dy))
		}
	}
	return sum / max(float64(n)*float64(n-1)/2, 1)
}

// cells is how many cells the plane has each way for the divergence: so few that each cloud has some points in those that it fills.
const cells = 12

// diverge sets the Jensen–Shannon divergence between both clouds in bits, from 0 for clouds that fill the cells of a grid alike to 1 for those
// that share none (Lin, "Divergence Measures Based on the Shannon Entropy", 1991). A point is shared out among the four cells about it.
func (m *measured) diverge(real []float32) {
	if !m.haveRealShares {
		fill(m.shares, real)
		m.haveRealShares = true
	}
	fill(m.reuse, m.fakes)
	var bits float64
	for i, p := range m.shares {
		q := m.reuse[i]
		bits += float64(lean(p, p+q)) + float64(lean(q, p+q))
	}
	m.divergence = min(max(bits/2, 0), 1)
}

// lean is p·log₂(p over the mean of it and another), where both are sum. Of the logarithms only Log1p gives the same bits everywhere.
func lean(p, sum float64) float64 {
	if p <= 0 {
		return 0
	}
	return p * (math.Log1p((p-sum)/sum)/math.Ln2 + 1)
}

// fill sets the share of points that lie in each cell; what lies beyond the plane is at its edge.
func fill(shares []float64, points []float32) {
	clear(shares)
	n := float64(len(points) / 2)
	for i := 0; i < len(points); i += 2 {
		x, across := cell(float64(points[i]))
		y, up := cell(float64(points[i+1]))
		shares[y*cells+x] += float64((1-across)*(1-up)) / n
		shares[y*cells+x+1] += float64(across*(1-up)) / n
		shares[(y+1)*cells+x] += float64((1-across)*up) / n
		shares[(y+1)*cells+x+1] += float64(across*up) / n
	}
}

// cell is the last cell whose middle is not beyond a coordinate, but for the last one of all, and how far beyond that it lies.
func cell(v float64) (at int, beyond float64) {
	if math.IsNaN(v) {
		return 0, 0
	}
	share := min(max((v+plane)/(2*plane)*cells-0.5, 0), cells-1)
	at = min(int(share), cells-2)
	return at, share - float64(at)
}
