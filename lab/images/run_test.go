package images_test

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"testing"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/images"
	"github.com/whisker-lab/whisker/lab/lessons"
	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/data"
	"github.com/whisker-lab/whisker/nn/data/packed"
	"github.com/whisker-lab/whisker/nn/nntest"
)

var shelf = packed.Shelf()

// config is of a network that has learnt nothing yet, unless the link says otherwise: of a key that comes twice the first counts.
func config(link string) lab.Config {
	return lab.ParseLink(lessons.On(shelf), "#l=images&"+link+"&weights=fresh")
}

func begin(t testing.TB, link string) *images.Run {
	t.Helper()
	r, err := images.New(config(link))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func report(r *images.Run) *lab.State {
	s := &lab.State{Metrics: map[string]float64{}}
	r.Report(s)
	return s
}

func act(t testing.TB, r *images.Run, do string, with map[string]any) {
	t.Helper()
	if known, err := r.Act(lab.NewMsg(do, with)); !known || err != nil {
		t.Fatalf("%s %v: known %v, %v", do, with, known, err)
	}
}

func TestConforms(t *testing.T) {
	for _, link := range []string{
		"samples=300", "samples=300&blocks=4x3,4x3s2,4x3v&residual=on&norm=layer&pool=average", "samples=200&blocks=&dense=16&head=plain&loss=squared&data=digits",
		"samples=200&blocks=3x2p3&pool=sum&head=plain&activation=gelu&data=fashion",
	} {
		t.Run(link, func(t *testing.T) {
			nntest.Conform(t, func(seed uint64) nn.Learner { return begin(t, fmt.Sprintf("%s&seed=%d", link, seed)) }, map[string]float64{"lr": 0.01})
		})
	}
}

// What is worked out between steps, and what is looked at, is in no file's way: the steps' bits are the same.
func TestIdleChangesNothing(t *testing.T) {
	saved := func(idle bool) []byte {
		r := begin(t, "samples=300&blocks=4x3p2&over=hide")
		r.Tune("over", 2)
		act(t, r, "dream", map[string]any{"stage": 1, "plane": 2})
		for range 60 {
			if r.Step(); idle {
				r.Idle(true)
				r.Idle(false)
			}
		}
		var b bytes.Buffer
		if err := r.Save(&b); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	if !bytes.Equal(saved(false), saved(true)) {
		t.Error("the files differ")
	}
}

// Idle work makes no garbage once it is under way, and comes to an end while nothing learns.
func TestIdle(t *testing.T) {
	r := begin(t, "samples=300&blocks=4x3p2")
	r.Tune("over", 2)
	act(t, r, "dream", map[string]any{"stage": 1, "plane": 2})
	pieces := 0
	for r.Idle(false) {
		if pieces++; pieces > 1e4 {
			t.Fatal("it does not come to an end")
		}
	}
	if pieces < 50 {
		t.Errorf("%d pieces of work", pieces)
	}
	for range 500 {
		r.Step()
	}
	r.Idle(false)
	if n := testing.AllocsPerRun(20, func() { r.Idle(false) }); n != 0 {
		t.Errorf("%v allocations a piece", n)
	}
}

// A look is what the network gives for the test pictures with the weights of its step.
func TestLook(t *testing.T) {
	r := begin(t, "samples=400")
	m := report(r).Metrics
	for range 400 {
		r.Step()
	}
	now := report(r)
	if now.Metrics["testAccuracy"] < m["testAccuracy"]+0.3 || now.Metrics["testLoss"] >= m["testLoss"] {
		t.Errorf("test accuracy %v, then %v", m["testAccuracy"], now.Metrics["testAccuracy"])
	}
	right, all := 0, 0
	for i, row := range now.Panels.Confusion.Counts {
		for j, n := range row {
			if all += n; i == j {
				right += n
			}
		}
	}
	if all != int(now.Metrics["tested"]) || float64(right)/float64(all) != now.Metrics["testAccuracy"] {
		t.Errorf("%d of %d in the matrix; accuracy %v of %v", right, all, now.Metrics["testAccuracy"], now.Metrics["tested"])
	}
}

// The network that has learnt is there where it fits, reads nearly all, and is left for what it does not fit.
func TestReady(t *testing.T) {
	if m := report(begin(t, "weights=trained")).Metrics; m["testAccuracy"] < 0.97 || m["trainAccuracy"] < 0.97 {
		t.Errorf("it reads %v of the test", m["testAccuracy"])
	}
	for _, link := range []string{"weights=fresh", "weights=trained&data=fashion", "weights=trained&pixels=28", "weights=trained&blocks=8x5p2", "weights=trained&head=plain", "weights=trained&vs=lr:0.1"} {
		if m := report(begin(t, link)).Metrics; m["testAccuracy"] > 0.3 {
			t.Errorf("%q reads %v before it has learnt", link, m["testAccuracy"])
		}
	}
	bare := lab.ParseLink(lessons.On(data.Shelf{}), "#l=images")
	var missing data.Missing
	if _, err := images.New(bare); !errors.As(err, &missing) || missing.File != "mnist-weights.bin" {
		t.Errorf("without files: %v", err)
	}
}

func TestDraw(t *testing.T) {
	r := begin(t, "weights=trained")
	one := func(side int) []float64 {
		p := make([]float64, side*side)
		for y := side / 7; y < side-side/7; y++ {
			for x := side/2 - side/14; x < side/2+side/14; x++ {
				p[y*side+x] = 1
			}
		}
		return p
	}
	var outputs [2][]float64
	for i, side := range []int{14, 28} {
		act(t, r, "draw", map[string]any{"pixels": one(side)})
		s := report(r)
		if s.Answer.Class == nil || *s.Answer.Class != 1 {
			t.Fatalf("%d pixels: answer %+v; want a 1", side, s.Answer)
		}
		outputs[i] = s.Answer.Probabilities
		sum := 0.0
		for _, p := range outputs[i] {
			sum += p
		}
		if math.Abs(sum-1) > 1e-5 {
			t.Errorf("probabilities add up to %v", sum)
		}
		if line := r.Say(lab.About{Occasion: lab.Obeyed, Message: "draw"}); line.Key != "narrator.images.reads" {
			t.Errorf("says %+v", line)
		}
	}
	for c := range outputs[0] {
		if math.Abs(outputs[0][c]-outputs[1][c]) > 1e-6 {
			t.Errorf("the same picture in two sizes: class %d %v and %v", c, outputs[0][c], outputs[1][c])
		}
	}
	r.Step()
	if s := report(r); s.Answer.Class != nil || s.Panels.Of("reads") == nil {
		t.Error("after a step the answer is an old one's, or nothing is read")
	}
	act(t, r, "draw", nil)
	if s := report(r); s.Answer.Class != nil || s.Panels.Of("reads") != nil || s.Panels.Of("pad").(images.Pad).From != "" {
		t.Error("empty paper is read")
	}
	act(t, r, "next", map[string]any{"class": 7})
	if pad := report(r).Panels.Of("pad").(images.Pad); pad.From != "set" || *pad.Class != 7 {
		t.Errorf("next of class 7 is %+v", pad)
	}
	for _, bad := range []map[string]any{{"pixels": []float64{1, 2}}, {"pixels": "%%"}, {"pixels": true}} {
		if _, err := r.Act(lab.NewMsg("draw", bad)); err == nil {
			t.Errorf("%v: no error", bad)
		}
	}
	for _, bad := range []map[string]any{{"class": 10}, {"class": "x"}} {
		if _, err := r.Act(lab.NewMsg("next", bad)); err == nil {
			t.Errorf("%v: no error", bad)
		}
	}
	for _, bad := range []map[string]any{{"stage": 9}, {"stage": 1, "plane": 8}, {"stage": 1, "plane": 0, "x": 14, "y": 0}, {"stage": 1, "plane": 0, "x": 3}, {"stage": 0.5}} {
		if _, err := r.Act(lab.NewMsg("look", bad)); err == nil {
			t.Errorf("look %v: no error", bad)
		}
	}
	for _, bad := range []map[string]any{{"actual": 10, "predicted": 0}, {"actual": 0, "predicted": -1}} {
		if _, err := r.Act(lab.NewMsg("light", bad)); err == nil {
			t.Errorf("light %v: no error", bad)
		}
	}
	if known, _ := r.Act(lab.NewMsg("forget", nil)); known {
		t.Error("a message that it does not have")
	}
}

// A network that cannot be is refused in words, and the session goes on as it was.
func TestRefused(t *testing.T) {
	s := lab.New(lessons.On(shelf), "#l=images&samples=100&blocks=4x3p2")
	for _, tt := range []struct{ name, value, key string }{
		{"blocks", "8x3p3,8x3p3,8x3v", "narrator.images.refused.kernel"},
		{"blocks", "8x3p3,8x3p3,8x3p2", "narrator.images.refused.pool"},
		{"batch", "256", ""},
		{"blocks", "32x7,32x7,32x7", "narrator.images.refused.work"},
		{"blocks", "none", ""},
	} {
		before := s.State().Link
		err := s.Apply(lab.NewMsg("set", map[string]any{"name": tt.name, "value": tt.value}))
		var no lab.Refusal
		if tt.key == "" {
			if errors.As(err, &no) {
				t.Errorf("%s=%s is refused in words", tt.name, tt.value)
			}
			continue
		}
		if !errors.As(err, &no) || no.Key != tt.key {
			t.Errorf("%s=%s: %v; want %s", tt.name, tt.value, err, tt.key)
		}
		if st := s.State(); st.Link != before || st.Narrator.Key != tt.key || !s.Stale() {
			t.Errorf("%s=%s: %s says %+v", tt.name, tt.value, st.Link, st.Narrator)
		}
	}
	if st := lab.New(lessons.On(shelf), "#l=images&samples=100&blocks=8x3p3,8x3p3,8x3v").State(); st.Narrator.Key != "narrator.images.refused.kernel" {
		t.Errorf("a link to what cannot be opens with %+v", st.Narrator)
	}
}

// Until the reader's own pictures are enough there is a run that has nothing to do; then it learns.
func TestOwn(t *testing.T) {
	s := lab.New(lessons.On(shelf), "#l=images&data=own&blocks=4x3p2")
	if err := s.Apply(lab.NewMsg("step", nil)); err != nil {
		t.Fatal(err)
	}
	for s.Stepping() {
		s.Advance(1e9)
	}
	if st := s.State(); !st.Done || st.Panels.Of("reads") != nil || len(st.Metrics) != 0 {
		t.Errorf("without pictures: done %v, metrics %v", st.Done, st.Metrics)
	}
	var add []any
	for i := range 12 {
		pixels := make([]byte, 28*28)
		for j := range 28 {
			at := (10+i/2)*28 + j // a line across
			if i%2 == 1 {
				at = j*28 + 10 + i/2 // or down
			}
			pixels[at] = 255
		}
		add = append(add, []any{i % 2, pixels})
	}
	if err := s.Apply(lab.NewMsg("pictures", map[string]any{"names": []string{"across", "down"}, "add": add})); err != nil {
		t.Fatal(err)
	}
	if err := s.Apply(lab.NewMsg("step", map[string]any{"n": 60})); err != nil {
		t.Fatal(err)
	}
	for s.Stepping() {
		s.Advance(1e9)
	}
	if m := s.State().Metrics; m["tested"] != 2 || m["trainAccuracy"] != 1 {
		t.Errorf("metrics %v", m)
	}
}

func TestSays(t *testing.T) {
	r := begin(t, "samples=300&weights=trained")
	act(t, r, "look", map[string]any{"stage": 3, "plane": 4, "x": 0, "y": 3})
	if line := r.Say(lab.About{Occasion: lab.Obeyed, Message: "look"}); line.Key != "narrator.images.sees" || line.Args["height"] != 10 || line.Args["width"] != 6 {
		t.Errorf("a pixel at the border: %+v", line)
	}
	act(t, r, "look", nil)
	if line := r.Say(lab.About{Occasion: lab.Obeyed, Message: "look"}); line.Key != "" {
		t.Errorf("nothing is looked at: %+v", line)
	}
	act(t, r, "draw", nil)
	if line := r.Say(lab.About{Occasion: lab.Obeyed, Message: "draw"}); line.Key != "narrator.images.empty" {
		t.Errorf("empty paper: %+v", line)
	}
	few := begin(t, "samples=100")
	for range 400 {
		few.Step()
	}
	if line := few.Say(lab.About{Occasion: lab.Passed}); line.Key != "narrator.images.gap" {
		t.Errorf("of a hundred: %+v", line)
	}
}
