package model

import (
	"math"

	"github.com/whisker-lab/whisker/nn/kernel"
)

// Block is what one layer gave for some of the points that go through the network.
type Block struct {
	Layer  int // 1 for the first hidden layer
	Units  int
	At, N  int // points At…At+N−1
	stride int
	a      []float32
}

// Row returns what a unit gave for the N points. It is valid until the visit ends.
func (b Block) Row(unit int) []float32 { return b.a[unit*b.stride:][:b.N] }

const badPoints = "model: points do not fit the network"

// blocks runs x (features, n) through the network and calls visit after each block, when layers hold the last block's
// activations and, for the last layer, pre-activations.
func (m *MLP) blocks(x []float32, n int, visit func(at, count, stride int)) {
	if n < 0 || len(x) < m.features()*n {
		panic(badPoints)
	}
	for at := 0; at < n; at += blockPoints {
		count := min(blockPoints, n-at)
		stride := kernel.Stride(count)
		for f := range m.features() {
			row := m.input[f*stride:][:stride]
			copy(row, x[f*n+at:][:count])
			clear(row[count:])
		}
		m.forward(m.input[:m.features()*stride], stride, nil)
		visit(at, count, stride)
	}
}

// Nodes runs x (features, n) through the network block by block and shows what every layer gave: activations, and of the
// last layer what nn.Loss.Show makes of them.
func (m *MLP) Nodes(x []float32, n int, visit func(b Block)) {
	m.blocks(x, n, func(at, count, stride int) {
		for i := range m.layers {
			l := &m.layers[i]
			if i == len(m.layers)-1 {
				m.loss.Show(l.a, l.a, l.out, stride)
			}
			visit(Block{Layer: i + 1, Units: l.out, At: at, N: count, stride: stride, a: l.a})
		}
	})
}

// Outputs sets dst (outputs, n) to what nn.Loss.Show makes of the outputs for x (features, n).
func (m *MLP) Outputs(x []float32, n int, dst []float32) {
	if len(dst) < m.outputs()*n {
		panic(badPoints)
	}
	top := &m.layers[len(m.layers)-1]
	m.blocks(x, n, func(at, count, stride int) {
		m.loss.Show(top.a, top.a, top.out, stride)
		for o := range top.out {
			copy(dst[o*n+at:][:count], top.a[o*stride:])
		}
	})
}

// Evaluate returns the mean loss over a set, without what L1 and L2 add, and the share of examples that are classified
// right, which is NaN for values. Both are NaN for an empty set.
func (m *MLP) Evaluate(s Set) (loss, accuracy float64) {
	if m.check("set", s) != nil {
		panic(badPoints)
	}
	right := 0
	top := &m.layers[len(m.layers)-1]
	m.blocks(s.X, s.N, func(at, count, stride int) {
		for i := range count {
			if m.loss.Classifies() && top.class(i, stride) == s.Class[at+i] {
				right++
			}
		}
		m.aim(s, at, count, stride)
		loss += float64(m.loss.Backward(m.back, top.a, m.target, m.share, m.scratch, top.out, stride))
	})
	if s.N == 0 {
		return math.NaN(), math.NaN()
	}
	accuracy = float64(right) / float64(s.N)
	if !m.loss.Classifies() {
		accuracy = math.NaN()
	}
	return loss / float64(s.N), accuracy
}

// aim sets target and share to those of examples at…at+count−1 of a set, each weighing 1 and the padding 0.
func (m *MLP) aim(s Set, at, count, stride int) {
	outputs := m.outputs()
	for i := range count {
		m.share[i] = 1
		if m.loss.Classifies() {
			m.loss.Target(m.row, s.Class[at+i])
		}
		for o := range outputs {
			if !m.loss.Classifies() {
				m.row[o] = s.Value[o*s.N+at+i]
			}
			m.target[o*stride+i] = m.row[o]
		}
	}
	for i := count; i < stride; i++ {
		m.share[i] = 0
		for o := range outputs {
			m.target[o*stride+i] = 0
		}
	}
}

// class is what the last layer says about example i of a block.
func (l *layer) class(i, stride int) int {
	if l.out == 1 {
		if l.a[i] > 0 {
			return 1
		}
		return 0
	}
	best := 0
	for o := 1; o < l.out; o++ {
		if l.a[o*stride+i] > l.a[best*stride+i] {
			best = o
		}
	}
	return best
}

// Confusion sets dst (classes, classes) to how many examples of a class, the row, were taken for a class, the column.
func (m *MLP) Confusion(s Set, dst []int) {
	k := m.Classes()
	if m.check("set", s) != nil || len(dst) < k*k {
		panic(badPoints)
	}
	clear(dst)
	top := &m.layers[len(m.layers)-1]
	m.blocks(s.X, s.N, func(at, count, stride int) {
		for i := range count {
			if k > 0 {
				dst[s.Class[at+i]*k+top.class(i, stride)]++
			}
		}
	})
}

// Activity is how a neuron behaves over a set of points.
type Activity struct {
	Mean      float32 // of |activation|
	Saturated bool    // near a bound of its activation for over 60 % of the points: hardly learns
	Silent    bool    // 0 for all points
}

const (
	saturatedBeyond = 0.9 // of the way from the middle of its range to a bound
	saturatedShare  = 0.6
)

// Activity appends to dst what each neuron does over x (features, n), layer by layer from the first hidden one.
func (m *MLP) Activity(x []float32, n int, dst []Activity) []Activity {
	first := len(dst)
	for range m.tally {
		dst = append(dst, Activity{Silent: n > 0})
	}
	clear(m.tally)
	m.Nodes(x, n, func(b Block) {
		at := 0
		for i := range b.Layer - 1 {
			at += m.layers[i].out
		}
		lo, hi, bounded := m.layers[b.Layer-1].act.Range()
		bounded = bounded && m.layers[b.Layer-1].act != kernel.Threshold
		middle, reach := (hi+lo)/2, (hi-lo)/2*saturatedBeyond
		for u := range b.Units {
			unit := &dst[first+at+u]
			var sum float32
			for _, v := range b.Row(u) {
				sum += abs(v)
				if bounded && abs(v-middle) > reach {
					m.tally[at+u]++
				}
				if v != 0 {
					unit.Silent = false
				}
			}
			unit.Mean += sum / float32(n)
		}
	})
	for i, count := range m.tally {
		dst[first+i].Saturated = float64(count) > saturatedShare*float64(n)
	}
	return dst
}

func abs(v float32) float32 { return max(v, -v) }
