package nn_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"gonum.org/v1/gonum/stat"

	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/kernel"
)

func TestInitialisers(t *testing.T) {
	const in, out = 300, 100
	tests := []struct {
		kind      nn.Initialiser
		act       kernel.Activation
		deviation float64
		bound     float64 // of what is drawn evenly
	}{
		{nn.Zeros, kernel.Tanh, 0, 0},
		{nn.Uniform, kernel.Tanh, 0.5 / math.Sqrt(3), 0.5},
		{nn.Normal, kernel.Tanh, 1, math.Inf(1)},
		{nn.LeCun, kernel.LeCun, 1 / math.Sqrt(in), math.Inf(1)},
		{nn.Xavier, kernel.Tanh, math.Sqrt(2. / (in + out)), math.Sqrt(6. / (in + out))},
		{nn.He, kernel.ReLU, math.Sqrt(2. / in), math.Inf(1)},
		{nn.Auto, kernel.GELU, math.Sqrt(2. / in), math.Inf(1)},
		{nn.Auto, kernel.Sigmoid, math.Sqrt(2. / (in + out)), math.Sqrt(6. / (in + out))},
	}
	for _, tt := range tests {
		for _, factor := range []float64{0.01, 1, 10} {
			w := make([]float32, in*out+1)
			w[in*out] = 42
			tt.kind.Fill(w, in, out, tt.act, factor, source())
			if w[in*out] != 42 {
				t.Errorf("%v writes beyond its layer", tt.kind)
			}
			mean, deviation := stat.MeanStdDev(wide(w[:in*out]), nil)
			// 30,000 draws: the mean is off by 0.6 % of the deviation or so, the deviation by 0.4 %.
			if want := tt.deviation * factor; math.Abs(mean) > 0.03*want || math.Abs(deviation-want) > 0.02*want {
				t.Errorf("%v × %v: mean %v, deviation %v; want 0, %v", tt.kind, factor, mean, deviation, want)
			}
			if most := float64(max(slices.Max(w[:in*out]), -slices.Min(w[:in*out]))); most > tt.bound*factor*1.0001 {
				t.Errorf("%v × %v: draws %v; want at most %v", tt.kind, factor, most, tt.bound*factor)
			}
		}
	}
}

func TestInitialisersByName(t *testing.T) {
	for i, name := range nn.Initialisers {
		if k, err := nn.ParseInitialiser(name); err != nil || k != nn.Initialiser(i) || k.String() != name {
			t.Errorf("ParseInitialiser(%q) = %v, %v", name, k, err)
		}
	}
	if k, err := nn.ParseInitialiser(""); err != nil || k != nn.Auto {
		t.Errorf("no name gives %v, %v; want auto", k, err)
	}
	if _, err := nn.ParseInitialiser("magic"); err == nil || !strings.Contains(err.Error(), `"magic"`) {
		t.Errorf("error %v; want one that names the initialiser", err)
	}
}
