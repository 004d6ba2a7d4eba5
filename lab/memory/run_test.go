package memory_test

import (
	"bytes"
	"fmt"
	"math"
	"reflect"
	"testing"
	"time"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/labtest"
	"github.com/whisker-lab/whisker/lab/lessons"
	"github.com/whisker-lab/whisker/lab/memory"
	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/nntest"
)

func TestConform(t *testing.T) {
	for _, link := range []string{"", "&cell=lstm&truncate=3&delay=12", "&cell=gru&task=parity", "&cell=feedforward&task=add", "&task=wave&cell=gru", "&task=wave&cell=feedforward&batch=4"} {
		t.Run(link, func(t *testing.T) {
			nntest.Conform(t, func(seed uint64) nn.Learner {
				r, err := memory.New(lab.ParseLink(lessons.All(), fmt.Sprintf("#l=remember&seed=%d%s", seed, link)))
				if err != nil {
					t.Fatal(err)
				}
				return r
			}, map[string]float64{"delay": 5, "lr": 0.02, "clip": 0.5, "truncate": 4, "batch": 8, "optimiser": 1, "unroll": 0, "survey": 1})
		})
	}
}

// Backpropagation through time, of whole lessons' networks, by finite differences of their loss.
func TestGradientsThroughTime(t *testing.T) {
	for _, cell := range memory.Cells() {
		for _, task := range []string{"recall", "parity", "add"} {
			t.Run(cell+" "+task, func(t *testing.T) {
				p, err := memory.NewPupil(memory.Recipe{Task: task, Cell: cell, Hidden: 5, Batch: 6}, 3)
				if err != nil {
					t.Fatal(err)
				}
				const steps, seed, step = 12, 7, 1e-2
				p.Learn(steps, seed)
				var all [][]float32
				for _, param := range p.Params() {
					all = append(all, append([]float32(nil), param.Grad.Data...))
				}
				for k, param := range p.Params() {
					grads := all[k]
					for i := 0; i < len(grads); i += 1 + len(grads)/40 {
						w := &param.Value.Data[i]
						was := *w
						*w = was + step
						up := p.Learn(steps, seed)
						*w = was - step
						down := p.Learn(steps, seed)
						*w = was
						if want := (up - down) / (2 * step); math.Abs(float64(grads[i])-want) > 2e-3*(0.1+math.Abs(want)) {
							t.Errorf("%s[%d]: gradient %v; want %v", param.Name, i, grads[i], want)
						}
					}
				}
			})
		}
	}
}

func open(t testing.TB, link string) *lab.Session {
	t.Helper()
	s := lab.New(lessons.All(), "#l=remember"+link)
	if s.State().Lesson != "remember" {
		t.Fatal("another lesson opens")
	}
	return s
}

// Whoever cannot see the first item is right about exactly as many as a guess would be, whatever was learnt; whoever sees it learns it.
func TestWindow(t *testing.T) {
	for task, guess := range map[string]float64{"recall": 0.25, "parity": 0.5, "add": 0.1} {
		st := labtest.Step(t, open(t, "&cell=feedforward&delay=3&task="+task), 200)
		if got := st.Metrics["recallAccuracy"]; got > guess+1e-9 {
			t.Errorf("%s: %v right without the first item; a guess is %v", task, got, guess)
		}
	}
	if got := labtest.Step(t, open(t, "&cell=feedforward&delay=2"), 200).Metrics["recallAccuracy"]; got != 1 {
		t.Errorf("%v right with the symbol in view", got)
	}
}

// The loop makes the path from the first item to the answer as long as there are steps.
func TestDepthCountsTheSteps(t *testing.T) {
	for _, tt := range []struct {
		link string
		want float64
	}{{"", 11}, {"&delay=48&cell=lstm", 51}, {"&delay=48&cell=feedforward", 2}} {
		if got := open(t, tt.link).State().Metrics["depth"]; got != tt.want {
			t.Errorf("%s: depth %v; want %v", tt.link, got, tt.want)
		}
	}
}

// The blame is a share of the last step's, and none is left beyond a cut.
func TestBlame(t *testing.T) {
	blame := func(link string) []float32 { return labtest.Picture(open(t, link)).Array("memory/blame").Data }
	whole := blame("")
	if len(whole) != 10 || whole[9] != 1 || whole[0] <= 0 || whole[0] > 0.5 {
		t.Errorf("blame %v", whole)
	}
	for i, b := range blame("&truncate=4") {
		if want := whole[i]; i < 6 && b != 0 || i >= 6 && b != want {
			t.Errorf("cut after four steps: blame %d is %v", i, b)
		}
	}
	for i, b := range blame("&cell=feedforward") {
		if (b != 0) != (i == 9) {
			t.Errorf("without a loop: blame %d is %v", i, b)
		}
	}
	if strong := blame("&initfactor=4&hidden=16"); strong[0] < 10*whole[0] {
		t.Logf("a strong loop: %v", strong)
	}
}

// A gradient that is clipped is shorter than it was, and told as it was.
func TestClipping(t *testing.T) {
	var ends [2]float64
	for i, clip := range []string{"0", "0.1"} {
		s := open(t, "&optimiser=sgd&lr=1&clip="+clip)
		if st := labtest.Step(t, s, 1); st.Metrics["gradNorm"] <= 0.1 {
			t.Fatalf("the gradient is %v", st.Metrics["gradNorm"])
		}
		ends[i] = labtest.Step(t, s, 3).Metrics["loss"]
	}
	if ends[0] == ends[1] {
		t.Error("clipping changes nothing")
	}
}

// What is shown can be changed, and is refused where it cannot be.
func TestMessages(t *testing.T) {
	s := open(t, "")
	items := func() []float32 { return append([]float32(nil), labtest.Picture(s).Array("memory/items").Data...) }
	labtest.Do(t, s, "show", map[string]any{"at": 0, "value": 2})
	if got := items(); got[0] != 2 || got[9] != 7 {
		t.Errorf("items %v", got)
	}
	labtest.Do(t, s, "show", map[string]any{"at": 0})
	labtest.Do(t, s, "show", map[string]any{"at": 0})
	if got := items()[0]; got != 0 {
		t.Errorf("the symbol after the last is %v", got)
	}
	before := items()
	labtest.Do(t, s, "show", map[string]any{"new": true})
	if reflect.DeepEqual(items(), before) {
		t.Error("another sequence is the same")
	}
	if key := s.State().Narrator.Key; key != "narrator.remember.shown.wrong" && key != "narrator.remember.shown.right" {
		t.Errorf("says %s", key)
	}
	labtest.Do(t, s, "moment", map[string]any{"at": 4})
	if got := labtest.Picture(s).Array("memory").Data[2]; got != 4 {
		t.Errorf("looks at %v", got)
	}
	for _, bad := range []struct {
		do   string
		with map[string]any
	}{
		{"show", map[string]any{"at": 10}}, {"show", map[string]any{"at": -1}}, {"show", map[string]any{"at": 0, "value": 4}}, {"show", map[string]any{"at": "a"}},
		{"show", map[string]any{"new": 3}}, {"moment", map[string]any{"at": 10}}, {"moment", map[string]any{"at": -2}}, {"moment", map[string]any{"at": 0.5}},
	} {
		if s.Apply(lab.NewMsg(bad.do, bad.with)) == nil {
			t.Errorf("%s %v is taken", bad.do, bad.with)
		}
	}
	w := open(t, "&task=wave")
	for _, do := range []string{"show", "moment"} {
		if w.Apply(lab.NewMsg(do, map[string]any{"at": 0})) == nil {
			t.Errorf("%s is taken where there is a wave", do)
		}
	}
}

// A longer delay is asked of the same network; the symbol and the question stay at the ends.
func TestDelayKeepsTheNetwork(t *testing.T) {
	s := open(t, "")
	labtest.Step(t, s, 50)
	before := append([]float32(nil), labtest.Picture(s).Array("0.wh").Data...)
	labtest.Do(t, s, "set", map[string]any{"name": "delay", "value": 20})
	f := labtest.Picture(s)
	if !reflect.DeepEqual(before, f.Array("0.wh").Data) || s.State().Step != 50 {
		t.Error("it is another network")
	}
	if items := f.Array("memory/items").Data; len(items) != 22 || items[21] != 7 || items[0] >= 4 {
		t.Errorf("items %v", items)
	}
}

// A wave of the reader's own is learnt on from what is known, and comes back from a link and from a file.
func TestWave(t *testing.T) {
	s := open(t, "&task=wave&cell=gru&hidden=16")
	first := s.State().Metrics["foreseen"]
	st := labtest.Step(t, s, 300)
	if st.Metrics["foreseen"] < 0.9 || first > 0.5 {
		t.Errorf("foreseen %v, then %v", first, st.Metrics["foreseen"])
	}
	own := ""
	for i := range memory.WaveLong {
		if i > 0 {
			own += ","
		}
		own += lab.FormatNumber(math.Round(1000*math.Sin(float64(i)/3)) / 2000)
	}
	labtest.Do(t, s, "set", map[string]any{"name": "wave", "value": own})
	if st := s.State(); st.Step != 300 {
		t.Errorf("another wave begins anew, at step %d", st.Step)
	}
	labtest.Step(t, s, 10)
	var file bytes.Buffer
	if err := s.Save(&file); err != nil {
		t.Fatal(err)
	}
	other, err := lab.Restore(lessons.All(), &file)
	if err != nil {
		t.Fatal(err)
	}
	link := open(t, "&"+s.State().Link[len("#l=remember"):])
	for _, name := range []string{"foresee/wave", "foresee/on"} {
		if a, b := labtest.Picture(s).Array(name).Data, labtest.Picture(other).Array(name).Data; !reflect.DeepEqual(a, b) {
			t.Errorf("%s from the file is %v; want %v", name, b, a)
		}
	}
	if !reflect.DeepEqual(labtest.Picture(s).Array("foresee/wave").Data, labtest.Picture(link).Array("foresee/wave").Data) {
		t.Error("the link has another wave")
	}
}

// What was saved goes on to the same bits, with what is shown and what is looked at.
func TestKept(t *testing.T) {
	for _, link := range []string{"&cell=lstm", "&task=add&cell=gru&delay=5", "&task=parity&truncate=3", "&cell=feedforward"} {
		s := open(t, link)
		labtest.Step(t, s, 23)
		labtest.Do(t, s, "show", map[string]any{"new": true})
		labtest.Do(t, s, "moment", map[string]any{"at": 3})
		var file bytes.Buffer
		if err := s.Save(&file); err != nil {
			t.Fatal(err)
		}
		other, err := lab.Restore(lessons.All(), &file)
		if err != nil {
			t.Fatal(err)
		}
		labtest.Step(t, s, 9)
		labtest.Step(t, other, 9)
		a, b := labtest.Picture(s), labtest.Picture(other)
		for _, name := range []string{"memory", "memory/items", "memory/states", "memory/blame", "loss", "recallAccuracy"} {
			if !reflect.DeepEqual(a.Array(name).Data, b.Array(name).Data) {
				t.Errorf("%s: %s differs", link, name)
			}
		}
	}
}

// The survey goes on by itself in small pieces, and no step and no file depends on it.
func TestSurvey(t *testing.T) {
	s, alone := open(t, "&hidden=2&batch=4&survey=on"), open(t, "&hidden=2&batch=4")
	for n := 0; labtest.Picture(s).Array("recalled/none") == nil; n++ {
		if n > 1e4 {
			t.Fatal("nothing comes of it")
		}
		s.Advance(time.Second)
	}
	f := labtest.Picture(s)
	if rows := f.Array("recalled/plain").Data; rows[0] != 1 || rows[1] <= 0 || rows[1] > 1 {
		t.Errorf("at the shortest delay the plain cell is right about %v", rows)
	}
	labtest.Step(t, s, 5)
	labtest.Step(t, alone, 5)
	if !reflect.DeepEqual(labtest.Picture(s).Array("0.wh").Data, labtest.Picture(alone).Array("0.wh").Data) {
		t.Error("the network has learnt something else")
	}
	labtest.Do(t, s, "set", map[string]any{"name": "lr", "value": 0.02})
	if labtest.Picture(s).Array("recalled/none") != nil {
		t.Error("what was found with another rate is still shown")
	}
}

// Whatever is asked of it, its numbers are numbers.
func TestDegenerateInput(t *testing.T) {
	for _, link := range []string{"&lr=1&clip=0&optimiser=sgd&initfactor=10", "&delay=48&hidden=2&batch=1", "&task=wave&lr=1&hidden=2", "&task=add&lr=1&optimiser=momentum&clip=0", "&wave=1,2&task=wave"} {
		st := labtest.Step(t, open(t, link), 60)
		for name, v := range st.Metrics {
			if math.IsNaN(v) || math.IsInf(v, 0) {
				t.Errorf("%s: %s is %v", link, name, v)
			}
		}
	}
}

func ExampleNew() {
	r, err := memory.New(lab.ParseLink(lessons.All(), "#l=remember&delay=10"))
	if err != nil {
		fmt.Println(err)
		return
	}
	s := lab.State{Metrics: map[string]float64{}}
	r.Report(&s)
	fmt.Printf("a path of %.0f layers, %.0f%% by guessing\n", s.Metrics["depth"], 100*s.Metrics["guess"])
	// Output: a path of 13 layers, 25% by guessing
}
