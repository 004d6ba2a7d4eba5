package mlp_test

import (
	"bytes"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/lessons"
	"github.com/whisker-lab/whisker/nn/data/packed"
)

func TestRecipeReachesTheNetwork(t *testing.T) {
	tests := []struct{ name, link, loss, activations string }{
		{"one for all", "#l=layers&activation=relu&layers=3,2,2", "bce", "relu relu relu linear"},
		{"one for each", "#l=layers&activation=relu,tanh,gelu&layers=3,2,2", "bce", "relu tanh gelu linear"},
		{"the last for the rest", "#l=layers&activation=relu,lecun&layers=3,2,2", "bce", "relu lecun lecun linear"},
		{"more than there are", "#l=layers&activation=relu,tanh,gelu&layers=3", "bce", "relu linear"},
		{"three classes", "#l=layers&data=blobs&layers=3", "cce", "tanh linear"},
		{"hinge", "#l=layers&loss=hinge&layers=3", "hinge", "tanh linear"},
		{"mean square", "#l=layers&loss=mse&layers=3", "mse", "tanh tanh"},
		{"a single layer of thresholds", "#l=layers&activation=threshold&layers=", "perceptron", "threshold"},
		{"thresholds below others", "#l=layers&activation=threshold&layers=2", "bce", "threshold linear"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			n := build(t, tt.link)
			var acts []string
			for l := 1; l < len(n.Sizes()); l++ {
				acts = append(acts, n.Activation(l).String())
			}
			if got := strings.Join(acts, " "); n.Loss().String() != tt.loss || got != tt.activations {
				t.Errorf("%v, %s; want %s, %s", n.Loss(), got, tt.loss, tt.activations)
			}
		})
	}
}

// play sends messages that are all to be obeyed.
func play(t *testing.T, s *lab.Session, messages ...string) {
	t.Helper()
	for _, m := range messages {
		if err := tell(s, m); err != nil {
			t.Fatal(err)
		}
	}
}

func TestFirstWeights(t *testing.T) {
	size := func(link string) float64 {
		n, sum := build(t, link+"&layers=16,16"), 0.0
		for out := range 16 {
			for in := range 16 {
				sum += math.Abs(n.Weight(2, out, in))
			}
		}
		return sum / 256
	}
	usual := size("#l=layers")
	tests := []struct {
		link     string
		min, max float64
	}{
		{"#l=layers&init=zeros", 0, 0},
		{"#l=layers&init=small", 0.006, 0.01},
		{"#l=layers&init=small&initfactor=10", 0.06, 0.1},
		{"#l=layers&init=xavier", usual, usual},
		{"#l=layers&initfactor=0.01", 0.0099 * usual, 0.0101 * usual},
		{"#l=layers&init=he", 1.1 * usual, 2 * usual},
	}
	for _, tt := range tests {
		if got := size(tt.link); got < tt.min || got > tt.max {
			t.Errorf("%s: %v; want %v to %v", tt.link, got, tt.min, tt.max)
		}
	}
}

// The rate goes by epochs, whatever the size of a batch is and however often it is changed.
func TestSchedules(t *testing.T) {
	want := map[string][3]float64{ // after no, one and two periods
		"step": {1, 0.5, 0.25}, "exponential": {1, 0.5, 0.25}, "inverse": {1, 1. / 2, 1. / 3}, "cosine": {1, 0.01, 0.01},
	}
	for kind, factors := range want {
		s := begin(t, "#l=layers&lr=0.2&period=4&schedule="+kind)
		for i, factor := range factors {
			if got := s.State().Metrics["learningRate"]; math.Abs(got-0.2*factor) > 1e-9 {
				t.Errorf("%s: %v after %d periods; want %v", kind, got, i, 0.2*factor)
			}
			play(t, s, `{"do":"step","unit":"epoch","n":2}`, fmt.Sprintf(`{"do":"set","name":"batch","value":%d}`, 7+i), `{"do":"step","unit":"epoch","n":2}`)
		}
	}
	if _, ok := begin(t, "#l=layers").State().Metrics["learningRate"]; ok {
		t.Error("a rate is told that is no other than what was set")
	}
	// With a rate of next to nothing a schedule has something to show for it.
	constant, falling := begin(t, "#l=layers&lr=0.3"), begin(t, "#l=layers&lr=0.3&schedule=cosine&period=10")
	for _, s := range []*lab.Session{constant, falling} {
		play(t, s, `{"do":"step","unit":"epoch","n":60}`)
	}
	if a, b := constant.State().Metrics["trainLoss"], falling.State().Metrics["trainLoss"]; a >= b {
		t.Errorf("loss %v at a constant rate, %v at one that falls", a, b)
	}
}

func TestStops(t *testing.T) {
	tests := []struct {
		name, link, why string
		playing         bool
	}{
		{"at an accuracy", "#l=layers&lr=0.3&stopat=0.8", "accuracy", false},
		{"without progress", "#l=layers&layers=8,8&lr=0.5&noise=0.5&patience=5&samples=60", "patience", false},
		{"not at all", "#l=layers&lr=0.3", "", false},
		{"not before", "#l=layers&lr=0.0001&stopat=1", "", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := begin(t, tt.link)
			play(t, s, `{"do":"step","unit":"epoch","n":60}`)
			st, why := s.State(), ""
			for _, e := range st.Events {
				if e.Type == "stopped" {
					why = e.Why
				}
			}
			if why != tt.why {
				t.Fatalf("stopped by %q; want %q", why, tt.why)
			}
			if why == "" {
				if st.Epoch != 60 {
					t.Errorf("it ended at epoch %v", st.Epoch)
				}
				return
			}
			if st.Narrator.Key != "narrator.stopped."+why || st.Epoch >= 60 || st.Epoch != math.Trunc(st.Epoch) {
				t.Errorf("epoch %v, %v", st.Epoch, st.Narrator)
			}
			if why == "accuracy" && st.Metrics["testAccuracy"] < 0.8 {
				t.Errorf("accuracy %v", st.Metrics["testAccuracy"])
			}
			// It goes on when it is told to, and does not stop for the same thing at once.
			play(t, s, `{"do":"step","unit":"epoch","n":2}`)
			if after := s.State(); after.Epoch != st.Epoch+2 {
				t.Errorf("at epoch %v after two more than %v", after.Epoch, st.Epoch)
			}
		})
	}
}

// A session that goes on from a file stops where it would have stopped.
func TestStopsSurviveASave(t *testing.T) {
	for _, link := range []string{
		"#l=layers&layers=8,8&lr=0.5&noise=0.5&patience=5&samples=60", "#l=layers&lr=0.3&stopat=0.8&patience=100",
	} {
		for epochs := 1; epochs < 20; epochs += 3 {
			s := begin(t, link)
			play(t, s, fmt.Sprintf(`{"do":"step","unit":"epoch","n":%d}`, epochs))
			var file bytes.Buffer
			if err := s.Save(&file); err != nil {
				t.Fatal(err)
			}
			again, err := lab.Restore(lessons.On(packed.Shelf()), &file)
			if err != nil {
				t.Fatal(err)
			}
			for _, one := range []*lab.Session{s, again} {
				play(t, one, `{"do":"step","unit":"epoch","n":40}`)
			}
			if a, b := s.State(), again.State(); a.Epoch != b.Epoch || a.Narrator.Key != b.Narrator.Key {
				t.Errorf("%s, saved at %d: epoch %v, %s; after restoring %v, %s", link, epochs, a.Epoch, a.Narrator.Key, b.Epoch, b.Narrator.Key)
			}
		}
	}
}

func TestRemarks(t *testing.T) {
	tests := []struct{ link, name, value, want string }{
		{"#l=layers&layers=", "activation", "threshold", "narrator.perceptron"},
		{"#l=layers&activation=threshold", "layers", "", "narrator.perceptron"},
		{"#l=layers", "activation", "threshold", "narrator.threshold"},
		{"#l=layers&layers=3,3,3", "activation", "tanh,threshold,relu", "narrator.threshold"},
		{"#l=layers&activation=threshold", "noise", "0.2", "narrator.changed.noise"},
		{"#l=layers", "activation", "relu", "narrator.changed.activation"},
	}
	for _, tt := range tests {
		s := begin(t, tt.link)
		play(t, s, fmt.Sprintf(`{"do":"set","name":%q,"value":%q}`, tt.name, tt.value))
		if got := s.State().Narrator.Key; got != tt.want {
			t.Errorf("%s, %s=%s: %s; want %s", tt.link, tt.name, tt.value, got, tt.want)
		}
	}
}

// What runs away first is what is told, whether it grew or was no number at once.
func TestRunaway(t *testing.T) {
	tests := []struct {
		name, link string
		layer      int
		grown      bool
	}{
		{"a deep linear net", "#l=layers&activation=linear&layers=8,8,8&lr=10", 3, true},
		{"a penalty that is too strong", "#l=layers&l2=1&loss=mse&lr=5", 1, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := begin(t, tt.link)
			play(t, s, `{"do":"step","unit":"epoch","n":100}`)
			st := s.State()
			if !st.Diverged {
				t.Fatal("it did not diverge")
			}
			e := st.Events[len(st.Events)-1]
			if e.Type != "diverged" || e.Runaway == nil || e.Layer < 1 || e.Layer >= len(st.Panels.Network.Sizes) {
				t.Fatalf("%+v", e)
			}
			if tt.grown && (e.Layer != tt.layer || e.Size < 100 || e.Since > e.Step || e.Since < 1) {
				t.Errorf("layer %d since step %d of %d, weights of %v; want layer %d", e.Layer, e.Since, e.Step, e.Size, tt.layer)
			}
			if st.Narrator.Key != "narrator.diverged.layer" || st.Narrator.Args["layer"] != e.Layer {
				t.Errorf("%v", st.Narrator)
			}
			// Half the rate, again and again, from the last good state, gets it going.
			for range 12 {
				if !s.State().Diverged {
					break
				}
				half := s.State().Controls["lr"].(float64) / 2
				play(t, s, `{"do":"back"}`, fmt.Sprintf(`{"do":"set","name":"lr","value":%v}`, half), `{"do":"step","unit":"epoch","n":20}`)
			}
			if s.State().Diverged {
				t.Error("it diverges at whatever rate")
			}
		})
	}
}

// Raw millimetres saturate every neuron; the same network at the same rate tells the species apart once they are scaled.
func TestScalingDecides(t *testing.T) {
	accuracy := map[string]float64{}
	for _, scale := range []string{"raw", "minmax", "zscore"} {
		s := begin(t, "#l=layers&data=penguins&samples=340&scale="+scale)
		st := s.State()
		if len(st.Panels.Spreads) != 2 || st.Panels.Spreads[0].Name != "x1" || st.Panels.Spreads[0].Before.Hi < 50 {
			t.Fatalf("%s: spreads %+v", scale, st.Panels.Spreads)
		}
		after := st.Panels.Spreads[0].After
		if reach := max(-after.Lo, after.Hi); scale == "raw" && reach < 50 || scale == "minmax" && reach > 1.0001 || scale == "zscore" && (reach < 1.5 || reach > 4) {
			t.Errorf("%s: from %v to %v", scale, after.Lo, after.Hi)
		}
		sum := 0
		for _, n := range after.Counts {
			sum += n
		}
		if sum < 230 || sum > 240 { // seven tenths of them
			t.Errorf("%s: %d points", scale, sum)
		}
		play(t, s, `{"do":"step","unit":"epoch","n":100}`)
		accuracy[scale] = s.State().Metrics["testAccuracy"]
	}
	if accuracy["raw"] > 0.5 || accuracy["minmax"] < 0.95 || accuracy["zscore"] < 0.95 {
		t.Errorf("%v", accuracy)
	}
}

// Where all outputs lie tells too large first weights from too small ones.
func TestOutputs(t *testing.T) {
	share := func(link string, layer int, of func(bin, bins int) bool) float64 {
		h := begin(t, link).State().Panels.Outputs[layer-1]
		in, all := 0, 0
		for i, n := range h.Counts {
			all += n
			if of(i, len(h.Counts)) {
				in += n
			}
		}
		return float64(in) / float64(all)
	}
	middle := func(bin, bins int) bool { return bin == bins/2 }
	ends := func(bin, bins int) bool { return bin < bins/3 || bin >= bins-bins/3 }
	if got := share("#l=layers&layers=8,8,8&init=small", 3, middle); got < 0.99 {
		t.Errorf("small first weights: %v of what layer 3 gives is about 0", got)
	}
	if got := share("#l=layers&layers=8,8,8&initfactor=10", 3, ends); got < 0.7 {
		t.Errorf("large first weights: only %v of what layer 3 gives is near its bounds", got)
	}
	if n := len(begin(t, "#l=layers&layers=").State().Panels.Outputs); n != 1 {
		t.Errorf("%d layers without hidden ones", n)
	}
}
