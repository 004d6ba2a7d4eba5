package nntest_test

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"

	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/nntest"
)

// double multiplies by a weight, and may do so wrong.
type double struct {
	w      *nn.Param
	x      *nn.Tensor
	passes float32
	wrong  string
}

func newDouble(wrong string) *double {
	return &double{w: &nn.Param{Name: "w", Value: nn.TensorOf([]float32{2}, 1), Grad: nn.NewTensor(1)}, wrong: wrong}
}

func (l *double) Params() []*nn.Param { return []*nn.Param{l.w} }

func (l *double) Forward(x *nn.Tensor, train bool) *nn.Tensor {
	l.x = x
	y := nn.NewTensor(x.Shape...)
	for i, v := range x.Data {
		y.Data[i] = v * l.w.Value.Data[0]
	}
	if l.passes++; l.wrong == "drifts" {
		y.Data[0] += l.passes
	}
	return y
}

func (l *double) Backward(dy *nn.Tensor) *nn.Tensor {
	dx := nn.NewTensor(dy.Shape...)
	var sum float32
	for i, v := range dy.Data {
		dx.Data[i] = v * l.w.Value.Data[0]
		sum += v * l.x.Data[i]
	}
	switch l.wrong {
	case "input":
		dx.Data[len(dx.Data)-1] *= 1.01
	case "weight":
		sum *= 1.01
	case "shape":
		dx.Shape = []int{len(dx.Data)}
	case "sets":
		l.w.Grad.Data[0] = 0
	}
	l.w.Grad.Data[0] += sum
	if l.wrong == "nothing" {
		return nil
	}
	return dx
}

// recorder is a test that may fail without failing this one.
type recorder struct {
	testing.TB
	failures []string
}

func (r *recorder) Helper() {}

func (r *recorder) Errorf(format string, args ...any) {
	r.failures = append(r.failures, fmt.Sprintf(format, args...))
}

func (r *recorder) Fatalf(format string, args ...any) {
	r.Errorf(format, args...)
	runtime.Goexit()
}

func TestCheckGradFindsWhatIsWrong(t *testing.T) {
	tests := []struct{ wrong, want string }{
		{"", ""}, {"nothing", ""}, // a layer may have no gradient for its input
		{"input", "input[5]"}, {"weight", "w[0]"}, {"shape", "shape [6]"}, {"sets", "must add"}, {"drifts", "not repeatable"},
	}
	for _, tt := range tests {
		t.Run("wrong: "+tt.wrong, func(t *testing.T) {
			r, done := &recorder{TB: t}, make(chan bool)
			x := nn.NewTensor(2, 3)
			source := rand.New(rand.NewPCG(1, 1))
			for i := range x.Data {
				x.Data[i] = float32(source.NormFloat64())
			}
			go func() {
				defer close(done)
				nntest.CheckGrad(r, newDouble(tt.wrong), x)
			}()
			<-done
			found := strings.Join(r.failures, "; ")
			if tt.want == "" && found != "" || !strings.Contains(found, tt.want) {
				t.Errorf("finds %q; want %q", found, tt.want)
			}
		})
	}
}

func TestCheckAllocsCounts(t *testing.T) {
	r := &recorder{TB: t}
	nntest.CheckAllocs(r, newDouble(""), nn.NewTensor(2, 3))
	if len(r.failures) != 1 {
		t.Errorf("finds %q in a layer that makes two tensors a pass", r.failures)
	}
	r.failures = nil
	nntest.CheckAllocs(r, nn.NewDense(3, 5), nn.NewTensor(2, 3))
	if len(r.failures) != 0 {
		t.Errorf("finds %q in a dense layer", r.failures)
	}
}
