package lab_test

import (
	"math"
	"strings"
	"testing"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/lessons"
	"github.com/whisker-lab/whisker/lab/own"
	"github.com/whisker-lab/whisker/nn/data"
)

// opened is a session on a link, after messages given as JSON.
func opened(t *testing.T, link string, messages ...string) *lab.Session {
	t.Helper()
	s := lab.New(lessons.All(), link)
	for _, text := range messages {
		if err := order(s, text); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
	}
	return s
}

func order(s *lab.Session, text string) error {
	m, err := lab.ParseMsg([]byte(text))
	if err == nil {
		err = s.Apply(m)
	}
	for s.Stepping() {
		s.Advance(1e9)
	}
	return err
}

// points are the rows that the stage would draw: x, y, class, and 1 where it is kept back.
func points(s *lab.Session) [][4]float32 {
	var f frame.Frame
	s.Snapshot(&f)
	a := f.Array("points")
	if a == nil {
		a = f.Array("curve/points")
	}
	rows := make([][4]float32, len(a.Data)/4)
	for i := range rows {
		rows[i] = [4]float32(a.Data[4*i:])
	}
	return rows
}

const empty = "#l=layers&data=own&points=AQAA"

func TestEdits(t *testing.T) {
	const three = `{"do":"points","add":[[0,0,0],[1,1,1],[-2,0.5,1]]}`
	for _, tt := range []struct {
		name     string
		messages []string
		want     [][3]float32
	}{
		{"add", []string{three}, [][3]float32{{0, 0, 0}, {1, 1, 1}, {-2, 0.5, 1}}},
		{"a place beyond the edge", []string{`{"do":"points","add":[[9,-9,5]]}`}, [][3]float32{{2.4, -2.4, 5}}},
		{"move", []string{three, `{"do":"points","move":[[1,-1,2]]}`}, [][3]float32{{0, 0, 0}, {-1, 2, 1}, {-2, 0.5, 1}}},
		{"relabel", []string{three, `{"do":"points","relabel":[[0,3],[2,0]]}`}, [][3]float32{{0, 0, 3}, {1, 1, 1}, {-2, 0.5, 0}}},
		{"remove, and the last comes into its place", []string{three, `{"do":"points","remove":[0]}`}, [][3]float32{{-2, 0.5, 1}, {1, 1, 1}}},
		{"remove several, one of them twice", []string{three, `{"do":"points","remove":[0,2,0]}`}, [][3]float32{{1, 1, 1}}},
		{"erase", []string{three, `{"do":"points","erase":[1.1,1,0.3,0.3]}`}, [][3]float32{{0, 0, 0}, {-2, 0.5, 1}}},
		{"erase and draw", []string{three, `{"do":"points","erase":[0,0,9,9],"add":[[1,0,1]]}`}, [][3]float32{{1, 0, 1}}},
		{"clear", []string{three, `{"do":"points","clear":true}`}, nil},
		{"undo", []string{three, `{"do":"points","clear":true}`, `{"do":"points","undo":true}`}, [][3]float32{{0, 0, 0}, {1, 1, 1}, {-2, 0.5, 1}}},
		{"undo beyond the beginning", []string{three, `{"do":"points","undo":true}`, `{"do":"points","undo":true}`}, nil},
		{"redo", []string{three, `{"do":"points","undo":true}`, `{"do":"points","redo":true}`}, [][3]float32{{0, 0, 0}, {1, 1, 1}, {-2, 0.5, 1}}},
		{"nothing to redo after an edit", []string{three, `{"do":"points","undo":true}`, `{"do":"points","add":[[1,1,0]]}`, `{"do":"points","redo":true}`}, [][3]float32{{1, 1, 0}}},
		{"a stroke is taken back at once", []string{
			three, `{"do":"points","add":[[1,0,0]],"stroke":1}`, `{"do":"points","add":[[1.5,0,0]],"stroke":1}`, `{"do":"points","undo":true}`,
		}, [][3]float32{{0, 0, 0}, {1, 1, 1}, {-2, 0.5, 1}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := opened(t, empty, tt.messages...)
			got := points(s)
			if len(got) != len(tt.want) {
				t.Fatalf("%v; want %v", got, tt.want)
			}
			for i, want := range tt.want {
				// Half a step of 4.8/4095.
				if math.Abs(float64(got[i][0]-want[0])) > 6e-4 || math.Abs(float64(got[i][1]-want[1])) > 6e-4 || got[i][2] != want[2] {
					t.Errorf("point %d is %v; want %v", i, got[i], want)
				}
			}
			if n := s.State().Own.N; n != len(tt.want) {
				t.Errorf("the state tells of %d points", n)
			}
			// The link opens the same points, and the same bits come of them.
			link := s.State().Link
			again := opened(t, link)
			if a, b := points(s), points(again); len(a) != len(b) || link != again.State().Link {
				t.Errorf("%s opens %s with %d points", link, again.State().Link, len(b))
			}
		})
	}
}

func TestEditsThatAreRefused(t *testing.T) {
	s := opened(t, empty, `{"do":"points","add":[[0,0,0],[1,1,1]]}`)
	before := s.State().Link
	for _, text := range []string{
		`{"do":"points","add":[[0,0]]}`, `{"do":"points","add":[[0,0,6]]}`, `{"do":"points","add":[[0,0,-1]]}`, `{"do":"points","add":[[0,0,0.5]]}`,
		`{"do":"points","add":[[0,0,0,0]]}`, `{"do":"points","add":"x"}`, `{"do":"points","move":[[2,0,0]]}`, `{"do":"points","move":[[-1,0,0]]}`,
		`{"do":"points","move":[[0,0]]}`, `{"do":"points","relabel":[[0,7]]}`, `{"do":"points","relabel":[[0]]}`, `{"do":"points","remove":[2]}`,
		`{"do":"points","remove":[1e9]}`, `{"do":"points","erase":[0,0,0,1]}`, `{"do":"points","erase":[0]}`, `{"do":"points","kind":"cats"}`,
		`{"do":"points","remove":[0],"move":[[1,0,0]]}`,
	} {
		if err := order(s, text); err == nil {
			t.Errorf("%s was accepted", text)
		}
		if got := s.State().Link; got != before {
			t.Fatalf("%s left %s", text, got)
		}
	}
}

// Whoever draws while it learns sees it go on; a class more wants another network.
func TestDrawingWhileItLearns(t *testing.T) {
	s := opened(t, empty, `{"do":"points","add":[[0,0,0],[1,1,1],[0.1,0,0],[1,1.1,1]]}`, `{"do":"step","n":50}`)
	before := s.State()
	if err := order(s, `{"do":"points","add":[[-1,-1,0]]}`); err != nil {
		t.Fatal(err)
	}
	if st := s.State(); st.Step != before.Step || st.Own.N != 5 {
		t.Errorf("after a point it is at step %d with %d points; want %d with 5", st.Step, st.Own.N, before.Step)
	}
	if err := order(s, `{"do":"step","n":10}`); err != nil || s.State().Step != before.Step+10 {
		t.Errorf("it does not go on: step %d, %v", s.State().Step, err)
	}
	if err := order(s, `{"do":"back"}`); err != nil {
		t.Errorf("back: %v", err)
	}
	if err := order(s, `{"do":"points","add":[[-1,1,2]]}`); err != nil {
		t.Fatal(err)
	}
	if st := s.State(); st.Step != 0 || st.Classes != 3 || st.Sizes[len(st.Sizes)-1] != 3 {
		t.Errorf("with a third class: step %d, %d classes, sizes %v", st.Step, st.Classes, st.Sizes)
	}
}

// A point is kept back or not whatever comes after it and whatever is erased beside it.
func TestWhatIsKeptBackStays(t *testing.T) {
	s := opened(t, empty)
	for i := range 40 {
		text := `{"do":"points","add":[[` + lab.FormatNumber(float64(i)/20-1) + `,0,` + lab.FormatNumber(float64(i%2)) + `]]}`
		if err := order(s, text); err != nil {
			t.Fatal(err)
		}
	}
	all, kept := points(s), 0
	for _, p := range all {
		kept += int(p[3])
	}
	if kept < 10 || kept > 14 {
		t.Errorf("%d of 40 are kept back; want 30 %%", kept)
	}
	if err := order(s, `{"do":"points","remove":[3,17]}`); err != nil {
		t.Fatal(err)
	}
	for i, p := range points(s) {
		if i != 3 && i != 17 && p != all[i] {
			t.Errorf("point %d was %v and is %v", i, all[i], p)
		}
	}
}

func TestNothingToLearnFrom(t *testing.T) {
	s := opened(t, empty)
	for _, text := range []string{
		`{"do":"play"}`, `{"do":"step","n":3}`, `{"do":"select","what":"neuron","layer":1,"unit":0}`, `{"do":"inspect","layer":2,"unit":0}`,
		`{"do":"set","name":"loss","value":"mse"}`, `{"do":"set","name":"scale","value":"minmax"}`, `{"do":"set","name":"layers","value":""}`, `{"do":"reset"}`,
	} {
		if err := order(s, text); err != nil {
			t.Errorf("%s: %v", text, err)
		}
		s.Advance(1e6)
		points(s)
		if st := s.State(); st.Diverged {
			t.Errorf("%s: it ran away", text)
		}
	}
	if err := order(s, `{"do":"points","add":[[1,1,1],[0,0,0]]}`); err != nil {
		t.Fatal(err)
	}
	if err := order(s, `{"do":"step","n":3}`); err != nil || s.State().Step < 3 {
		t.Errorf("with points it is at step %d, %v", s.State().Step, err)
	}
}

func TestCurveByHand(t *testing.T) {
	s := opened(t, "#l=layers&data=line", `{"do":"points","kind":"curve","add":[[-1,0.5],[0,1],[1,1.5]],"stroke":1}`)
	st := s.State()
	if st.Kind != data.OfCurve || st.Own.N != 3 || st.Controls["inputs"] != "x1" || st.Controls["loss"] != "squared" {
		t.Errorf("%s, %d points, inputs %v, loss %v", st.Kind, st.Own.N, st.Controls["inputs"], st.Controls["loss"])
	}
	// Drawn over, the old height goes.
	if err := order(s, `{"do":"points","add":[[0.01,-1],[0.09,-1.1]],"stroke":2}`); err != nil {
		t.Fatal(err)
	}
	got := points(s)
	if len(got) != 4 {
		t.Fatalf("%d points; want 4", len(got))
	}
	for _, p := range got {
		if p[1] > 0.9 && p[1] < 1.1 {
			t.Errorf("%v is still there", p)
		}
	}
	if err := order(s, `{"do":"points","kind":"classes","example":true}`); err != nil {
		t.Fatal(err)
	}
	if st := s.State(); st.Kind != data.OfClasses || st.Link != "#l=layers&data=own" || st.Controls["loss"] != "crossentropy" {
		t.Errorf("the cat is %s with %v", st.Link, st.Controls["loss"])
	}
	if err := order(s, `{"do":"points","undo":true}`); err != nil || s.State().Kind != data.OfCurve {
		t.Errorf("undone it is of %s, %v", s.State().Kind, err)
	}
}

// What was drawn is there again after other data and other links.
func TestOwnDataAreNotLost(t *testing.T) {
	s := opened(t, empty, `{"do":"points","add":[[0,0,0],[1,1,1]]}`)
	link := s.State().Link
	for _, text := range []string{`{"do":"set","name":"data","value":"xor"}`, `{"do":"link","link":"#l=layers&layers="}`} {
		if err := order(s, text); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(s.State().Link, "points=") {
			t.Errorf("after %s the link has points: %s", text, s.State().Link)
		}
	}
	if err := order(s, `{"do":"set","name":"data","value":"own"}`); err != nil {
		t.Fatal(err)
	}
	if want := strings.Replace(link, "&points", "&layers=&points", 1); s.State().Link != want {
		t.Errorf("%s; want %s", s.State().Link, want)
	}
}

// Too many points for a link are left out of it, and are in a file.
func TestManyPoints(t *testing.T) {
	s := opened(t, empty)
	var rows []string
	for i := range 3000 {
		rows = append(rows, "["+lab.FormatNumber(math.Cos(float64(i)))+","+lab.FormatNumber(math.Sin(float64(i)*1.7))+","+lab.FormatNumber(float64(i%3))+"]")
	}
	if err := order(s, `{"do":"points","add":[`+strings.Join(rows, ",")+`]}`); err != nil {
		t.Fatal(err)
	}
	st := s.State()
	if st.Own.N != own.Most || st.Own.Linked || strings.Contains(st.Link, "points=") {
		t.Errorf("%d points, linked %v, link of %d letters", st.Own.N, st.Own.Linked, len(st.Link))
	}
	var file strings.Builder
	if err := s.Save(&file); err != nil {
		t.Fatal(err)
	}
	again, err := lab.Restore(lessons.All(), strings.NewReader(file.String()))
	if err != nil {
		t.Fatal(err)
	}
	a, b := points(s), points(again)
	for i := range a {
		if a[i] != b[i] {
			t.Fatalf("point %d was %v and is %v", i, a[i], b[i])
		}
	}
}

// Points that make no sense open the example.
func TestHostilePoints(t *testing.T) {
	for _, text := range []string{"", "!!", "AQAA=", "AgAA", "AQD_____Dw"} {
		if got := opened(t, "#l=layers&data=own&points="+text).State(); got.Link != "#l=layers&data=own" {
			t.Errorf("%q opens %s", text, got.Link)
		}
	}
}
