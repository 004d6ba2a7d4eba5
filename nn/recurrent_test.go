package nn_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/whisker-lab/whisker/nn"
)

// cells are the recurrent layers, with weights drawn at random.
func cells(in, hidden int) map[string]nn.Recurrent {
	all := map[string]nn.Recurrent{"rnn": nn.NewRNN(in, hidden), "gru": nn.NewGRU(in, hidden), "lstm": nn.NewLSTM(in, hidden)}
	for _, name := range []string{"rnn", "gru", "lstm"} {
		drawn(all[name], source())
	}
	return all
}

// What a cut gives is what pieces give that are gone through one by one, each beginning with the state that the last one ended with.
func TestCutIsPieceByPiece(t *testing.T) {
	const steps, n, in, hidden = 7, 3, 2, 5
	for name, whole := range cells(in, hidden) {
		for _, cut := range []int{1, 2, 3, 6, 7, 9} {
			t.Run(fmt.Sprint(name, " every ", cut), func(t *testing.T) {
				pieces := cells(in, hidden)[name]
				pieces.(interface{ SetCarry(bool) }).SetCarry(true)
				r := source()
				x, dy := normal(r, steps, n, in), normal(r, steps, n, hidden)
				for _, p := range whole.Params() {
					clear(p.Grad.Data)
				}
				whole.SetCut(cut)
				whole.Forward(x, true)
				dx := whole.Backward(dy)
				var want []float32
				for from, to := 0, (steps-1)%cut+1; from < steps; from, to = to, to+cut {
					part := func(t *nn.Tensor, width int) *nn.Tensor {
						return &nn.Tensor{Shape: []int{to - from, n, width}, Data: t.Data[from*n*width : to*n*width]}
					}
					pieces.Forward(part(x, in), true)
					want = append(want, pieces.Backward(part(dy, hidden)).Data...)
				}
				near(t, "of the input", dx.Data, want)
				for i, p := range whole.Params() {
					near(t, p.Name, p.Grad.Data, pieces.Params()[i].Grad.Data)
				}
			})
		}
	}
}

func near(t *testing.T, what string, got, want []float32) {
	t.Helper()
	for i, v := range got {
		if d := math.Abs(float64(v - want[i])); d > 1e-5*(1+math.Abs(float64(want[i]))) {
			t.Fatalf("gradient %s[%d] is %v; want %v", what, i, v, want[i])
		}
	}
}

// The blame that comes to a step is how much the loss changes with what that step remembers: by finite differences, in what the cell
// begins its second half with.
func TestBlameIsTheGradientByTheState(t *testing.T) {
	const steps, half, n, in, hidden = 6, 2, 2, 3, 4
	for name, cell := range cells(in, hidden) {
		t.Run(name, func(t *testing.T) {
			r := source()
			x, dy := normal(r, steps, n, in), normal(r, steps, n, hidden)
			clear(dy.Data[:(steps-1)*n*hidden]) // only the last step is judged
			cell.SetTrace(true)
			cell.Forward(x, true)
			cell.Backward(dy)
			blame := append([]float32(nil), cell.Blame(half-1)...)
			cell.(interface{ SetCarry(bool) }).SetCarry(true)
			begin := nn.CarriedOf(cell, &nn.Tensor{Shape: []int{half, n, in}, Data: x.Data[:half*n*in]})
			rest := &nn.Tensor{Shape: []int{steps - half, n, in}, Data: x.Data[half*n*in:]}
			// What remembers is the last of the states; of an LSTM, h follows c through a gate that stays as it is.
			h, memory := begin[0], begin[len(begin)-1]
			open := make([]float64, len(h))
			for i, c := range memory {
				open[i] = float64(h[i]) / math.Tanh(float64(c))
			}
			loss := func(i int, v float32) (sum float64) {
				was, whole := h[i], memory[i]
				memory[i] = v
				if len(begin) > 1 {
					h[i] = float32(open[i] * math.Tanh(float64(v)))
				}
				y := nn.ForwardFrom(cell, begin, rest)
				h[i], memory[i] = was, whole
				for i, v := range y.Data {
					sum += float64(v) * float64(dy.Data[half*n*hidden+i])
				}
				return sum
			}
			const step = 1e-2
			for i, v := range memory {
				if want, got := (loss(i, v+step)-loss(i, v-step))/(2*step), float64(blame[i]); math.Abs(got-want) > 2e-3*(1+math.Abs(want)) {
					t.Errorf("number %d: %v; want %v", i, got, want)
				}
			}
		})
	}
}

// The state and the gates are those of the steps that were gone through.
func TestStatesAndGates(t *testing.T) {
	for name, cell := range cells(2, 3) {
		y := cell.Forward(normal(source(), 4, 2, 2), false)
		for step := range 4 {
			if got := cell.State(step); fmt.Sprint(got) != fmt.Sprint(y.Data[step*6:][:6]) {
				t.Errorf("%s: state %d is %v", name, step, got)
			}
		}
		gates := map[string]int{"rnn": 0, "gru": 3, "lstm": 4}[name]
		if got := cell.Gates(3); len(got) != gates*6 {
			t.Errorf("%s: %d gates; want %d", name, len(got)/6, gates)
		}
	}
}
