package forgery_test

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/forgery"
	"github.com/whisker-lab/whisker/lab/labtest"
	"github.com/whisker-lab/whisker/lab/lessons"
	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/data/packed"
	"github.com/whisker-lab/whisker/nn/nntest"
)

// small is what a quick test learns with.
const small = "&samples=100&gnet=16&dnet=16&batch=8&noisedim=4"

func config(link string) lab.Config {
	return lab.ParseLink(lessons.On(packed.Shelf()), "#l=fakes"+link)
}

func TestConform(t *testing.T) {
	for _, link := range []string{"", "&noisedim=2&ratio=2", "&gnet=&dnet="} {
		t.Run(link, func(t *testing.T) {
			nntest.Conform(t, func(seed uint64) nn.Learner {
				r, err := forgery.New(config(fmt.Sprintf("%s&seed=%d%s", small, seed, link)))
				if err != nil {
					t.Fatal(err)
				}
				return r
			}, map[string]float64{"glr": 0.003, "dlr": 0.002, "ratio": 2, "batch": 16})
		})
	}
}

func open(link string) *lab.Session { return lab.New(lessons.On(packed.Shelf()), "#l=fakes"+link) }

func quiz(st *lab.State) forgery.Quiz {
	q, _ := st.Panels.Of("quiz").(forgery.Quiz)
	return q
}

func walk(st *lab.State) forgery.Walk {
	w, _ := st.Panels.Of("walk").(forgery.Walk)
	return w
}

// The wall keeps what the fakes were at its moments, shows what they are, and ends with real digits that stay.
func TestWall(t *testing.T) {
	s := open(small)
	first := labtest.Array(labtest.Picture(s), "wall")
	labtest.Step(t, s, 200)
	then := labtest.Array(labtest.Picture(s), "wall")
	labtest.Step(t, s, 30)
	f := labtest.Picture(s)
	now := labtest.Array(f, "wall")
	row := len(now) / f.Array("wall").Shape[0]
	at := func(wall []float32, i int) []float32 { return wall[i*row:][:row] }
	rows := labtest.Array(f, "wall/rows")
	for i, want := range [][2]float32{{0, 0}, {0, 200}, {1, 500}, {1, 2000}, {2, 230}, {3, 0}} {
		if rows[2*i] != want[0] || rows[2*i+1] != want[1] {
			t.Errorf("row %d is %v; want %v", i, rows[2*i:2*i+2], want)
		}
	}
	off := func(a, b []float32) (most float64) {
		for i, v := range a {
			most = max(most, math.Abs(float64(v-b[i])))
		}
		return most
	}
	if d := off(at(now, 0), at(first, 4)); d > 0.003 {
		t.Errorf("the first print is %v off what the fakes were", d)
	}
	if d := off(at(now, 1), at(then, 4)); d > 0.003 {
		t.Errorf("the print of turn 200 is %v off what the fakes were", d)
	}
	if slices.Equal(at(now, 4), at(then, 4)) {
		t.Error("the newest fakes stand still")
	}
	if !slices.Equal(at(now, 5), at(first, 5)) {
		t.Error("the real digits change")
	}
}

// What is counted is what is seen: the grader's reading of the wall's fakes and of the whole hundred.
func TestNumbersAreCounted(t *testing.T) {
	s := open(small)
	st := labtest.Step(t, s, 200)
	m := st.Metrics
	if m["graded"] != 100 || m["gradeAccuracy"] != m["readRight"]/100 {
		t.Errorf("%v of %v read right, %v", m["readRight"], m["graded"], m["gradeAccuracy"])
	}
	for _, share := range []string{"judgeAccuracy", "believesReals", "believesFakes", "unlikeNearest", "unlikeUnseen"} {
		if !(m[share] > 0 && m[share] <= 1) {
			t.Errorf("%s is %v", share, m[share])
		}
	}
}

// The nearest real digit is the nearest of all of its kind, by its definition, and of itself it is itself.
func TestNearest(t *testing.T) {
	s := open("&samples=200&gnet=16&dnet=16")
	labtest.Step(t, s, 40)
	for digit := range 10 {
		labtest.Do(t, s, "walk", map[string]any{"digit": digit, "x": 1, "y": -0.5})
		f := labtest.Picture(s)
		fake, found := labtest.Array(f, "walk/fake"), labtest.Array(f, "walk/near")
		p, err := config("").PicturesOf("mnist")
		if err != nil {
			t.Fatal(err)
		}
		least, seen, row := math.Inf(1), 0, make([]float32, p.Size())
		var nearest []float32
		for i, class := range p.Class {
			if class != digit || p.Group[i] != 0 || seen == 20 {
				continue
			}
			seen++
			p.Fill(row, i)
			var square float64
			for j, v := range row {
				square += float64(v-fake[j]) * float64(v-fake[j])
			}
			if square < least {
				least, nearest = square, append([]float32(nil), row...)
			}
		}
		for j, v := range nearest {
			if math.Abs(float64(v-found[j])) > 1e-6 {
				t.Errorf("digit %d: another real one is nearer than the one that is shown", digit)
				break
			}
		}
	}
}

// A walk from a column shows that column's fake, and another digit of the same noise is another fake.
func TestWalk(t *testing.T) {
	s := open(small)
	labtest.Step(t, s, 60)
	for column := range 10 {
		st := labtest.Do(t, s, "walk", map[string]any{"from": column})
		f := labtest.Picture(s)
		wall := labtest.Array(f, "wall")
		size := f.Array("wall").Shape[2]
		if w := walk(st); w.Digit != column || w.From != column {
			t.Errorf("column %d: the walk is %+v", column, w)
		}
		if at := walk(st).At; max(math.Abs(at[0]), math.Abs(at[1])) < 2.5 && !slices.Equal(labtest.Array(f, "walk/fake"), wall[(4*10+column)*size:][:size]) {
			t.Errorf("column %d: the walk does not begin with its fake", column)
		}
		if f.Array("wall/from").Data[0] != float32(column) {
			t.Errorf("column %d is not marked", column)
		}
	}
	before := labtest.Array(labtest.Picture(s), "walk/fake")
	labtest.Do(t, s, "walk", map[string]any{"digit": 2})
	other := labtest.Array(labtest.Picture(s), "walk/fake")
	labtest.Do(t, s, "walk", map[string]any{"x": 9, "y": -1})
	if moved := labtest.Array(labtest.Picture(s), "walk/fake"); slices.Equal(before, other) || slices.Equal(other, moved) {
		t.Error("the fake stands still")
	}
	if w := walk(s.State()); w.At != [2]float64{2.5, -1} || w.Digit != 2 || w.From != 9 {
		t.Errorf("the walk is %+v", w)
	}
}

// Six of twelve are fakes; the reader's score is what the marks come to, and the answer is not in the state before it is asked for.
func TestQuiz(t *testing.T) {
	s := open(small)
	labtest.Step(t, s, 120)
	q := quiz(labtest.Do(t, s, "suspect", map[string]any{"at": 3}))
	if q.Told || q.Fake != nil || q.Taken != nil || q.Class != nil || q.Count != 1 || !q.Marked[3] {
		t.Errorf("before: %+v", q)
	}
	labtest.Step(t, s, 100)
	if then := quiz(s.State()); then.Pics != q.Pics {
		t.Error("what is asked about changes while it is")
	}
	labtest.Do(t, s, "suspect", map[string]any{"at": 3})
	q = quiz(labtest.Do(t, s, "reveal", nil))
	fakes := 0
	for _, fake := range q.Fake {
		if fake {
			fakes++
		}
	}
	if fakes != 6 || q.You != 6 || q.Of != 12 || q.AllYou != 6 || q.AllRival != q.Rival {
		t.Errorf("nothing marked: %d fakes, %+v", fakes, q)
	}
	if s.Apply(lab.NewMsg("suspect", map[string]any{"at": 1})) == nil {
		t.Error("what has been told is still asked")
	}
	pics := q.Pics
	q = quiz(labtest.Do(t, s, "deal", nil))
	if q.Told || q.Count != 0 || q.Pics == pics {
		t.Errorf("dealt: %+v", q)
	}
	// A reader who knows is right about all twelve: another session with the same messages has the same digits.
	twin := open(small)
	labtest.Step(t, twin, 120)
	labtest.Do(t, twin, "suspect", map[string]any{"at": 3})
	labtest.Step(t, twin, 100)
	labtest.Do(t, twin, "deal", nil)
	for i, fake := range quiz(labtest.Do(t, twin, "reveal", nil)).Fake {
		if fake {
			labtest.Do(t, s, "suspect", map[string]any{"at": i})
		}
	}
	if q = quiz(labtest.Do(t, s, "reveal", nil)); q.You != 12 || q.AllYou != 18 || q.Of != 24 {
		t.Errorf("all found: %+v", q)
	}
}

func TestMessages(t *testing.T) {
	s := open(small)
	for _, bad := range []struct {
		do   string
		with map[string]any
	}{
		{"walk", nil}, {"walk", map[string]any{"x": "a"}}, {"walk", map[string]any{"digit": 10}}, {"walk", map[string]any{"from": -1}}, {"walk", map[string]any{"digit": 1.5}},
		{"suspect", nil}, {"suspect", map[string]any{"at": 12}}, {"suspect", map[string]any{"at": "x"}},
	} {
		if s.Apply(lab.NewMsg(bad.do, bad.with)) == nil {
			t.Errorf("%s %v is taken", bad.do, bad.with)
		}
	}
}

// What was saved goes on to the same bits: the walk, the quiz and the prints with it.
func TestKept(t *testing.T) {
	s := open(small)
	labtest.Step(t, s, 120)
	labtest.Do(t, s, "walk", map[string]any{"from": 4, "x": 1.25, "digit": 6})
	labtest.Do(t, s, "suspect", map[string]any{"at": 7})
	var file bytes.Buffer
	if err := s.Save(&file); err != nil {
		t.Fatal(err)
	}
	other, err := lab.Restore(lessons.On(packed.Shelf()), &file)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		for _, name := range []string{"wall", "wall/rows", "walk/map", "walk/fake", "walk/at", "grade", "lossD"} {
			if !slices.Equal(labtest.Array(labtest.Picture(s), name), labtest.Array(labtest.Picture(other), name)) {
				t.Errorf("%s differ", name)
			}
		}
		if a, b := quiz(s.State()), quiz(other.State()); fmt.Sprint(a) != fmt.Sprint(b) {
			t.Errorf("quizzes differ: %+v; %+v", a, b)
		}
		for _, one := range []*lab.Session{s, other} {
			labtest.Step(t, one, 17)
			labtest.Do(t, one, "reveal", nil)
			labtest.Do(t, one, "deal", nil)
		}
	}
}

// Whatever is asked of it, there is a run with numbers, or a message that says why not.
func TestDegenerateInput(t *testing.T) {
	for _, link := range []string{"&samples=50&batch=1&gnet=&dnet=", "&glr=0.01&dlr=0.01&gnet=8&dnet=8&batch=1", "&noisedim=2&ratio=5&samples=50&gnet=8,8&dnet=8,8&batch=4"} {
		s := open(link)
		st := labtest.Step(t, s, 60)
		for name, v := range st.Metrics {
			if math.IsNaN(v) || math.IsInf(v, 0) {
				t.Errorf("%s: %s is %v", link, name, v)
			}
		}
		labtest.Picture(s)
	}
}

func ExampleNew() {
	r, err := forgery.New(config("&samples=100"))
	if err != nil {
		fmt.Println(err)
		return
	}
	s := lab.State{Metrics: map[string]float64{}}
	r.Report(&s)
	fmt.Printf("%.0f fakes graded, %.0f real digits\n", s.Metrics["graded"], s.Metrics["realDigits"])
	// Output: 100 fakes graded, 100 real digits
}
