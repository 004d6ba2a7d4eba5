package duel_test

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/duel"
	"github.com/whisker-lab/whisker/lab/labtest"
	"github.com/whisker-lab/whisker/lab/lessons"
	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/data/packed"
	"github.com/whisker-lab/whisker/nn/nntest"
)

func config(link string) lab.Config { return lab.ParseLink(lessons.On(packed.Shelf()), link) }

func TestConform(t *testing.T) {
	for _, link := range []string{"", "&loss=wasserstein&ratio=2&batch=16", "&loss=leastsquares&noisedim=1&noisekind=uniform", "&loss=minimax&turn=g&data=own", "&slowmo=on&gopt=sgd"} {
		t.Run(link, func(t *testing.T) {
			nntest.Conform(t, func(seed uint64) nn.Learner {
				r, err := duel.New(config(fmt.Sprintf("#l=rivals&samples=60&seed=%d%s", seed, link)))
				if err != nil {
					t.Fatal(err)
				}
				return r
			}, map[string]float64{"glr": 0.005, "dlr": 0.003, "gopt": 1, "dopt": 2, "ratio": 3, "batch": 24, "loss": 2, "turn": 0, "slowmo": 0, "showarrows": 0, "showgrid": 0})
		})
	}
}

func open(link string) *lab.Session { return lab.New(lessons.On(packed.Shelf()), "#l=rivals"+link) }

// The energy distance by its definition, over every pair, and the divergence of clouds that are one or share nothing.
func TestMeasures(t *testing.T) {
	s := open("&samples=60")
	st := labtest.Step(t, s, 30)
	var clouds [2][][2]float64
	for _, p := range frame.MarksOf[frame.Point](labtest.Picture(s), "points") {
		clouds[int(p.Class)] = append(clouds[int(p.Class)], [2]float64{float64(p.X), float64(p.Y)})
	}
	if len(clouds[0]) != 60 || len(clouds[1]) != 60 {
		t.Fatalf("%d fakes and %d real points", len(clouds[0]), len(clouds[1]))
	}
	mean := func(a, b [][2]float64, same bool) (sum float64) {
		n := 0
		for i, p := range a {
			for j, q := range b {
				if !same || i != j {
					sum += math.Hypot(p[0]-q[0], p[1]-q[1])
					n++
				}
			}
		}
		return sum / float64(n)
	}
	squared := 2*mean(clouds[0], clouds[1], false) - mean(clouds[0], clouds[0], true) - mean(clouds[1], clouds[1], true)
	if want := math.Sqrt(max(squared, 0)); math.Abs(st.Metrics["distance"]-want) > 1e-5 {
		t.Errorf("distance %v; want %v", st.Metrics["distance"], want)
	}
	one := duel.Divergence([]float32{1, 1, -1, 0.3}, []float32{-1, 0.3, 1, 1})
	none := duel.Divergence([]float32{2, 2, 2.1, 1.9}, []float32{-2, -2, -1.9, -2})
	half := duel.Divergence([]float32{2, 2, -2, -2}, []float32{2, 2})
	// Of two cells and one: ½·(½·log₂(½/¾) + ½·log₂ 2) + ½·log₂(1/¾), in bits.
	want := 0.5*(0.5*math.Log2(0.5/0.75)+0.5) + 0.5*math.Log2(1/0.75)
	if one != 0 || none != 1 || math.Abs(half-want) > 1e-9 {
		t.Errorf("divergences %v, %v, %v; want 0, 1, %v", one, none, half, want)
	}
}

// What is counted is what is seen: fakes on orange ground passed, and real points there are believed.
func TestScoreIsWhatIsSeen(t *testing.T) {
	for _, loss := range duel.Losses() {
		s := open("&loss=" + loss)
		st := labtest.Step(t, s, 200)
		f := labtest.Picture(s)
		field, span := f.Array("plot").Data, f.Array("plot/range").Data
		var passed, believed, near float64
		for _, p := range frame.MarksOf[frame.Point](f, "points") {
			x, y := int((p.X-span[0])/(span[1]-span[0])*96), int((span[3]-p.Y)/(span[3]-span[2])*96)
			if x < 0 || x > 95 || y < 0 || y > 95 {
				continue
			}
			v := field[96*y+x]
			if math.Abs(float64(v)) < 0.2 {
				near++
			}
			if v > 0 && p.Class == 1 {
				believed++
			} else if v > 0 {
				passed++
			}
		}
		if m := st.Metrics; math.Abs(m["passed"]-passed) > near+3 || math.Abs(m["believed"]-believed) > near+3 || m["passed"]+m["caught"] != m["fakes"] {
			t.Errorf("%s: %v passed, %v believed; on orange ground lie %v and %v, %v near the line", loss, m["passed"], m["believed"], passed, believed, near)
		}
	}
}

// In slow motion one thing changes at a time: the colours when the discriminator learns, the fakes when the generator does.
func TestOneThingMovesAtATime(t *testing.T) {
	s := open("&slowmo=on")
	for phase := 1; phase <= 10; phase++ {
		before := labtest.Picture(s)
		colours, fakes := labtest.Array(before, "plot"), labtest.Array(before, "points")
		st := labtest.Step(t, s, 1)
		after := labtest.Picture(s)
		standing, _ := st.Panels.Of("rivals").(duel.Standing)
		at := (phase-1)%5 + 1
		if standing.Phase != at || st.Narrator.Key != fmt.Sprintf("narrator.rivals.phase.%d", at) {
			t.Errorf("phase %d: %d, says %s", at, standing.Phase, st.Narrator.Key)
		}
		if got := slices.Equal(colours, labtest.Array(after, "plot")); got != (at != 3) {
			t.Errorf("phase %d: the colours stay: %v", at, got)
		}
		if got := slices.Equal(fakes, labtest.Array(after, "points")); got != (at != 5) {
			t.Errorf("phase %d: the fakes stay: %v", at, got)
		}
		if (after.Array("pulls") != nil) != (at == 4) {
			t.Errorf("phase %d: arrows: %v", at, after.Array("pulls") != nil)
		}
	}
	if s.State().Panels.Readouts.Count != 2 {
		t.Errorf("%d turns after ten phases", s.State().Panels.Readouts.Count)
	}
}

// Ten turns in slow motion, or begun slowly and ended at once, are ten turns.
func TestSlowMotionGivesTheSameBits(t *testing.T) {
	fast, slow := open("&ratio=2"), open("&ratio=2&slowmo=on")
	labtest.Step(t, fast, 10)
	labtest.Step(t, slow, 47)
	labtest.Do(t, slow, "set", map[string]any{"name": "slowmo", "value": "off"})
	labtest.Step(t, slow, 1)
	for _, name := range []string{"plot", "points"} {
		if !slices.Equal(labtest.Array(labtest.Picture(fast), name), labtest.Array(labtest.Picture(slow), name)) {
			t.Errorf("%s differ", name)
		}
	}
}

func TestMessages(t *testing.T) {
	s := open("&slowmo=on")
	for _, bad := range []struct {
		do   string
		with map[string]any
	}{
		{"latent", map[string]any{}}, {"latent", map[string]any{"x": "a"}}, {"phase", map[string]any{"at": 6}}, {"phase", map[string]any{}}, {"phase", map[string]any{"at": 1.5}},
	} {
		if s.Apply(lab.NewMsg(bad.do, bad.with)) == nil {
			t.Errorf("%s %v is taken", bad.do, bad.with)
		}
	}
	pin := func() frame.Pin { return frame.MarksOf[frame.Pin](labtest.Picture(s), "pins")[0] }
	before := pin()
	labtest.Do(t, s, "latent", map[string]any{"x": -1, "y": 99})
	if after := pin(); after == before || labtest.Array(labtest.Picture(s), "latent/at")[1] != 2.5 {
		t.Errorf("the fake of the reader's noise is at %v, was at %v", after, before)
	}
	if key := s.State().Narrator.Key; key != "narrator.rivals.own.passes" && key != "narrator.rivals.own.caught" {
		t.Errorf("says %s", key)
	}
	labtest.Do(t, s, "phase", map[string]any{"at": 4})
	labtest.Do(t, s, "phase", map[string]any{"at": 2})
	if st := s.State(); st.Panels.Readouts.Count != 2 {
		t.Errorf("turn %d after going round", st.Panels.Readouts.Count)
	}
	labtest.Do(t, s, "set", map[string]any{"name": "turn", "value": "g"})
	if s.Apply(lab.NewMsg("phase", map[string]any{"at": 3})) == nil {
		t.Error("the generator's turn has a part in which the discriminator learns")
	}
	labtest.Do(t, s, "phase", map[string]any{"at": 5})
}

// In the middle of a turn too, what was saved goes on to the same bits.
func TestKeptInTheMiddleOfATurn(t *testing.T) {
	for at := 1; at <= 5; at++ {
		s := open("&loss=wasserstein&slowmo=on")
		labtest.Step(t, s, 20+at)
		labtest.Do(t, s, "latent", map[string]any{"x": 1, "y": -1})
		var file bytes.Buffer
		if err := s.Save(&file); err != nil {
			t.Fatal(err)
		}
		other, err := lab.Restore(lessons.On(packed.Shelf()), &file)
		if err != nil {
			t.Fatal(err)
		}
		labtest.Step(t, s, 9)
		labtest.Step(t, other, 9)
		for _, name := range []string{"plot", "points", "distance", "lossD", "latent/at"} {
			if !slices.Equal(labtest.Array(labtest.Picture(s), name), labtest.Array(labtest.Picture(other), name)) {
				t.Errorf("phase %d: %s differ", at, name)
			}
		}
	}
}

// Whatever is asked of it, there is a run with numbers, or a message that says why not.
func TestDegenerateInput(t *testing.T) {
	for _, link := range []string{
		"&glr=0.1&dlr=0.1&gopt=sgd&dopt=sgd&loss=wasserstein&activation=relu", "&gnet=&dnet=", "&gnet=64,64,64&dnet=2&batch=1", "&data=own&batch=256", "&noise=0.5&samples=50&noisedim=1",
	} {
		s := open(link)
		st := labtest.Step(t, s, 60)
		for name, v := range st.Metrics {
			if math.IsNaN(v) || math.IsInf(v, 0) {
				t.Errorf("%s: %s is %v", link, name, v)
			}
		}
		labtest.Picture(s)
	}
	bare := open("&data=own")
	labtest.Do(t, bare, "points", map[string]any{"clear": true})
	if st := labtest.Step(t, bare, 3); st.Step > 1 || len(st.Metrics) > 1 {
		t.Errorf("a cloud of nothing is imitated: step %d, %v", st.Step, st.Metrics)
	}
	s := open("&data=own")
	labtest.Do(t, s, "points", map[string]any{"remove": []int{0, 1, 2}})
	labtest.Step(t, s, 5)
}

func ExampleNew() {
	r, err := duel.New(config("#l=rivals&data=streak"))
	if err != nil {
		fmt.Println(err)
		return
	}
	s := lab.State{Metrics: map[string]float64{}}
	r.Report(&s)
	fmt.Printf("%.0f fakes, %.0f places\n", s.Metrics["fakes"], s.Metrics["places"])
	// Output: 200 fakes, 8 places
}
