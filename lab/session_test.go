package lab_test

import (
	"encoding/json"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/lessons"
)

// state is a session's state as the page hears it, without what depends on the hour.
func state(t testing.TB, s *lab.Session) string {
	t.Helper()
	st := s.State()
	delete(st.Metrics, "examplesPerSecond")
	b, err := json.Marshal(st)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestMessages(t *testing.T) {
	const start = `{"do":"step","n":6}`
	tests := []struct {
		name     string
		messages []string
		step     int
		weight   float64
		link     string
		said     string
	}{
		{"a beginning", nil, 0, 0, "#l=toy", "narrator.ready"},
		{"a batch", []string{`{"do":"step"}`}, 1, 1, "#l=toy", "narrator.start"},
		{"batches", []string{`{"do":"step","unit":"batch","n":3}`}, 3, 3, "#l=toy", "narrator.start"},
		{"epochs", []string{`{"do":"step","unit":"epoch","n":2}`}, 8, 8, "#l=toy", "narrator.start"},
		{"no steps", []string{`{"do":"step","n":0}`}, 0, 0, "#l=toy", "narrator.start"},
		{"a live control", []string{start, `{"do":"set","name":"by","value":10}`, `{"do":"step"}`}, 7, 16, "#l=toy&by=10", "narrator.changed.by"},
		{"the same value", []string{start, `{"do":"set","name":"layers","value":"4, 2"}`}, 6, 6, "#l=toy", "narrator.start"},
		{"a rebuild", []string{start, `{"do":"set","name":"layers","value":"3"}`}, 0, 0, "#l=toy&layers=3", "narrator.changed.layers"},
		{"other data", []string{start, `{"do":"set","name":"noise","value":"0.3"}`}, 0, 0, "#l=toy&noise=0.3", "narrator.changed.noise"},
		{"a boolean", []string{`{"do":"set","name":"show","value":false}`}, 0, 0, "#l=toy&show=off", "narrator.changed.show"},
		{"reset", []string{start, `{"do":"reset"}`}, 0, 0, "#l=toy", "narrator.ready"},
		{"an edit", []string{start, `{"do":"edit","what":"weight","layer":1,"out":0,"in":0,"value":40}`}, 6, 40, "#l=toy", "narrator.edited"},
		{"a bias", []string{start, `{"do":"edit","what":"bias","layer":1,"out":0,"value":-4}`}, 6, -4, "#l=toy", "narrator.edited"},
		{"what only the run knows", []string{start, `{"do":"double","times":3}`}, 6, 48, "#l=toy", "narrator.start"},
		{"an end", []string{`{"do":"set","name":"end","value":5}`, `{"do":"step","n":100}`}, 5, 5, "#l=toy&end=5", "narrator.start"},
		{"nothing after the end", []string{`{"do":"set","name":"end","value":5}`, `{"do":"step","n":100}`, `{"do":"step"}`}, 5, 5, "#l=toy&end=5", "narrator.start"},
		{"playing after the end begins again", []string{`{"do":"set","name":"end","value":5}`, `{"do":"step","n":100}`, `{"do":"play"}`, `{"do":"step"}`}, 1, 1, "#l=toy&end=5", "narrator.start"},
		{"divergence", []string{`{"do":"set","name":"burst","value":6}`, `{"do":"step","n":100}`}, 6, 6, "#l=toy&burst=6", "narrator.diverged"},
		{"nothing after it", []string{`{"do":"set","name":"burst","value":6}`, `{"do":"step","n":100}`, `{"do":"step"}`, `{"do":"play"}`}, 6, 6, "#l=toy&burst=6", "narrator.diverged"},
		{"back", []string{`{"do":"set","name":"burst","value":6}`, `{"do":"step","n":100}`, `{"do":"back"}`}, 4, 4, "#l=toy&burst=6", "narrator.restored"},
		{"back to the beginning", []string{`{"do":"set","name":"burst","value":3}`, `{"do":"step","n":100}`, `{"do":"back"}`}, 0, 0, "#l=toy&burst=3", "narrator.restored"},
		{"back, and what was set stays", []string{start, `{"do":"set","name":"by","value":5}`, `{"do":"back"}`, `{"do":"step"}`}, 5, 9, "#l=toy&by=5", "narrator.restored"},
		{"another lesson", []string{start, `{"do":"lesson","id":"other"}`}, 0, 0, "#l=other", "narrator.ready"},
		{"a link", []string{start, `{"do":"link","link":"#l=other&by=3"}`, `{"do":"step"}`}, 1, 3, "#l=other&by=3", "narrator.start"},
		{"pause", []string{start, `{"do":"pause"}`}, 6, 6, "#l=toy", "narrator.start"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := lab.New(toys(), "")
			run(t, s, tt.messages...)
			st := s.State()
			if st.Step != tt.step || st.Metrics["weight"] != tt.weight || st.Link != tt.link || st.Narrator.Key != tt.said {
				t.Errorf("step %d, weight %v, %s, %s; want %d, %v, %s, %s", st.Step, st.Metrics["weight"], st.Link, st.Narrator.Key, tt.step, tt.weight, tt.link, tt.said)
			}
			if st.Playing || s.Stepping() {
				t.Error("it goes on by itself")
			}
			if want := float64(tt.step) / perEpoch; st.Epoch != want {
				t.Errorf("epoch %v; want %v", st.Epoch, want)
			}
		})
	}
}

// Whatever is wrong with a message, the words say so and all stays as it was.
func TestRefusedMessagesChangeNothing(t *testing.T) {
	tests := []struct{ name, message, says string }{
		{"nothing to do", `{"do":"dance"}`, `no message "dance"`},
		{"an unknown control", `{"do":"set","name":"lr","value":1}`, `no control "lr"`},
		{"no name", `{"do":"set","value":1}`, `no control ""`},
		{"no value", `{"do":"set","name":"by"}`, "text or a number"},
		{"null", `{"do":"set","name":"by","value":null}`, "text or a number"},
		{"a list", `{"do":"set","name":"layers","value":[4,2]}`, "text or a number"},
		{"no number", `{"do":"set","name":"by","value":"fast"}`, `by="fast": not a number`},
		{"no choice", `{"do":"set","name":"size","value":3}`, `size="3": no such choice`},
		{"what cannot be built", `{"do":"set","name":"layers","value":"16"}`, "tower of 16"},
		{"a link to what cannot be built", `{"do":"link","link":"#layers=16"}`, "tower of 16"},
		{"an unknown lesson", `{"do":"lesson","id":"alchemy"}`, `no lesson "alchemy"`},
		{"an unknown unit", `{"do":"step","unit":"year"}`, `no unit of steps "year"`},
		{"steps back", `{"do":"step","n":-1}`, "n=-1"},
		{"too many steps", `{"do":"step","unit":"epoch","n":9999999}`, "n=9999999"},
		{"a step of no number", `{"do":"step","n":"ten"}`, "lab: step: n: want a number"},
		{"half a step", `{"do":"step","n":0.5}`, "lab: step: n: want a whole number"},
		{"all that is wrong", `{"do":"edit","what":1,"layer":"1","value":true}`, "lab: edit: what: want a text; layer: want a number; value: want a number"},
		{"a name that is none", `{"do":"set","name":1,"value":1}`, "lab: set: name: want a text"},
		{"a set without a value", `{"do":"set","name":"by","value":null}`, "lab: set: value: want a text or a number"},
		{"an edit of nothing", `{"do":"edit","layer":1,"out":0,"value":1}`, `no kind of edit ""`},
		{"a weight from nowhere", `{"do":"edit","what":"weight","layer":1,"out":0,"value":1}`, `no kind of edit "weight"`},
		{"an edit without a value", `{"do":"edit","what":"bias","layer":1,"out":0}`, "want a value"},
		{"an edit far too large", `{"do":"edit","what":"bias","layer":1,"out":0,"value":1e9}`, "want a value"},
		{"an edit beside the network", `{"do":"edit","what":"bias","layer":2,"out":0,"value":1}`, "one weight"},
		{"a neuron that is none", `{"do":"select","what":"neuron","layer":7,"unit":1}`, "one neuron"},
		{"a focus that is none", `{"do":"focus","layer":7,"unit":1}`, "one neuron"},
		{"a comparison by what is no control", `{"do":"compare","name":"lr","value":1}`, `no control "lr"`},
		{"a comparison by what is not compared", `{"do":"compare","name":"seed","value":1}`, "not something to compare by"},
		{"a comparison with the same", `{"do":"compare","name":"by","value":"3.0"}`, "both would be the same"},
		{"a comparison with nothing", `{"do":"compare","name":"by"}`, "text or a number"},
		{"a comparison with nonsense", `{"do":"compare","name":"by","value":"fast"}`, "not a number"},
		{"a comparison with what cannot be built", `{"do":"compare","name":"layers","value":"16"}`, "tower of 16"},
		{"what only the run knows, wrongly", `{"do":"double","times":"often"}`, "lab: double: times"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := lab.New(toys(), "#by=3&size=2.5")
			run(t, s, `{"do":"step","n":3}`, `{"do":"select","what":"neuron","layer":1,"unit":0}`)
			before := state(t, s)
			m, err := lab.ParseMsg([]byte(tt.message))
			if err != nil {
				t.Fatal(err)
			}
			if err = s.Apply(m); err == nil || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("got %v; want %q", err, tt.says)
			}
			if after := state(t, s); after != before || s.Stepping() {
				t.Errorf("it changed:\n%s\n%s", before, after)
			}
		})
	}
}

func TestParseMsgRefuses(t *testing.T) {
	for _, text := range []string{"", "{", "null", "[]", `"play"`, `{}`, `{"do":1}`, `{"do":null}`, `{"do":"play"} {}`} {
		if m, err := lab.ParseMsg([]byte(text)); err == nil {
			t.Errorf("%s is taken for %q", text, m.Do)
		}
	}
}

// A link of allowed values whose combination cannot be built opens the lesson as it usually is.
func TestNewTakesAnyLink(t *testing.T) {
	if got := lab.New(toys(), "#l=other&layers=16").State().Link; got != "#l=other" {
		t.Errorf("got %s; want #l=other", got)
	}
}

func TestPauseCancelsSteps(t *testing.T) {
	s := lab.New(toys(), "")
	apply(t, s, `{"do":"step","n":1000000}`)
	if s.Make(10) != 10 || !s.Stepping() || s.Wait() != 0 {
		t.Fatal("it does not step")
	}
	apply(t, s, `{"do":"pause"}`)
	if s.Stepping() || s.Wait() >= 0 || s.Make(10) != 0 || s.State().Step != 10 {
		t.Errorf("at step %d, stepping %v", s.State().Step, s.Stepping())
	}
}

// Steps that are asked for add up; play overrules them, and they overrule play.
func TestStepsAndPlay(t *testing.T) {
	s := lab.New(toys(), "")
	apply(t, s, `{"do":"step","n":2}`, `{"do":"step","n":3}`)
	finish(s)
	if got := s.State().Step; got != 5 {
		t.Errorf("2 and 3 steps are %d", got)
	}
	apply(t, s, `{"do":"step","n":100}`, `{"do":"play"}`)
	if s.Stepping() || !s.State().Playing {
		t.Error("play does not overrule steps")
	}
	apply(t, s, `{"do":"step","n":1}`)
	if !s.Stepping() || s.State().Playing {
		t.Error("steps do not overrule play")
	}
}

// A change that begins anew goes on playing; another lesson, a reset link, do not.
func TestWhatGoesOnPlaying(t *testing.T) {
	for message, want := range map[string]bool{
		`{"do":"set","name":"by","value":2}`: true, `{"do":"set","name":"layers","value":"1"}`: true, `{"do":"reset"}`: true, `{"do":"reroll"}`: true,
		`{"do":"lesson","id":"other"}`: false, `{"do":"link","link":"#by=3"}`: false, `{"do":"pause"}`: false,
	} {
		s := lab.New(toys(), "")
		apply(t, s, `{"do":"play"}`, message)
		if got := s.State().Playing; got != want {
			t.Errorf("after %s playing is %v; want %v", message, got, want)
		}
	}
}

// Rolling follows from the seed, so that a replay rolls the same.
func TestRerollIsDeterministic(t *testing.T) {
	a, b := lab.New(toys(), "#seed=5"), lab.New(toys(), "#seed=5")
	seen := map[float64]bool{5: true}
	for range 5 {
		apply(t, a, `{"do":"reroll"}`)
		apply(t, b, `{"do":"reroll"}`)
		if a.State().Seed != b.State().Seed || seen[a.State().Seed] {
			t.Fatalf("seeds %v and %v after %v", a.State().Seed, b.State().Seed, seen)
		}
		seen[a.State().Seed] = true
	}
}

func TestEvents(t *testing.T) {
	s := lab.New(toys(), "#burst=6&end=9")
	run(t, s, `{"do":"step","n":50}`, `{"do":"back"}`)
	got := s.State().Events
	if len(got) != 2 || got[0] != (lab.Event{Type: "diverged", Step: 6, Epoch: 1.5}) || got[1] != (lab.Event{Type: "restored", Step: 4, Epoch: 1}) {
		t.Errorf("got %v", got)
	}
	for range 30 {
		apply(t, s, `{"do":"back"}`)
	}
	if n := len(s.State().Events); n != 20 {
		t.Errorf("%d events are remembered; want 20", n)
	}
	run(t, s, `{"do":"reset"}`)
	if got := s.State().Events; got == nil || len(got) != 0 {
		t.Errorf("after a reset there are %v; want an empty list", got)
	}
}

// JSON has no NaN: what is no number is left out.
func TestMetricsAreNumbers(t *testing.T) {
	m := lab.New(toys(), "").State().Metrics
	if len(m) != 1 || m["weight"] != 0 {
		t.Errorf("got %v", m)
	}
}

func TestFocusAndInspect(t *testing.T) {
	s := lab.New(toys(), "")
	var f frame.Frame
	focus := func() float32 {
		s.Snapshot(&f)
		return f.Array("toy/focus").Data[0]
	}
	apply(t, s, `{"do":"focus","layer":1,"unit":0}`)
	if focus() != 1 {
		t.Error("focus is not seen")
	}
	apply(t, s, `{"do":"focus","layer":-1,"unit":-1}`)
	if focus() != 0 {
		t.Error("focus does not go")
	}
	apply(t, s, `{"do":"select","what":"neuron","layer":1,"unit":0}`, `{"do":"step"}`)
	finish(s)
	if got := s.State().Panels.Inspector; got == nil || got.Weights[0] != 1 {
		t.Errorf("inspected %v; want the weight after the step", got)
	}
	apply(t, s, `{"do":"select","what":"neuron","layer":0,"unit":0}`)
	if got := s.State().Panels.Inspector; got != nil {
		t.Errorf("inspected %v; want nothing", got)
	}
}

// The curve doubles its gaps as it grows, by the epochs alone.
func TestHistory(t *testing.T) {
	for _, tt := range []struct{ epochs, rows, gap int }{{1, 1, 1}, {257, 129, 2}, {256, 256, 1}, {513, 129, 4}, {100_000, 196, 512}} {
		h := lab.Fill(tt.epochs)
		if len(h.Rows) != tt.rows {
			t.Errorf("%d epochs are %d rows; want %d", tt.epochs, len(h.Rows), tt.rows)
		}
		for i, r := range h.Rows {
			if r.Epoch != float64(i*tt.gap) {
				t.Fatalf("%d epochs: row %d is of epoch %v; want %d", tt.epochs, i, r.Epoch, i*tt.gap)
			}
		}
	}
	if last := new(lab.History).Last(); !math.IsNaN(last.Train) {
		t.Errorf("an empty curve ends at %v", last)
	}
}

func TestSnapshot(t *testing.T) {
	s := lab.New(toys(), "")
	var f frame.Frame
	if !s.Stale() {
		t.Error("a new session has nothing to show")
	}
	s.Snapshot(&f)
	if s.Stale() || f.Seq != 1 || f.Flags != 0 {
		t.Errorf("stale %v, number %d, flags %b", s.Stale(), f.Seq, f.Flags)
	}
	run(t, s, `{"do":"step"}`)
	if !s.Stale() {
		t.Error("a step is nothing new")
	}
	if s.Snapshot(&f); f.Seq != 2 || f.Flags != frame.Pulse {
		t.Errorf("number %d, flags %b; want 2 and a pulse", f.Seq, f.Flags)
	}
	run(t, s, `{"do":"step","n":2}`, `{"do":"play"}`)
	if s.Snapshot(&f); f.Flags != frame.Playing {
		t.Errorf("flags %b; want playing only", f.Flags)
	}
	// Epochs 0 and now, as the run is within its first.
	train := f.Array("loss/train")
	if train == nil || len(train.Data) != 4 || train.Data[2] != 0.75 || train.Data[3] != 0.25 {
		t.Errorf("the curve is %+v", train)
	}
	if test := f.Array("loss/test"); test == nil || !math.IsNaN(float64(test.Data[3])) {
		t.Errorf("without test data the curve is %+v", test)
	}
	if w := f.Array("w"); w == nil || w.Data[0] != 3 {
		t.Errorf("published %+v", w)
	}
}

// The clock decides when steps are made. The times here are made up.
func TestPace(t *testing.T) {
	var p lab.Pace
	start := time.Unix(1000, 0)
	p.Start(start)
	at := func(ms int) time.Time { return start.Add(time.Duration(ms) * time.Millisecond) }
	for _, tt := range []struct {
		name string
		ms   int
		rate float64
		want int
	}{
		{"nothing yet", 0, 10, 0}, {"nor after a while", 90, 10, 0}, {"one", 110, 10, 1}, {"only one", 150, 10, 0}, {"two", 300, 10, 2},
		{"what was missed in sleep is not made up for", 60_000, 10, 1}, {"and it goes on from there", 60_110, 10, 1},
		{"fast", 60_300, 100, 19}, {"and on", 60_400, 100, 10}, {"slowly again, which fast steps do not delay", 60_650, 4, 1}, {"and on", 60_900, 4, 1},
		{"as slowly as can be", 70_900, 0.1, 1}, {"fast again, which slow steps do not hasten", 70_910, 100, 1},
	} {
		if w := p.Wait(at(tt.ms), tt.rate); w > time.Duration(float64(time.Second)/tt.rate) {
			t.Errorf("%s: waits %v, which is longer than a step takes", tt.name, w)
		}
		if got := p.Take(at(tt.ms), tt.rate); got != tt.want {
			t.Errorf("%s: %d steps due; want %d", tt.name, got, tt.want)
		}
	}
}

func TestWait(t *testing.T) {
	s := lab.New(lessons.All(), "#speed=max")
	if s.Wait() >= 0 {
		t.Error("a paused session has something to do")
	}
	if apply(t, s, `{"do":"play"}`); s.Wait() != 0 {
		t.Errorf("as fast as can be waits %v", s.Wait())
	}
	apply(t, s, `{"do":"set","name":"speed","value":"0.1"}`, `{"do":"pause"}`, `{"do":"play"}`)
	// Ten seconds from play; half of that is left however slow this machine is.
	if w := s.Wait(); w < 5*time.Second || w > 10*time.Second {
		t.Errorf("one step in ten seconds waits %v", w)
	}
	if n := s.Advance(time.Millisecond); n != 0 {
		t.Errorf("%d steps were made too early", n)
	}
}
