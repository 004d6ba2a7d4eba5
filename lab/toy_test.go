package lab_test

import (
	"errors"
	"io"
	"math"
	"testing"
	"time"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn"
)

// toys are lessons of one weight, in which it is plain what must come of every message.
func toys() []*lab.Lesson {
	make := func(id string, controls ...lab.Control) *lab.Lesson {
		l := &lab.Lesson{ID: id, New: newToy, Compares: []string{"by", "layers", "burst", "end"}}
		l.Controls = append(controls,
			lab.Control{Name: "by", Kind: lab.Slider, Group: "recipe", Max: 100, Default: "1", Effect: lab.Live},
			lab.Control{Name: "noise", Kind: lab.Slider, Group: "data", Max: 0.5, Step: 0.05, Default: "0.1", Effect: lab.Redata},
			lab.Control{Name: "layers", Kind: lab.Layers, Group: "network", Min: 1, Max: 16, Most: 3, Default: "4,2", Effect: lab.Rebuild},
			lab.Control{Name: "inputs", Kind: lab.Inputs, Group: "network", Default: "a", Options: []string{"a", "b", "c"}, Effect: lab.Rebuild},
			lab.Control{Name: "batch", Kind: lab.Select, Group: "recipe", Min: 1, Max: 50, Step: 1, Default: "10", Options: []string{"1", "10", "all"}, Effect: lab.Live},
			lab.Control{Name: "size", Kind: lab.Select, Group: "more", Default: "1", Options: []string{"1", "2.5"}, Effect: lab.Rebuild},
			lab.Control{Name: "show", Kind: lab.Toggle, Group: "view", Default: "on", Effect: lab.Live},
			lab.Control{Name: "seed", Kind: lab.Numeric, Group: "seeds", Role: lab.RoleSeed, Start: true, Max: 999, Step: 1, Default: "1", Effect: lab.Rebuild})
		return l
	}
	end := lab.Control{Name: "end", Kind: lab.Slider, Group: "more", Max: 1000, Step: 1, Default: "0", Effect: lab.Rebuild}
	burst := lab.Control{Name: "burst", Kind: lab.Slider, Group: "more", Max: 1000, Step: 1, Default: "0", Effect: lab.Rebuild}
	return []*lab.Lesson{make("toy", end, burst), make("other")}
}

// perEpoch is how many steps a toy has in an epoch.
const perEpoch = 4

// toy adds to its weight. It ends at the step end, and is no number from the step burst on.
type toy struct {
	at         int
	by, weight float64
	end, burst int
	painted    lab.Focus
}

func newToy(c lab.Config) (lab.Run, error) {
	if c.Text("layers") == "16" {
		return nil, errors.New("toy: a tower of 16 cannot be built")
	}
	t := &toy{by: c.Number("by")}
	if c.Has("end") {
		t.end, t.burst = int(c.Number("end")), int(c.Number("burst"))
	}
	return t, nil
}

func (t *toy) Step() (float64, bool) {
	t.at++
	t.weight += t.by
	if t.at == t.burst {
		return math.NaN(), false
	}
	return t.weight, t.at == t.end
}

func (t *toy) Tune(name string, v float64) {
	if name == "by" {
		t.by = v
	}
}

func (t *toy) Publish(emit func(string, *nn.Tensor)) {
	emit("w", nn.TensorOf([]float32{float32(t.weight)}, 1))
}

func (t *toy) Save(w io.Writer) error {
	e := nn.NewEncoder(w, "toy")
	e.Uint(uint64(t.at))
	e.Float(t.weight)
	return e.Close()
}

func (t *toy) Load(r io.Reader) error {
	d := nn.NewDecoder(r, "toy")
	d.Int(&t.at, 0, 1<<40)
	d.Float(&t.weight)
	return d.Close()
}

func (t *toy) Progress() lab.Progress {
	return lab.Progress{Epoch: float64(t.at) / perEpoch, Batches: perEpoch, Examples: 10}
}

func (t *toy) Report(s *lab.State) {
	s.Put("weight", t.weight)
	s.Put("none", math.NaN())
	s.Put("endless", math.Inf(-1))
}

func (t *toy) Paint(f *frame.Frame, focus lab.Focus) {
	copy(f.Add("toy/focus", 2), []float32{float32(focus.Layer), float32(focus.Unit)})
}

func (t *toy) Score() (train, test float64) { return 1 / (1 + t.weight), math.NaN() }

func (t *toy) Judge() (loss, accuracy float64) { return math.NaN(), math.NaN() }

func (t *toy) Runaway() *lab.Runaway { return nil }

func (t *toy) Edit(layer, out, in int, value float64) error {
	if layer != 1 || out != 0 || in > 0 {
		return errors.New("toy: there is one weight")
	}
	t.weight = value
	return nil
}

func (t *toy) Shape() []int { return []int{1, 1} }

func (t *toy) Weights() []float32 { return []float32{float32(t.weight)} }

func (t *toy) SetWeights(w []float32) error {
	if len(w) != 1 {
		return errors.New("toy: there is one weight")
	}
	t.weight = float64(w[0])
	return nil
}

func (t *toy) Has(layer, unit int) error {
	if layer > 1 || unit > 0 {
		return errors.New("toy: there is one neuron")
	}
	return nil
}

func (t *toy) Mark(*frame.Frame, lab.Selection) {}

func (t *toy) Points() int { return 0 }

func (t *toy) Explain(s lab.Selection) (*lab.Inspection, error) {
	if s.Layer != 1 || s.Unit != 0 {
		return nil, errors.New("toy: there is one neuron")
	}
	return &lab.Inspection{Layer: 1, Weights: []lab.Number{lab.Number(t.weight)}}, nil
}

func (t *toy) Act(m lab.Msg) (bool, error) {
	if m.Do != "double" {
		return false, nil
	}
	f := m.Fields()
	times := f.Int("times", 0)
	if err := f.Err(); err != nil {
		return true, err
	}
	t.weight *= math.Pow(2, float64(times))
	return true, nil
}

// apply does messages of JSON, all of which must be taken.
func apply(t testing.TB, s *lab.Session, messages ...string) {
	t.Helper()
	for _, text := range messages {
		m, err := lab.ParseMsg([]byte(text))
		if err == nil {
			err = s.Apply(m)
		}
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
	}
}

// finish makes all steps that were asked for.
func finish(s *lab.Session) {
	for s.Stepping() {
		s.Advance(time.Second)
	}
}

// run applies messages and finishes after each.
func run(t testing.TB, s *lab.Session, messages ...string) {
	t.Helper()
	for _, m := range messages {
		apply(t, s, m)
		finish(s)
	}
}
