package easel_test

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/easel"
	"github.com/whisker-lab/whisker/lab/labtest"
	"github.com/whisker-lab/whisker/lab/lessons"
	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/data/packed"
	"github.com/whisker-lab/whisker/nn/nntest"
	"github.com/whisker-lab/whisker/nn/scene"
)

func config(link string) lab.Config { return lab.ParseLink(lessons.On(packed.Shelf()), link) }

func open(link string) *lab.Session { return lab.New(lessons.On(packed.Shelf()), "#l=words"+link) }

// rest lets a session work out what is shown besides.
func rest(s *lab.Session) {
	for s.Advance(time.Second); s.Wait() == 0; s.Advance(time.Second) {
	}
}

func say(t testing.TB, s *lab.Session, text string) *lab.State {
	t.Helper()
	return labtest.Do(t, s, "prompt", map[string]any{"text": text})
}

func TestConform(t *testing.T) {
	for _, link := range []string{"&weights=fresh&filters=8&batch=4", "&way=rivals&weights=fresh"} {
		t.Run(link, func(t *testing.T) {
			nntest.Conform(t, func(seed uint64) nn.Learner {
				r, err := easel.New(config(fmt.Sprintf("#l=words&heldback=1&seed=%d%s", seed, link)))
				if err != nil {
					t.Fatal(err)
				}
				return r
			}, map[string]float64{"lr": 0.001, "drawsteps": 3, "another": 5})
		})
	}
}

// The network that is there from the start does what is promised, and the numbers are those of the pictures on the wall.
func TestReady(t *testing.T) {
	s := open("")
	rest(s)
	st := s.State()
	if m := st.Metrics; m["promptAccuracy"] < 0.8 || m["shownAccuracy"] < 0.8 || m["tested"] != 200 || m["judgeAccuracy"] < 0.99 || m["parameters"] > 300000 || m["keptBack"] != 16 {
		t.Errorf("%v", m)
	}
	f := labtest.Picture(s)
	never, wrong, at := 0.0, labtest.Array(f, "prompts/wrong"), labtest.Array(f, "prompts/at")
	for _, v := range labtest.Array(f, "prompts/never") {
		never += float64(v)
	}
	if never != 16 || len(wrong) != scene.Prompts || scene.At(int(at[0])).String() != "one small square right" {
		t.Errorf("%v never shown, %v is said", never, at)
	}
	// What is said is drawn as its picture on the wall is.
	way := labtest.Array(f, "made/strip")
	last, tile := way[len(way)-scene.Pixels:], labtest.Array(f, "prompts")[int(at[0])*scene.Pixels:][:scene.Pixels]
	for i := range last {
		if math.Abs(float64(last[i]-tile[i])) > 1e-5 {
			t.Fatalf("pixel %d is %v, on the wall %v", i, last[i], tile[i])
		}
	}
}

// What is said is heard in both languages, what is not known is said to be so, and one word changes the picture.
func TestSaying(t *testing.T) {
	s := open("")
	for _, tt := range []struct {
		text, said, key string
		never           bool
	}{
		{"大圆 左", "big ring left", "narrator.words.open", false},
		{"two small cats", "two small cat", "narrator.words.open", false},
		{"huge ring left", "ring left", "narrator.words.unknown", false},
		{"", "", "narrator.words.empty", false},
	} {
		st := say(t, s, tt.text)
		v, _ := st.Panels.Of("saying").(easel.Saying)
		if v.Said != tt.said || v.Never != tt.never || st.Narrator.Key != tt.key && st.Narrator.Key != tt.key+".wrong" {
			t.Errorf("%q: %+v, says %s", tt.text, v, st.Narrator.Key)
		}
	}
	before := labtest.Array(labtest.Picture(s), "made/strip")
	say(t, s, "one big cat top")
	if slices.Equal(before, labtest.Array(labtest.Picture(s), "made/strip")) {
		t.Error("other words, and the same picture")
	}
	f := labtest.Picture(s)
	if n := f.Array("made/changes").Shape[0]; n != scene.Groups {
		t.Errorf("%d changes of one word", n)
	}
	link := s.State().Link
	if other := lab.New(lessons.On(packed.Shelf()), link); !slices.Equal(labtest.Array(labtest.Picture(other), "made/strip"), labtest.Array(f, "made/strip")) {
		t.Errorf("%s opens another picture", link)
	}
	seen, _ := s.State().Panels.Of("judge").(easel.Seen)
	if len(seen.Words) != scene.Groups {
		t.Errorf("the judge sees %+v", seen)
	}
}

func TestMessages(t *testing.T) {
	s := open("")
	for _, bad := range []struct {
		do   string
		with map[string]any
	}{{"look", map[string]any{"at": 7}}, {"look", map[string]any{"at": "a"}}, {"look", map[string]any{"at": 1.5}}, {"prompt", map[string]any{"text": 3}}, {"swap", nil}} {
		if s.Apply(lab.NewMsg(bad.do, bad.with)) == nil {
			t.Errorf("%s %v is taken", bad.do, bad.with)
		}
	}
	if st := labtest.Do(t, s, "look", map[string]any{"at": 2}); st.Narrator.Key != "narrator.words.still" || labtest.Array(labtest.Picture(s), "made/at")[0] != 2 {
		t.Errorf("says %s", st.Narrator.Key)
	}
	labtest.Do(t, s, "set", map[string]any{"name": "drawsteps", "value": 3})
	if f := labtest.Picture(s); f.Array("made/strip").Shape[0] != 4 || labtest.Array(f, "made/at")[0] != 3 {
		t.Errorf("in three steps: %v, large is %v", f.Array("made/strip").Shape, labtest.Array(f, "made/at"))
	}
	before := labtest.Array(labtest.Picture(s), "prompts")
	labtest.Do(t, s, "set", map[string]any{"name": "another", "value": 9})
	if slices.Equal(before, labtest.Array(labtest.Picture(s), "prompts")) {
		t.Error("other noise, and the same pictures")
	}
}

// In the middle of a look too, what was saved goes on to the same bits.
func TestKeptInTheMiddleOfALook(t *testing.T) {
	for _, n := range []int{0, 7, 400} {
		s := open("&weights=fresh&filters=8&batch=4")
		say(t, s, "two small cat left")
		labtest.Do(t, s, "step", map[string]any{"n": n})
		var file bytes.Buffer
		if err := s.Save(&file); err != nil {
			t.Fatal(err)
		}
		other, err := lab.Restore(lessons.On(packed.Shelf()), &file)
		if err != nil {
			t.Fatal(err)
		}
		for range 2 {
			rest(s)
			rest(other)
			for _, name := range []string{"made/strip", "prompts", "prompts/wrong", "w/words", "right/never"} {
				if !slices.Equal(labtest.Array(labtest.Picture(s), name), labtest.Array(labtest.Picture(other), name)) {
					t.Errorf("after %d steps: %s differ", n, name)
				}
			}
			labtest.Do(t, s, "step", map[string]any{"n": 120})
			labtest.Do(t, other, "step", map[string]any{"n": 120})
		}
	}
}

// However many are kept back, there are numbers; of none that are kept there is none.
func TestKeptBack(t *testing.T) {
	for _, kept := range []int{0, 5, 16} {
		s := open(fmt.Sprintf("&filters=8&batch=4&heldback=%d", kept))
		labtest.Do(t, s, "step", map[string]any{"n": 3})
		rest(s)
		st := s.State()
		if _, there := st.Metrics["promptAccuracy"]; there != (kept > 0) {
			t.Errorf("%d kept back: %v", kept, st.Metrics)
		}
		if v, _ := st.Panels.Of("build").(easel.Build); v.Trained && kept != 16 {
			t.Errorf("%d kept back: it has learnt before what it must not have seen", kept)
		}
	}
}

func ExampleNew() {
	r, err := easel.New(config("#l=words&weights=fresh&filters=8"))
	if err != nil {
		fmt.Println(err)
		return
	}
	s := lab.State{Metrics: map[string]float64{}}
	r.Report(&s)
	fmt.Printf("%.0f prompts are kept back, of which %.0f pictures are judged\n", s.Metrics["keptBack"], s.Metrics["tested"])
	// Output: 16 prompts are kept back, of which 200 pictures are judged
}
