package mlp

import (
	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/lab"
)

// light shows on the plot which test points lie in a cell of the confusion matrix, from now on and as they change; without
// a cell it ends.
func (n *Net) light(m lab.Msg) error {
	cell, err := m.Cell(n.Classes())
	if err == nil {
		n.lit = cell
	}
	return err
}

// lights adds 1 for every point that lies in the cell, and 0 for the others.
func (n *Net) lights(f *frame.Frame) {
	if n.lit == nil {
		return
	}
	lit := f.Add("points/lit", n.cloud.Points.Len())
	clear(lit)
	for i, class := range n.guesses() {
		if at := n.cloud.test[i]; n.test.Class[i] == n.lit.Actual && class == n.lit.Predicted {
			lit[at] = 1
		}
	}
}

// guesses are the classes that the test points are taken for.
func (n *Net) guesses() []int {
	k, count := n.Classes(), n.test.N
	outputs := n.Sizes()[len(n.Sizes())-1]
	shown := make([]float32, outputs*count)
	n.Outputs(n.test.X, count, shown)
	classes := make([]int, count)
	for i := range classes {
		if outputs == 1 && shown[i] > 0 {
			classes[i] = 1
		}
		for o := 1; o < min(k, outputs); o++ {
			if shown[o*count+i] > shown[classes[i]*count+i] {
				classes[i] = o
			}
		}
	}
	return classes
}
