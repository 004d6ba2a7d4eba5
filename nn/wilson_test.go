package nn_test

import (
	"math"
	"testing"

	"github.com/whisker-lab/whisker/nn"
)

// The values are those of Newcombe, "Two-sided confidence intervals for the single proportion" (1998), table I, method 3.
func TestWilson(t *testing.T) {
	for _, tt := range []struct {
		right, n  int
		low, high float64
	}{
		{81, 263, 0.2553, 0.3662}, {15, 148, 0.0624, 0.1605}, {0, 20, 0, 0.1611}, {1, 29, 0.0061, 0.1718},
		{20, 20, 0.8389, 1}, {0, 0, 0, 1},
	} {
		low, high := nn.Wilson(tt.right, tt.n)
		if math.Abs(low-tt.low) > 5e-5 || math.Abs(high-tt.high) > 5e-5 {
			t.Errorf("%d of %d: %.4f to %.4f; want %.4f to %.4f", tt.right, tt.n, low, high, tt.low, tt.high)
		}
	}
}
