package mlp_test

import (
	"math"
	"testing"
)

func TestValuesAreLearnt(t *testing.T) {
	for _, tt := range []struct {
		link string
		rmse float64 // at most: the noise of 0.1, and what of it is learnt by heart
	}{
		{"#l=layers&data=plane&layers=", 0.12},
		{"#l=layers&data=waves&layers=8,8&optimiser=adam&lr=0.02&samples=500", 0.2},
		{"#l=layers&data=line&layers=8&optimiser=adam&lr=0.01", 0.16},
		{"#l=layers&data=line&layers=8&optimiser=adam&lr=0.01&loss=absolute", 0.16},
		{"#l=layers&data=line&layers=8&optimiser=adam&lr=0.01&loss=huber", 0.16},
	} {
		t.Run(tt.link, func(t *testing.T) {
			s := begin(t, tt.link)
			before := s.State().Metrics
			if err := tell(s, `{"do":"step","unit":"epoch","n":300}`); err != nil {
				t.Fatal(err)
			}
			st := s.State()
			mae, rmse := st.Metrics["mae"], st.Metrics["rmse"]
			if !(rmse <= tt.rmse) || !(mae <= rmse) || !(rmse < before["rmse"]) {
				t.Errorf("mae %v, rmse %v after %v; want rmse at most %v", mae, rmse, before["rmse"], tt.rmse)
			}
			if _, has := st.Metrics["testAccuracy"]; has || st.Panels.Confusion.Counts != nil || st.Panels.Data.Classes != 0 {
				t.Errorf("values have accuracy %v, confusion %v, %d classes", has, st.Panels.Confusion.Counts, st.Panels.Data.Classes)
			}
			if st.Panels.Readouts.Metrics[0] != "mae" || st.Panels.Readouts.Metrics[1] != "rmse" {
				t.Errorf("what matters is %v", st.Panels.Readouts.Metrics)
			}
		})
	}
}

// The errors that are told are those of what is drawn.
func TestResidualsAddUp(t *testing.T) {
	s := begin(t, "#l=layers&data=line&layers=5", `{"do":"step","unit":"epoch","n":20}`)
	f := snapshot(s)
	points, n, mae, rmse := f.Array("curve/points").Data, 0.0, 0.0, 0.0
	for i := 0; i < len(points); i += 4 {
		if points[i+3] == 1 {
			d := math.Abs(float64(points[i+1]) - float64(points[i+2]))
			n, mae, rmse = n+1, mae+d, rmse+d*d
		}
	}
	m := s.State().Metrics
	// The frame's are float32.
	if math.Abs(mae/n-m["mae"]) > 1e-6 || math.Abs(math.Sqrt(rmse/n)-m["rmse"]) > 1e-6 {
		t.Errorf("drawn: mae %v, rmse %v; told: %v, %v", mae/n, math.Sqrt(rmse/n), m["mae"], m["rmse"])
	}
	if f.Array("plot") != nil || f.Array("points") != nil {
		t.Error("a curve is drawn as a plane as well")
	}
	line := f.Array("curve").Data
	if line[0] != -2.4 || line[len(line)-2] != 2.4 {
		t.Errorf("the curve goes from %v to %v", line[0], line[len(line)-2])
	}
}

func TestCurveOffersOnlyWhatDependsOnX(t *testing.T) {
	f := snapshot(begin(t, "#l=layers&data=line&inputs=x1,sinx1"))
	want := []float32{1, -1, 0, -1, -1, 1, -1}
	for i, on := range f.Array("net/inputs").Data {
		if on != want[i] {
			t.Errorf("input %d is %v; want %v", i, on, want[i])
		}
	}
}

func TestALookedAtNeuronIsACurve(t *testing.T) {
	s := begin(t, "#l=layers&data=line")
	output := append([]float32(nil), snapshot(s).Array("curve").Data...)
	send(t, s, "focus", map[string]any{"layer": 1, "unit": 2})
	f := snapshot(s)
	different := false
	for i, v := range f.Array("curve").Data {
		different = different || v != output[i]
	}
	if !different || f.Array("plot/focus").Data[0] != 1 {
		t.Error("the curve is still the output's")
	}
}

func TestNarrateValues(t *testing.T) {
	for _, tt := range []struct{ name, link, key string }{
		{"fits", "#l=layers&data=plane&layers=&noise=0", "narrator.values.good"},
		{"learns", "#l=layers&data=line", "narrator.values.learning"},
		{"no further", "#l=layers&data=plane&layers=&noise=0.5", "narrator.values.stuck"},
		{"the mean", "#l=layers&data=waves&layers=", "narrator.values.mean"},
		{"by heart", "#l=layers&data=waves&train=0.1&samples=120&layers=16,16&optimiser=adam&lr=0.03", "narrator.values.overfit"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := begin(t, tt.link)
			said := map[string]bool{}
			for range 60 {
				if err := tell(s, `{"do":"step","unit":"epoch","n":5}`); err != nil {
					t.Fatal(err)
				}
				line := s.State().Narrator
				if said[line.Key] = true; line.Key == tt.key {
					return
				}
			}
			t.Errorf("said only %v; want %s", said, tt.key)
		})
	}
}
