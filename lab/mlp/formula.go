package mlp

import (
	"math"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/model"
)

// formula fills the numbers of one point into the sum of a neuron; nil where one of them is no number, or there is no point.
func (n *Net) formula(layer, unit, point int) *lab.Formula {
	if n.Points() == 0 {
		return nil
	}
	if n.Points() == 0 {
		return nil
	}
	f := &lab.Formula{Point: point, Chosen: point >= 0 && point < n.Points(), Function: n.Activation(layer).String()}
	if !f.Chosen {
		f.Point = n.firstTrained()
	}
	f.Class, f.Test = n.cloud.Points.Class[f.Point], n.cloud.Test[f.Point]
	x := n.cloud.set([]int{f.Point}).X
	before, outputs := x, []float32(nil)
	n.Nodes(x, 1, func(b model.Block) {
		if b.Layer != layer-1 && b.Layer != layer {
			return
		}
		rows := make([]float32, b.Units)
		for u := range rows {
			rows[u] = b.Row(u)[0]
		}
		if b.Layer == layer {
			outputs = rows
		} else {
			before = rows
		}
	})
	weights := make([]float64, len(before))
	sum := n.Bias(layer, unit)
	for i, v := range before {
		weights[i] = n.Weight(layer, unit, i)
		sum += weights[i] * float64(v)
	}
	act := func(z float64) float64 {
		y := []float32{float32(z)}
		n.Activation(layer).Apply(y, y)
		return float64(y[0])
	}
	if layer == len(n.Sizes())-1 {
		switch n.Loss() {
		case nn.BCE:
			f.Function, act = "sigmoid", func(z float64) float64 { return 1 / (1 + math.Exp(-z)) }
		case nn.CCE:
			f.Function, act = "softmax", nil // it takes all outputs, and the others are not shown
			f.Output = float64(outputs[unit])
		}
	}
	switch {
	case n.IsCut(layer, unit):
		f.Function, act, f.Output = "cut", nil, 0
	case act != nil:
		f.Output = act(sum)
	}
	inputs := make([]float64, len(before))
	for i, v := range before {
		inputs[i] = float64(v)
	}
	if !spell(f, inputs, weights, n.Bias(layer, unit), sum, act) {
		return nil
	}
	return f
}

// firstTrained is the training point that stands for all where none was chosen.
func (n *Net) firstTrained() int {
	for i, test := range n.cloud.Test {
		if !test {
			return i
		}
	}
	return 0
}

// spellings are how many digits to try for the terms and for the sum, the shortest first. The last serve for numbers so large
// that no more than six digits of the terms would be readable.
var spellings = [...][2]int{{2, 2}, {3, 2}, {4, 2}, {3, 3}, {4, 3}, {5, 3}, {5, 4}, {6, 4}, {6, 3}, {6, 2}, {6, 1}, {6, 0}}

// spell rounds what is to be shown so that a reader who does the sum gets what is shown, and likewise the output.
func spell(f *lab.Formula, inputs, weights []float64, bias, sum float64, act func(float64) float64) bool {
	if !finite(inputs) || !finite(weights) || !finite([]float64{bias, sum, f.Output}) {
		return false
	}
	const outDigits = 2
	output := f.Output
	for _, try := range spellings {
		f.Digits = [3]int{try[0], try[1], outDigits}
		f.Inputs, f.Weights = rounded(inputs, try[0]), rounded(weights, try[0])
		f.Bias, f.Sum, f.Output = round(bias, try[0]), round(sum, try[1]), round(output, outDigits)
		total := f.Bias
		for i, x := range f.Inputs {
			total += f.Weights[i] * x
		}
		if round(total, try[1]) == f.Sum && (act == nil || round(act(f.Sum), outDigits) == f.Output) {
			break
		}
	}
	return true
}

func finite(v []float64) bool {
	for _, x := range v {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return false
		}
	}
	return true
}

func rounded(v []float64, digits int) []float64 {
	out := make([]float64, len(v))
	for i, x := range v {
		out[i] = round(x, digits)
	}
	return out
}

// round goes to so many digits after the point; minus zero becomes zero.
func round(v float64, digits int) float64 {
	p := math.Pow10(digits)
	return math.Round(v*p)/p + 0
}
