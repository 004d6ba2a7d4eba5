package moredata_test

import (
	"bytes"
	"fmt"
	"math"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/lessons"
	"github.com/whisker-lab/whisker/lab/moredata"
	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/nntest"
)

const opening = "noise=0.35&dataseed=21"

func config(link string) lab.Config { return lab.ParseLink(lessons.All(), "#l=moredata&"+link) }

func begin(t testing.TB, link string) *moredata.Run {
	t.Helper()
	r, err := moredata.New(config(link))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// whole makes all steps of a run.
func whole(t testing.TB, link string) *moredata.Run {
	t.Helper()
	r := begin(t, link)
	for n := 0; ; n++ {
		if _, done := r.Step(); done {
			return r
		}
		if n > 1e5 {
			t.Fatal("it does not come to an end")
		}
	}
}

// row is a row of the learning curve.
type row struct{ x, mean, least, most float64 }

func curve(r *moredata.Run, name string) (rows []row) {
	var f frame.Frame
	r.Paint(&f, lab.Focus{})
	v := f.Array("sweep/" + name).Data
	for i := 0; i+3 < len(v); i += 4 {
		rows = append(rows, row{float64(v[i]), float64(v[i+1]), float64(v[i+2]), float64(v[i+3])})
	}
	return rows
}

func TestConforms(t *testing.T) {
	for _, link := range []string{"", "flip=0.2&patience=3&dropout=0.2&optimiser=momentum", "layers=&activation=relu&data=spiral"} {
		t.Run(link, func(t *testing.T) {
			nntest.Conform(t, func(seed uint64) nn.Learner { return begin(t, fmt.Sprintf("seed=%d&%s", seed, link)) }, nil)
		})
	}
}

// A step allocates nothing where one network ends and the next one begins, either.
func TestNextNetworkAllocatesNothing(t *testing.T) {
	r := begin(t, "patience=3")
	if n := testing.AllocsPerRun(1, func() {
		for range 450 {
			r.Step()
		}
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

// More examples make it better at new ones, whatever the data and the seed, until it does as well with new ones as with its own.
func TestMoreIsBetter(t *testing.T) {
	for _, link := range []string{opening, "data=moons&noise=0.35", "data=xor&noise=0.3", "data=spiral&layers=12,8", "data=rings&noise=0.2", opening + "&seed=7", "flip=0.2", "activation=relu"} {
		t.Run(link, func(t *testing.T) {
			r := whole(t, link)
			train, test := curve(r, "train"), curve(r, "test")
			if len(train) != 8 || len(test) != 8 || test[0].x != 10 || test[7].x != 2000 {
				t.Fatalf("%d and %d numbers of examples, from %v", len(train), len(test), test)
			}
			if !(test[0].mean+0.03 < test[7].mean) || !(test[0].mean < test[4].mean) {
				t.Errorf("right about new ones %.3f with ten examples, %.3f with 200, %.3f with 2000", test[0].mean, test[4].mean, test[7].mean)
			}
			few, many := train[0].mean-test[0].mean, train[7].mean-test[7].mean
			if !(many < few-0.03) || math.Abs(many) > 0.05 {
				t.Errorf("a gap of %.3f with ten examples, of %.3f with 2000", few, many)
			}
			for i, rows := range [][]row{train, test} {
				for _, is := range rows {
					if !(is.least <= is.mean && is.mean <= is.most) || is.most > 1 || is.least < 0 {
						t.Errorf("curve %d: %v", i, is)
					}
				}
			}
		})
	}
}

// Wrong labels open the gap; small weights, dropping out and stopping early narrow it.
func TestGap(t *testing.T) {
	gap := func(link string) float64 {
		r := whole(t, opening+"&seeds=5&"+link)
		return curve(r, "train")[2].mean - curve(r, "test")[2].mean
	}
	clean, wrong := gap(""), gap("flip=0.2")
	if wrong < clean+0.1 {
		t.Errorf("with 50 examples a gap of %.3f, with wrong labels %.3f", clean, wrong)
	}
	for _, against := range []string{"l2=0.01", "dropout=0.3", "patience=10"} {
		if is := gap("flip=0.2&" + against); is > wrong-0.05 {
			t.Errorf("%s: a gap of %.3f; it was %.3f", against, is, wrong)
		}
	}
}

// Nobody is right about wrong labels more often than the rule itself, but by luck.
func TestTheRuleItself(t *testing.T) {
	for flip, want := range map[string]float64{"0": 1, "0.1": 0.9, "0.3": 0.7} {
		var f frame.Frame
		begin(t, "data=xor&noise=0&flip="+flip).Paint(&f, lab.Focus{})
		if level := f.Array("sweep/truth"); flip == "0" != (level == nil) || level != nil && float64(level.Data[0]) != float64(float32(want)) {
			t.Errorf("flip %s: %v; want %v", flip, level, want)
		}
	}
}

func session(t testing.TB, link string, messages ...string) *lab.Session {
	t.Helper()
	s := lab.New(lessons.All(), "#l=moredata&"+link)
	apply(t, s, messages...)
	return s
}

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
		for s.Stepping() {
			s.Advance(time.Second)
		}
	}
}

func shown(s *lab.Session) []byte {
	var f frame.Frame
	s.Snapshot(&f)
	f.Seq, f.Flags = 0, 0
	return f.Append(nil)
}

// Stopped, saved, looked at and opened again anywhere on the way it comes to the same bits.
func TestStopAndResume(t *testing.T) {
	const link = opening + "&seeds=2&flip=0.1&patience=10"
	straight := session(t, link, `{"do":"step","n":1600}`)
	want := shown(straight)
	for _, at := range []int{0, 1, 99, 100, 101, 731, 1599} {
		s := session(t, link, fmt.Sprintf(`{"do":"step","n":%d}`, at), `{"do":"set","name":"examples","value":200}`)
		var b bytes.Buffer
		if err := s.Save(&b); err != nil {
			t.Fatal(err)
		}
		open, err := lab.Restore(lessons.All(), &b)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(shown(open), shown(s)) {
			t.Errorf("%d: it shows something else", at)
		}
		apply(t, open, `{"do":"set","name":"examples","value":50}`, fmt.Sprintf(`{"do":"step","n":%d}`, 1600-at))
		if !bytes.Equal(shown(open), want) {
			t.Errorf("%d: it comes to something else", at)
		}
	}
}

// A link that is shared holds the results and what the pictures show; one that tells of other settings does not pass for them.
func TestLinkHoldsResults(t *testing.T) {
	for _, tt := range []struct {
		link  string
		steps int
		whole bool // whether there is room for the weights
	}{{opening, 4000, true}, {opening, 1130, true}, {opening + "&layers=9,9&seeds=2", 900, false}, {opening + "&seeds=10", 8000, false}} {
		t.Run(fmt.Sprint(tt.link, tt.steps), func(t *testing.T) {
			s := session(t, tt.link, fmt.Sprintf(`{"do":"step","n":%d}`, tt.steps), `{"do":"share"}`)
			link := shared(t, s)
			open := lab.New(lessons.All(), link)
			was, is := s.State(), open.State()
			if tt.whole && (!reflect.DeepEqual(less(was.Metrics), less(is.Metrics))) {
				t.Errorf("metrics %v; want %v", is.Metrics, was.Metrics)
			}
			if !tt.whole {
				if runs := was.Metrics["runs"] - is.Metrics["runs"]; runs < 1 || runs > 8 {
					t.Errorf("%v of %v networks are to learn once more", runs, was.Metrics["runs"])
				}
			}
			apply(t, s, `{"do":"step","n":9000}`)
			apply(t, open, `{"do":"step","n":9000}`)
			a, b := less(s.State().Metrics), less(open.State().Metrics)
			if !reflect.DeepEqual(a, b) {
				t.Errorf("in the end %v; want %v", b, a)
			}
			if other := lab.New(lessons.All(), link+"&flip=0.2"); other.State().Metrics["runs"] != 0 {
				t.Errorf("results of other labels: %v", other.State().Metrics)
			}
		})
	}
}

// less is metrics without the losses, which a link has no curve of.
func less(m map[string]float64) map[string]float64 {
	delete(m, "trainLoss")
	delete(m, "testLoss")
	return m
}

func shared(t testing.TB, s *lab.Session) string {
	t.Helper()
	link := s.State().Answer.Shared
	if link == "" {
		t.Fatal("nothing is shared")
	}
	return link
}

// More starts go on from what is known; fewer leave it, and what is chosen changes nothing else.
func TestSeedsStay(t *testing.T) {
	s := session(t, opening+"&seeds=2", `{"do":"step","n":9000}`)
	if st := s.State(); !st.Done || st.Metrics["runs"] != 16 || st.Step != 1600 {
		t.Fatalf("done %v, %v networks at step %d", st.Done, st.Metrics["runs"], st.Step)
	}
	apply(t, s, `{"do":"set","name":"seeds","value":3}`)
	if st := s.State(); st.Done || st.Metrics["runs"] != 16 || st.Metrics["allRuns"] != 24 {
		t.Errorf("done %v, %v of %v networks", st.Done, st.Metrics["runs"], st.Metrics["allRuns"])
	}
	apply(t, s, `{"do":"step","n":9000}`)
	three := session(t, opening+"&seeds=3", `{"do":"step","n":9000}`)
	if a, b := s.State(), three.State(); a.Step != 2400 || !reflect.DeepEqual(a.Metrics, b.Metrics) {
		t.Errorf("at step %d %v; want %v", a.Step, a.Metrics, b.Metrics)
	}
	apply(t, s, `{"do":"set","name":"seeds","value":2}`)
	two := session(t, opening+"&seeds=2", `{"do":"step","n":9000}`)
	if a, b := s.State(), two.State(); !reflect.DeepEqual(a.Metrics, b.Metrics) {
		t.Errorf("%v; want %v", a.Metrics, b.Metrics)
	}
}

// The examples of few are among those of many, and a few wrong labels are among more of them.
func TestExamplesAreNested(t *testing.T) {
	points := func(link string) []frame.Point {
		var f frame.Frame
		begin(t, link).Paint(&f, lab.Focus{})
		return slices.Clone(frame.MarksOf[frame.Point](&f, "points"))
	}
	few, many := points("examples=20"), points("examples=1000")
	if len(few) != 20 || len(many) != 1000 || !slices.Equal(few, many[:20]) {
		t.Errorf("%d examples, which are not the first of %d", len(few), len(many))
	}
	clean, some, more := points("examples=1000"), points("examples=1000&flip=0.1"), points("examples=1000&flip=0.3")
	wrong := [2]int{}
	for i := range clean {
		a, b := some[i] != clean[i], more[i] != clean[i]
		if a && !b {
			t.Fatalf("example %d is wrong among a few and right among more", i)
		}
		for j, is := range []bool{a, b} {
			if is {
				wrong[j]++
			}
		}
	}
	if math.Abs(float64(wrong[0])-100) > 25 || math.Abs(float64(wrong[1])-300) > 40 {
		t.Errorf("%v of 1000 are wrong; want about 100 and 300", wrong)
	}
}

// What stops early is kept as it was at its best, and told as that: its loss with new ones is no more than where it would have ended.
func TestStopsAtItsBest(t *testing.T) {
	s := session(t, opening+"&flip=0.2&examples=50&patience=10&seeds=1", `{"do":"step","n":9000}`)
	long := session(t, opening+"&flip=0.2&examples=50&seeds=1", `{"do":"step","n":9000}`)
	a, b := s.State(), long.State()
	if a.Step >= b.Step/2 || a.Metrics["testLoss"] > b.Metrics["testLoss"]-0.2 {
		t.Errorf("stopped at step %d with a loss of %v; otherwise %v at step %d", a.Step, a.Metrics["testLoss"], b.Metrics["testLoss"], b.Step)
	}
	var f frame.Frame
	s.Snapshot(&f)
	rows := f.Array("losses/test").Data
	found := false
	for i := 1; i < len(rows); i += 2 {
		found = found || float64(rows[i]) == a.Metrics["testLoss"] && i < len(rows)-1
	}
	if !found {
		t.Errorf("a loss of %v is none of the curve's before its end", a.Metrics["testLoss"])
	}
}

// A network that runs away ends there, and the others go on.
func TestRunsAway(t *testing.T) {
	s := session(t, "optimiser=sgd&activation=relu&lr=0.3&l2=1&layers=16,16&seeds=1&noise=0.5", `{"do":"step","n":9000}`)
	if st := s.State(); st.Diverged || !st.Done {
		t.Errorf("diverged %v, done %v", st.Diverged, st.Done)
	}
}

func FuzzSetWeights(f *testing.F) {
	r := whole(f, "seeds=1")
	good := r.Weights()
	f.Add(uint16(0), float32(0), uint16(len(good)))
	f.Add(uint16(4), float32(3), uint16(len(good)))
	f.Add(uint16(6), float32(-2), uint16(40))
	f.Add(uint16(7), float32(math.Inf(1)), uint16(22))
	f.Fuzz(func(t *testing.T, at uint16, v float32, n uint16) {
		w := slices.Clone(good)[:min(int(n), len(good))]
		if len(w) > 0 {
			w[int(at)%len(w)] = v
		}
		r := begin(t, "seeds=1")
		before := nntest.Snapshot(r)
		if r.SetWeights(w) != nil && !slices.Equal(nntest.Snapshot(r), before) {
			t.Error("what was refused changed the run")
		}
		r.Step()
		var f frame.Frame
		r.Paint(&f, lab.Focus{})
	})
}
