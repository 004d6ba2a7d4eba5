package nn_test

import (
	"math"
	"testing"

	"github.com/whisker-lab/whisker/nn"
)

// They are what package math says, to a few of its last digits.
func TestTanhAndSigmoid(t *testing.T) {
	for x := -800.0; x <= 800; x += 0.37 {
		for _, at := range []float64{x, x / 100, x / 1e6} {
			for _, tt := range []struct {
				name      string
				got, want float64
			}{{"tanh", nn.Tanh(at), math.Tanh(at)}, {"sigmoid", nn.Sigmoid(at), 1 / (1 + math.Exp(-at))}} {
				if math.Abs(tt.got-tt.want) > 4e-16*max(math.Abs(tt.want), 1e-3) {
					t.Errorf("%s(%v) = %v; want %v", tt.name, at, tt.got, tt.want)
				}
			}
		}
	}
	if nn.Tanh(0) != 0 || nn.Sigmoid(0) != 0.5 || nn.Sigmoid(math.Inf(1)) != 1 || nn.Sigmoid(math.Inf(-1)) != 0 || nn.Tanh(math.Inf(-1)) != -1 {
		t.Error("wrong at 0 or without end")
	}
}
