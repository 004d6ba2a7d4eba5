package mlp

import (
	"cmp"
	"math"
	"slices"
	"strconv"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn/model"
)

// Bend is what the layers make of the plane, one picture after the other: the plane itself, then each hidden layer. A picture is of
// two neurons, or of two components where a layer has more; it is swapped and flipped so that it lies as much as it can like the
// one before it, and the plane does not turn over.
type Bend struct {
	Cut   []float64 // (pictures): the share of training points that straight lines have on the right side
	Apart []float64 // (pictures): how far apart the classes are, see apart

	net   *Net
	looks []look
	lines []border
}

// Bend looks at the network as it is now.
func (n *Net) Bend() *Bend {
	b := &Bend{net: n, looks: n.looks(0, len(n.Sizes())-2)}
	for i := range b.looks {
		if i > 0 {
			b.looks[i].orient(b.looks[i-1], n.cloud.train)
		}
		line := n.parted(b.looks[i])
		b.lines = append(b.lines, line)
		b.Cut, b.Apart = append(b.Cut, line.share), append(b.Apart, n.apart(b.looks[i]))
	}
	return b
}

// Last is the last hidden layer, 0 for none.
func (b *Bend) Last() int { return len(b.looks) - 1 }

// orient swaps and flips the axes of a picture so that its points lie as near as they can to where they were in another one.
func (l *look) orient(before look, train []int) {
	var sums [2][2]float64 // of each axis with each axis before
	for i := range 2 {
		for j := range 2 {
			for _, at := range train {
				sums[i][j] += l.points[i][at] * before.points[j][at]
			}
		}
	}
	if math.Abs(sums[0][1])+math.Abs(sums[1][0]) > math.Abs(sums[0][0])+math.Abs(sums[1][1]) {
		l.points[0], l.points[1] = l.points[1], l.points[0]
		l.mesh[0], l.mesh[1] = l.mesh[1], l.mesh[0]
		l.axes[0], l.axes[1] = l.axes[1], l.axes[0]
		sums[0], sums[1] = sums[1], sums[0]
	}
	for i := range 2 {
		if sums[i][i] < 0 {
			l.points[i], l.mesh[i] = scaled(l.points[i], -1), scaled(l.mesh[i], -1)
		}
	}
}

// apart is how far apart the classes of the training points are in a picture: the distance between their middles, the mean over all
// pairs of classes, divided by how far a point lies from its own class's middle, the root of the mean square. No number where there
// are no two classes, or no distance.
func (n *Net) apart(l look) float64 {
	k := n.Classes()
	if k < 2 {
		return math.NaN()
	}
	sums := make([][3]float64, k)
	for _, at := range n.cloud.train {
		s := &sums[n.cloud.Points.Class[at]]
		s[0], s[1], s[2] = s[0]+l.points[0][at], s[1]+l.points[1][at], s[2]+1
	}
	off := 0.0
	for _, at := range n.cloud.train {
		s := sums[n.cloud.Points.Class[at]]
		x, y := l.points[0][at]-s[0]/s[2], l.points[1][at]-s[1]/s[2]
		off += square(x, y) / float64(len(n.cloud.train))
	}
	gap, pairs := 0.0, 0.0
	for i, p := range sums {
		for _, q := range sums[:i] {
			if p[2] > 0 && q[2] > 0 {
				gap += math.Sqrt(square(p[0]/p[2]-q[0]/q[2], p[1]/p[2]-q[1]/q[2]))
				pairs++
			}
		}
	}
	if !(off > 1e-12) || pairs == 0 {
		return math.NaN()
	}
	return gap / pairs / math.Sqrt(off)
}

// square is a distance squared, to the same bits on every machine: none makes one operation of two.
func square(x, y float64) float64 { return float64(x*x) + float64(y*y) }

// Paint adds the pictures as bend/0 and so on, what stands below each as bend/cut and bend/apart, and as fold the one at a place
// between two of them, with what the network says there.
func (b *Bend) Paint(f *frame.Frame, at float64) {
	n := b.net
	cut, apart := f.Add("bend/cut", len(b.looks)), f.Add("bend/apart", len(b.looks))
	for i, l := range b.looks {
		n.paintLook(f, "bend/"+strconv.Itoa(i), l, b.lines[i], nil)
		cut[i], apart[i] = float32(b.Cut[i]), float32(b.Apart[i])
	}
	at = min(max(at, 0), float64(b.Last()))
	from := int(at)
	l := between(b.looks[from], b.looks[min(from+1, b.Last())], at-float64(from))
	line := b.lines[from]
	if at > float64(from) {
		line = n.parted(l)
	}
	n.paintLook(f, "fold", l, line, n.overMesh())
}

// Excited is a point and what a neuron answers to it.
type Excited struct {
	Point  int        `json:"point"` // from 0
	Class  int        `json:"class"`
	Test   bool       `json:"test"`
	Answer lab.Number `json:"answer"`
}

// Excites lists the points that excite a hidden neuron most, the first one most; of equal ones the first. What is cut out nothing
// excites.
func (n *Net) Excites(layer, unit, most int) []Excited {
	if n.check(layer, unit, -1) != nil || n.IsCut(layer, unit) {
		return nil
	}
	all := n.cloud.all()
	found, at := make([]Excited, 0, all.N), 0
	n.Nodes(all.X, all.N, func(b model.Block) {
		if b.Layer != layer {
			return
		}
		for _, v := range b.Row(unit) {
			if v == v {
				found = append(found, Excited{at, n.cloud.Points.Class[at], n.cloud.Test[at], lab.Number(v)})
			}
			at++
		}
	})
	slices.SortStableFunc(found, func(p, q Excited) int { return cmp.Compare(q.Answer, p.Answer) })
	return found[:min(len(found), most)]
}
