package anomalies_test

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/anomalies"
	"github.com/whisker-lab/whisker/lab/lessons"
	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/data/packed"
	"github.com/whisker-lab/whisker/nn/nntest"
)

func config(link string) lab.Config { return lab.ParseLink(lessons.On(packed.Shelf()), link) }

func TestConform(t *testing.T) {
	for name, link := range map[string]string{
		"autoencoder": "#l=anomalies", "autoencoder of pixels": "#l=anomalies&data=digits&sees=all&samples=60",
		"density": "#l=anomalies&method=density&data=moons&k=12",
	} {
		t.Run(name, func(t *testing.T) {
			nntest.Conform(t, func(seed uint64) nn.Learner {
				r, err := anomalies.New(config(fmt.Sprintf("%s&seed=%d", link, seed)))
				if err != nil {
					t.Fatal(err)
				}
				return r
			}, map[string]float64{"lr": 0.02, "threshold": 0.2})
		})
	}
}

// run plays a link for some epochs.
func run(t testing.TB, link string, epochs int) *lab.Session {
	t.Helper()
	s := lab.New(lessons.On(packed.Shelf()), link)
	step(t, s, epochs)
	return s
}

func step(t testing.TB, s *lab.Session, epochs int) {
	t.Helper()
	if err := s.Apply(lab.NewMsg("step", map[string]any{"unit": "epoch", "n": epochs})); err != nil {
		t.Fatal(err)
	}
	for s.Stepping() {
		s.Advance(time.Second)
	}
}

func snap(s *lab.Session) *frame.Frame {
	f := &frame.Frame{}
	s.Snapshot(f)
	return f
}

// Every method finds strangers where it suits, and does not where it doesn't.
func TestMethodsSuitSomeData(t *testing.T) {
	tests := []struct {
		link            string
		epochs          int
		atLeast, atMost float64
		says            string
	}{
		{"data=payments", 60, 0.97, 1, "narrator.strangers.well"},
		{"data=cancer", 60, 0.97, 1, "narrator.strangers.well"},
		{"data=moons&bottleneck=1", 200, 0.9, 1, ""},
		{"data=rings", 100, 0.4, 0.8, ""}, // two rings are no curve
		{"data=blobs&bottleneck=2&activation=linear", 100, 0.3, 0.85, "narrator.strangers.wide"},
		{"data=blobs&method=density", 60, 0.97, 1, "narrator.strangers.well"},
		{"data=blobs&method=density&k=1", 60, 0.6, 0.92, "narrator.strangers.partly"},
		{"data=rings&method=density&k=1", 60, 0.5, 0.88, "narrator.strangers.partly"},
		{"data=rings&method=density&k=20&samples=2000", 60, 0.97, 1, "narrator.strangers.well"},
		{"data=rings&method=knn", 1, 0.98, 1, "narrator.strangers.neighbours"},
		{"data=digits&sees=all&method=knn", 1, 0.95, 1, "narrator.strangers.neighbours"},
		{"data=digits&sees=all&method=density&k=1", 3, 0.5, 0.9, "narrator.strangers.byheart"},
		{"data=digits&sees=all&bottleneck=8&hidden=32", 100, 0.9, 1, "narrator.strangers.byheart"},
	}
	for _, tt := range tests {
		t.Run(tt.link, func(t *testing.T) {
			st := run(t, "#l=anomalies&"+tt.link, tt.epochs).State()
			if v := st.Metrics["auc"]; !(v >= tt.atLeast && v <= tt.atMost) {
				t.Errorf("AUC %v; want %v to %v", v, tt.atLeast, tt.atMost)
			}
			if tt.says != "" && st.Narrator.Key != tt.says {
				t.Errorf("says %v; want %s", st.Narrator, tt.says)
			}
		})
	}
}

// The area under the curve that is drawn is the share of pairs, of a stranger and a normal point, in which the stranger scores
// higher: the rank statistic, here from the colours that the points have where a method sees all.
func TestAreaIsTheRankStatistic(t *testing.T) {
	for _, link := range []string{"data=digits&sees=all&bottleneck=4", "data=cancer&sees=all", "data=cancer&sees=all&method=knn&samples=569"} {
		s := run(t, "#l=anomalies&"+link, 3)
		st, f := s.State(), snap(s)
		points, values := f.Array("points").Data, f.Array("points/value").Data
		var pairs, higher float64
		for i, v := range values {
			for j, u := range values {
				if points[4*i+3] == 1 && points[4*i+2] == 1 && points[4*j+3] == 1 && points[4*j+2] == 0 {
					pairs++
					switch {
					case v > u:
						higher++
					case v == u:
						higher += 0.5
					}
				}
			}
		}
		// Scores are drawn as float32, in which a few of them become equal.
		if got := st.Metrics["auc"]; math.Abs(got-higher/pairs) > 1e-3 {
			t.Errorf("%s: AUC %v; want %v", link, got, higher/pairs)
		}
		var area float64
		roc := f.Array("roc").Data
		for i := 2; i+1 < len(roc); i += 2 {
			area += float64(roc[i]-roc[i-2]) * float64(roc[i+1]+roc[i-1]) / 2
		}
		if math.Abs(area-higher/pairs) > 1e-3 {
			t.Errorf("%s: the curve has area %v; want %v", link, area, higher/pairs)
		}
	}
}

func TestThresholdCountsWithoutARestart(t *testing.T) {
	for _, method := range []string{"autoencoder", "density", "knn"} {
		s := run(t, "#l=anomalies&data=blobs&bottleneck=2&k=2&method="+method, 5)
		before := s.State()
		alarms := -1.0
		for _, share := range []float64{0, 0.02, 0.1, 0.3, 0.5} {
			if err := s.Apply(lab.NewMsg("set", map[string]any{"name": "threshold", "value": share})); err != nil {
				t.Fatal(err)
			}
			st := s.State()
			m := st.Metrics
			c := st.Panels.Confusion.Counts
			if c[0][0]+c[0][1] != int(m["normal"]) || c[1][0]+c[1][1] != int(m["strangers"]) || c[1][1] != int(m["caught"]) || c[0][1] != int(m["falseAlarms"]) {
				t.Errorf("%s at %v: the table %v does not fit %v", method, share, c, m)
			}
			if sum := c[0][0] + c[0][1] + c[1][0] + c[1][1]; sum != 200 {
				t.Errorf("%s at %v: %d points are judged; want 200", method, share, sum)
			}
			if m["caught"]+m["falseAlarms"] < alarms {
				t.Errorf("%s: fewer alarms at %v", method, share)
			}
			alarms = m["caught"] + m["falseAlarms"]
			if st.Step != before.Step || m["auc"] != before.Metrics["auc"] {
				t.Errorf("%s: at step %d, AUC %v after another threshold; want %d, %v", method, st.Step, m["auc"], before.Step, before.Metrics["auc"])
			}
			if st.Narrator.Key != "narrator.strangers.threshold" || st.Narrator.Args["caught"] != int(m["caught"]) {
				t.Errorf("says %v", st.Narrator)
			}
		}
		if alarms < 60 {
			t.Errorf("%s: %v alarms where half of the known points would raise one", method, alarms)
		}
	}
}

// What the field says of the place of a known point is on the side of the threshold that its score is.
func TestFrameHoldsWhatTheViewsShow(t *testing.T) {
	for link, want := range map[string][]string{
		"":                              {"points", "plot", "plot/range", "plot/named", "segments", "roc", "roc/at", "loss/train", "loss/test"},
		"&method=density&data=rings":    {"points", "plot", "ellipses", "circles", "piles", "piles/at", "piles/known", "roc", "roc/of"},
		"&method=knn":                   {"points", "plot", "circles"},
		"&data=digits&sees=all":         {"points", "points/value", "segments", "plot/named", "roc"},
		"&data=own&method=knn":          {"points", "plot", "roc"},
		"&data=digits&method=knn&k=30":  {"points", "plot"},
		"&data=cancer&method=density":   {"points", "plot", "ellipses"},
		"&data=cancer&sees=all&ratio=0": {"points", "points/value"},
	} {
		f := snap(run(t, "#l=anomalies"+link, 2))
		for _, name := range want {
			if a := f.Array(name); a == nil || len(a.Data) == 0 {
				t.Errorf("%s: no %s", link, name)
			}
		}
	}
	f := snap(run(t, "#l=anomalies&data=blobs&method=knn", 1))
	points, field, span := f.Array("points").Data, f.Array("plot").Data, f.Array("plot/range").Data
	var inside, outside, normal, strange int
	for i := 0; i < len(points); i += 4 {
		x := int((points[i] - span[0]) / (span[1] - span[0]) * 128)
		y := int((span[3] - points[i+1]) / (span[3] - span[2]) * 128)
		if x < 0 || x > 127 || y < 0 || y > 127 || points[i+3] == 0 {
			continue
		}
		v := field[y*128+x]
		if points[i+2] == 0 {
			normal++
			if v < 0 {
				inside++
			}
		} else {
			strange++
			if v > 0 {
				outside++
			}
		}
	}
	if inside < normal*8/10 || outside < strange*9/10 {
		t.Errorf("%d of %d normal points lie where it is blue, %d of %d strangers where it is orange", inside, normal, outside, strange)
	}
}

func TestStrangersAreNeverLearntFrom(t *testing.T) {
	for _, data := range []string{"payments", "moons", "cancer", "digits", "own"} {
		points := snap(run(t, "#l=anomalies&ratio=0.5&data="+data, 0)).Array("points").Data
		var known, new, strange int
		for i := 0; i < len(points); i += 4 {
			switch {
			case points[i+3] == 0 && points[i+2] != 0:
				t.Errorf("%s: a stranger is learnt from", data)
			case points[i+3] == 0:
				known++
			case points[i+2] == 0:
				new++
			default:
				strange++
			}
		}
		if known == 0 || new == 0 || strange == 0 {
			t.Errorf("%s: %d known, %d new, %d strange", data, known, new, strange)
		}
		if data != "own" && (strange < (new+strange)*45/100 || strange > (new+strange)*55/100) {
			t.Errorf("%s: %d of %d are strange; want half", data, strange, new+strange)
		}
	}
}

func TestAsking(t *testing.T) {
	ask := func(s *lab.Session, x, y any) error {
		return s.Apply(lab.NewMsg("ask", map[string]any{"x": x, "y": y}))
	}
	for _, tt := range []struct {
		link, says, marks string
		x, y              float64
	}{
		{"data=rings&method=knn", "narrator.strangers.alarm", "segments", 0, 0},
		{"data=rings&method=knn", "narrator.strangers.calm", "segments", 0.9, 0},
		{"data=rings&method=density&k=1", "narrator.strangers.calm", "notes", 0, 0},
		{"data=payments", "narrator.strangers.alarm", "arrows", 2, 3.5},
		{"data=digits&sees=all", "", "arrows", 0, 0},
	} {
		s := run(t, "#l=anomalies&"+tt.link, 30)
		if err := ask(s, tt.x, tt.y); err != nil {
			t.Fatal(err)
		}
		st := s.State()
		score, threshold := st.Narrator.Args["score"].(float64), st.Narrator.Args["threshold"].(float64)
		if tt.says != "" && st.Narrator.Key != tt.says || (score > threshold) != (st.Narrator.Key == "narrator.strangers.alarm") {
			t.Errorf("%s: says %v; want %s", tt.link, st.Narrator, tt.says)
		}
		f := snap(s)
		if a := f.Array(tt.marks); a == nil || len(a.Data) == 0 || f.Array("notes") == nil {
			t.Errorf("%s: no %s", tt.link, tt.marks)
		}
	}
	s := run(t, "#l=anomalies", 1)
	for _, bad := range [][2]any{{nil, 1}, {1, nil}, {1e9, 0}, {"a", 0}} {
		if ask(s, bad[0], bad[1]) == nil {
			t.Errorf("asking about %v is answered", bad)
		}
	}
	if s.Apply(lab.NewMsg("light", map[string]any{"actual": 2, "predicted": 0})) == nil {
		t.Error("a cell that is none was lit")
	}
	if err := s.Apply(lab.NewMsg("light", map[string]any{"actual": 0, "predicted": 1})); err != nil {
		t.Fatal(err)
	}
	var lit float32
	for _, v := range snap(s).Array("points/lit").Data {
		lit += v
	}
	if want := s.State().Metrics["falseAlarms"]; float64(lit) != want {
		t.Errorf("%v points are lit; want %v", lit, want)
	}
}

// Whatever is asked of it, there is a run, or a message that says why not.
func TestDegenerateInput(t *testing.T) {
	for _, link := range []string{
		"samples=50&ratio=0", "samples=50&ratio=0&method=density&k=30", "samples=50&method=knn&k=30", "samples=10000&data=cancer&ratio=0.5",
		"samples=10000&data=digits&stranger=8&ratio=0.5&sees=all&method=knn", "noise=0.5&data=moons&samples=2000&ratio=0.5",
		"data=own", "data=own&method=density&k=30", "data=own&method=knn&k=30",
	} {
		s := run(t, "#l=anomalies&"+link, 2)
		st := s.State()
		if st.Lesson != "anomalies" || st.Diverged {
			t.Errorf("%s opens %s, diverged %v", link, st.Link, st.Diverged)
		}
		for name, v := range st.Metrics {
			if math.IsNaN(v) || math.IsInf(v, 0) {
				t.Errorf("%s: %s is %v", link, name, v)
			}
		}
		if _, there := st.Metrics["auc"]; there == strings.Contains(link+"&", "ratio=0&") {
			t.Errorf("%s: an AUC: %v", link, there)
		}
		for _, v := range snap(s).Array("points").Data {
			if math.IsNaN(float64(v)) {
				t.Errorf("%s: a point is nowhere", link)
			}
		}
	}
	if st := run(t, "#l=anomalies&ratio=0", 2).State(); st.Narrator.Key != "narrator.strangers.none" {
		t.Errorf("without strangers it says %v", st.Narrator)
	}
	s := run(t, "#l=anomalies&data=own", 1)
	if err := s.Apply(lab.NewMsg("points", map[string]any{"clear": true})); err != nil || s.State().Panels.Own.N != 0 {
		t.Errorf("without a point: %v", err)
	}
}

// Neighbours have nothing to learn, so they end at once and have no curve, but are saved like the others.
func TestNeighboursLearnNothing(t *testing.T) {
	s := run(t, "#l=anomalies&method=knn", 5)
	if st := s.State(); !st.Done || st.Epoch != 0 {
		t.Errorf("done %v after %v epochs", st.Done, st.Epoch)
	}
	for _, v := range snap(s).Array("loss/train").Data[1:] {
		if !math.IsNaN(float64(v)) && v != 0 {
			t.Errorf("its curve holds %v", v)
		}
	}
	var file bytes.Buffer
	if err := s.Save(&file); err != nil {
		t.Fatal(err)
	}
	saved := slices.Clone(file.Bytes())
	other, err := lab.Restore(lessons.On(packed.Shelf()), &file)
	if err != nil || other.State().Metrics["auc"] != s.State().Metrics["auc"] {
		t.Errorf("restored: %v", err)
	}
	saved[len(saved)/2] ^= 1
	if _, err := lab.Restore(lessons.On(packed.Shelf()), bytes.NewReader(saved)); err == nil {
		t.Error("a damaged save is taken")
	}
}

func ExampleNew() {
	r, err := anomalies.New(config("#l=anomalies&data=rings&method=knn"))
	if err != nil {
		fmt.Println(err)
		return
	}
	var s lab.State
	s.Metrics = map[string]float64{}
	r.Report(&s)
	fmt.Printf("AUC %.2f, caught %v of %v\n", s.Metrics["auc"], s.Metrics["caught"], s.Metrics["strangers"])
	// Output: AUC 1.00, caught 20 of 20
}
