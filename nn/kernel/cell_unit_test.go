package kernel

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

// cellArrays is what a cell works on, by name: each (n, gates·hidden).
type cellArrays struct {
	names  []string
	gates  []int
	arrays [][]float32
}

func (c cellArrays) get(name string) []float32 { return c.arrays[slices.Index(c.names, name)] }

// unit is the part of the arrays that belongs to one of the hidden units, with the gates of every example side by side.
func (c cellArrays) unit(j, n, hidden int) cellArrays {
	u := cellArrays{names: c.names, gates: c.gates}
	for k, x := range c.arrays {
		var part []float32
		for row := range n * c.gates[k] {
			part = append(part, x[row*hidden+j])
		}
		u.arrays = append(u.arrays, part)
	}
	return u
}

// A hidden unit gives the same bits by itself, where there is nothing to make a vector of, as among others.
func TestCellsOfOneUnit(t *testing.T) {
	cells := []struct {
		name   string
		arrays string // names, with a digit behind for the number of gates
		run    func(c cellArrays, n, hidden int)
	}{
		{"add", "dst1 a1 b1", func(c cellArrays, n, hidden int) { AddTo(c.get("dst"), c.get("a"), c.get("b")) }},
		{"tanh", "h1 z1", func(c cellArrays, n, hidden int) { TanhCell(c.get("h"), c.get("z")) }},
		{"tanh back", "dz1 h1 dy1 dh1", func(c cellArrays, n, hidden int) { TanhGrad(c.get("dz"), c.get("h"), c.get("dy"), c.get("dh")) }},
		{"lstm", "h1 c1 tc1 z4 before1", func(c cellArrays, n, hidden int) {
			LSTMCell(c.get("h"), c.get("c"), c.get("tc"), c.get("z"), c.get("before"), n, hidden)
		}},
		{"lstm back", "dz4 dc1 dy1 dh1 z4 before1 tc1", func(c cellArrays, n, hidden int) {
			LSTMGrad(c.get("dz"), c.get("dc"), c.get("dy"), c.get("dh"), c.get("z"), c.get("before"), c.get("tc"), n, hidden)
		}},
		{"gru reset", "rh1 z3 before1", func(c cellArrays, n, hidden int) { GRUReset(c.get("rh"), c.get("z"), c.get("before"), n, hidden) }},
		{"gru out", "h1 z3 before1", func(c cellArrays, n, hidden int) { GRUOut(c.get("h"), c.get("z"), c.get("before"), n, hidden) }},
		{"gru back", "dz3 dh1 dy1 z3 before1", func(c cellArrays, n, hidden int) {
			GRUGrad(c.get("dz"), c.get("dh"), c.get("dy"), c.get("z"), c.get("before"), n, hidden)
		}},
		{"gru reset back", "dz3 dh1 drh1 z3 before1", func(c cellArrays, n, hidden int) {
			GRUResetGrad(c.get("dz"), c.get("dh"), c.get("drh"), c.get("z"), c.get("before"), n, hidden)
		}},
	}
	for _, cell := range cells {
		for _, hidden := range []int{1, 3, 4, 5, 8, 13, 33} {
			const n = 3
			t.Run(fmt.Sprint(cell.name, " ", hidden), func(t *testing.T) {
				var whole cellArrays
				r := rand.New(rand.NewPCG(8, uint64(hidden)))
				var name string
				var gates int
				for rest := cell.arrays; rest != ""; {
					if _, err := fmt.Sscanf(rest, "%s", &name); err != nil {
						t.Fatal(err)
					}
					rest = rest[min(len(rest), len(name)+1):]
					gates = int(name[len(name)-1] - '0')
					whole.names, whole.gates = append(whole.names, name[:len(name)-1]), append(whole.gates, gates)
					whole.arrays = append(whole.arrays, noise(r, n*gates*hidden))
				}
				units := make([]cellArrays, hidden)
				for j := range units {
					units[j] = whole.unit(j, n, hidden)
					cell.run(units[j], n, 1)
				}
				cell.run(whole, n, hidden)
				for j, want := range units {
					got := whole.unit(j, n, hidden)
					for k, name := range whole.names {
						sameBits(t, fmt.Sprintf("unit %d: %s", j, name), got.arrays[k], want.arrays[k])
					}
				}
			})
		}
	}
}

func TestSoftmaxRows(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 9))
	for _, classes := range []int{1, 2, 3, 4, 5, 13, 100} {
		const n = 3
		z := noise(r, n*classes)
		for i := range z {
			z[i] *= 20
		}
		got, columns := make([]float32, len(z)), make([]float32, len(z))
		SoftmaxRows(got, z, n, classes)
		for i, v := range z {
			columns[i%classes*n+i/classes] = v
		}
		Softmax(columns, nil, columns, classes, n)
		for i, v := range got {
			// Sums in another order: 1e-6.
			if want := columns[i%classes*n+i/classes]; v-want > 1e-6 || want-v > 1e-6 {
				t.Errorf("%d classes: probability %d is %v; over columns it is %v", classes, i, v, want)
			}
		}
	}
}
