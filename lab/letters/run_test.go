package letters_test

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/labtest"
	"github.com/whisker-lab/whisker/lab/lessons"
	"github.com/whisker-lab/whisker/lab/letters"
	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/data"
	"github.com/whisker-lab/whisker/nn/data/packed"
	"github.com/whisker-lab/whisker/nn/nntest"
)

func config(link string) lab.Config { return lab.ParseLink(lessons.On(packed.Shelf()), link) }

func TestConform(t *testing.T) {
	for _, link := range []string{"", "&cell=gru&text=own&batch=4", "&cell=plain&text=tang&truncate=3&clip=0&optimiser=sgd"} {
		t.Run(link, func(t *testing.T) {
			nntest.Conform(t, func(seed uint64) nn.Learner {
				r, err := letters.New(config(fmt.Sprintf("#l=names&hidden=8&seed=%d%s", seed, link)))
				if err != nil {
					t.Fatal(err)
				}
				return r
			}, map[string]float64{"lr": 0.01, "clip": 1, "batch": 8, "temperature": 1.5, "knows": 2})
		})
	}
}

func open(link string) *lab.Session { return lab.New(lessons.On(packed.Shelf()), "#l=names"+link) }

func panel(s *lab.State) letters.Letters {
	l, _ := s.Panels.Of("letters").(letters.Letters)
	return l
}

func names(t testing.TB) map[string]bool {
	t.Helper()
	w, _ := data.FindWriting("firstnames")
	text, err := w.Open(packed.Shelf())
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]bool{}
	for _, line := range text.Lines {
		all[line] = true
	}
	return all
}

// Nothing is called new that stands in a list, and what is counted is what is written.
func TestNewIsNew(t *testing.T) {
	all := names(t)
	s := open("&temperature=0.5")
	for range 4 {
		st := labtest.Step(t, s, 250)
		m, l := st.Metrics, panel(st)
		if m["newLines"]+m["readLines"]+m["keptLines"] != m["writtenLines"] || m["differentLines"] > m["writtenLines"] {
			t.Errorf("%v", m)
		}
		for _, page := range l.Pages {
			for _, line := range page.Lines {
				if (line.Status == "new") == all[line.Text] {
					t.Errorf("step %d: %q is called %s", page.Step, line.Text, line.Status)
				}
			}
		}
		if l.Lines+l.Kept != len(all) {
			t.Errorf("%d and %d lines of %d", l.Lines, l.Kept, len(all))
		}
		for _, line := range l.Some {
			if !all[line] {
				t.Errorf("%q is no name", line)
			}
		}
	}
}

// A page of the diary is what stood there as now at its step, whatever was learnt since.
func TestDiaryKeepsWhatWasWritten(t *testing.T) {
	s := open("")
	var was [][]letters.Line
	at := []int{0, 30, 100, 300}
	for i, to := range at {
		from := 0
		if i > 0 {
			from = at[i-1]
		}
		st := labtest.Step(t, s, to-from)
		pages := panel(st).Pages
		if last := pages[len(pages)-1]; last.Step != to || len(pages) != i+1 {
			t.Fatalf("at step %d there are %d pages, the last of step %d", to, len(pages), last.Step)
		}
		was = append(was, pages[len(pages)-1].Lines)
	}
	pages := panel(labtest.Step(t, s, 50)).Pages
	for i := range was {
		if !slices.Equal(pages[i].Lines, was[i]) {
			t.Errorf("step %d: %v; was %v", at[i], pages[i].Lines, was[i])
		}
	}
	if slices.Equal(was[0], was[3]) {
		t.Error("what is written never changes")
	}
}

// The baselines by their definitions, over all lines that are judged.
func TestBaselines(t *testing.T) {
	st := open("").State()
	m := st.Metrics
	if got, want := m["uniformBitsPerChar"], math.Log2(27); math.Abs(got-want) > 0.06 {
		t.Errorf("guessing takes %v bits; want about %v", got, want)
	}
	if !(m["pairBitsPerChar"] < m["letterBitsPerChar"] && m["letterBitsPerChar"] < m["uniformBitsPerChar"]) {
		t.Errorf("pairs %v, letters %v, guessing %v", m["pairBitsPerChar"], m["letterBitsPerChar"], m["uniformBitsPerChar"])
	}
	if d := m["validBitsPerChar"] - m["uniformBitsPerChar"]; math.Abs(d) > 0.3 {
		t.Errorf("before it has learnt, it needs %v bits; guessing %v", m["validBitsPerChar"], m["uniformBitsPerChar"])
	}
}

// What is typed is read, what is pressed is written, and what is chosen goes by its chance.
func TestWriting(t *testing.T) {
	s := open("")
	labtest.Step(t, s, 200)
	l := panel(labtest.Do(t, s, "write", map[string]any{"text": "Car"}))
	if l.Written != "car" || l.Over || len(l.Next) != 9 {
		t.Fatalf("%+v", l)
	}
	sum := 0.0
	for i, n := range l.Next {
		sum += float64(n.Chance)
		if i > 0 && n.Chance > l.Next[i-1].Chance {
			t.Errorf("%v is likelier than what stands before it", n)
		}
	}
	if sum > 1.0001 || sum < 0.3 {
		t.Errorf("the likeliest nine have %v", sum)
	}
	// The chance that a bar shows is the one that stands below its tile once it is written.
	pressed := l.Next[2]
	if pressed.Code == 0 {
		pressed = l.Next[3]
	}
	l = panel(labtest.Do(t, s, "write", map[string]any{"add": pressed.Code}))
	tiles := labtest.Picture(s).Array("spell").Data
	if l.Written != "car"+pressed.Sign || tiles[7] != pressed.Chance {
		t.Errorf("%q, the last had %v; pressed %+v", l.Written, tiles[7], pressed)
	}
	if l = panel(labtest.Do(t, s, "write", map[string]any{"keep": 2})); l.Written != "ca" {
		t.Errorf("%q is left of two letters", l.Written)
	}
	for range 60 {
		if l = panel(labtest.Do(t, s, "write", map[string]any{"next": true})); l.Over {
			break
		}
	}
	if want := map[bool]string{true: "read or kept", false: "new"}[names(t)[l.Written]]; !l.Over || !strings.Contains(want, l.Status) {
		t.Errorf("%q is over %v, and %s; want %s", l.Written, l.Over, l.Status, want)
	}
	if l = panel(labtest.Do(t, s, "write", map[string]any{"next": true})); utf8.RuneCountInString(l.Written) > 1 {
		t.Errorf("after the end it writes %q", l.Written)
	}
}

func TestMessagesThatCannotBe(t *testing.T) {
	s := open("")
	labtest.Do(t, s, "write", map[string]any{"text": "ann"})
	for _, bad := range []struct {
		do   string
		with map[string]any
	}{
		{"write", map[string]any{}}, {"write", map[string]any{"text": 4}}, {"write", map[string]any{"add": 99}}, {"write", map[string]any{"add": 1.5}}, {"write", map[string]any{"keep": -1}},
		{"write", map[string]any{"text": "ann3"}}, {"write", map[string]any{"text": "汉"}}, {"write", map[string]any{"text": strings.Repeat("a", 61)}},
		{"cell", map[string]any{"at": 32}}, {"cell", map[string]any{"at": -2}}, {"cell", map[string]any{"at": "x"}},
	} {
		if s.Apply(lab.NewMsg(bad.do, bad.with)) == nil {
			t.Errorf("%s %v is taken", bad.do, bad.with)
		}
		if l := panel(s.State()); l.Written != "ann" || l.Knows.Chosen {
			t.Errorf("%s %v leaves %q, cell %+v", bad.do, bad.with, l.Written, l.Knows)
		}
	}
}

// How much a cell knows, by its definition over what it shows of names that were kept back; and the ranking goes by it.
func TestCellsAreRankedByWhatTheyShow(t *testing.T) {
	s := open("&hidden=8&knows=vowel")
	labtest.Step(t, s, 52) // of which the newest look is at 50
	for _, trait := range letters.Traits() {
		l := panel(labtest.Do(t, s, "set", map[string]any{"name": "knows", "value": trait})).Knows
		if trait == "inside" {
			if len(l.Best) != 0 {
				t.Errorf("in names there are brackets: %+v", l)
			}
			continue
		}
		if len(l.Best) != 5 || l.Best[0].At != l.Cell || l.Rank != 1 {
			t.Fatalf("%s: %+v", trait, l)
		}
		for i, c := range l.Best {
			if c.Share < 0.5 || c.Share > 1 || i > 0 && c.Share > l.Best[i-1].Share {
				t.Errorf("%s: %+v", trait, l.Best)
			}
		}
		other := panel(labtest.Do(t, s, "cell", map[string]any{"at": l.Best[3].At})).Knows
		if other.Cell != l.Best[3].At || !other.Chosen || other.Rank != 4 || other.Fits != l.Best[3] {
			t.Errorf("%s: %+v after choosing the fourth", trait, other)
		}
	}
}

// In the middle of a line, of a look at the weights and of a batch, what was saved goes on to the same bits and pictures.
func TestKept(t *testing.T) {
	for _, link := range []string{"", "&text=tang&truncate=3", "&text=own&cell=gru"} {
		s := open(link)
		labtest.Step(t, s, 61)
		labtest.Do(t, s, "write", map[string]any{"next": true})
		labtest.Do(t, s, "cell", map[string]any{"at": 3})
		var file bytes.Buffer
		if err := s.Save(&file); err != nil {
			t.Fatal(err)
		}
		other, err := lab.Restore(lessons.On(packed.Shelf()), &file)
		if err != nil {
			t.Fatal(err)
		}
		for _, one := range []*lab.Session{s, other} {
			labtest.Step(t, one, 77)
			labtest.Do(t, one, "write", map[string]any{"next": true})
		}
		a, b := labtest.Picture(s), labtest.Picture(other)
		for _, name := range []string{"spell", "spell/next", "memory", "memory/at", "memory/order", "bits/test", "bits/train"} {
			if !slices.Equal(a.Array(name).Data, b.Array(name).Data) {
				t.Errorf("%s: %s differ", link, name)
			}
		}
		if x, y := panel(s.State()), panel(other.State()); fmt.Sprint(x) != fmt.Sprint(y) {
			t.Errorf("%s: %+v; want %+v", link, y, x)
		}
	}
}

// Whatever is asked of it, there is a run with numbers, or a message that says why not.
func TestDegenerateInput(t *testing.T) {
	for _, link := range []string{"&lr=0.1&optimiser=sgd&clip=0&cell=plain", "&hidden=4&batch=1&truncate=1", "&temperature=0.1", "&temperature=2", "&train=0.5&text=own"} {
		s := open(link)
		st := labtest.Step(t, s, 60)
		for name, v := range st.Metrics {
			if math.IsNaN(v) || math.IsInf(v, 0) {
				t.Errorf("%s: %s is %v", link, name, v)
			}
		}
		labtest.Picture(s)
	}
	if same := open(""); same.Apply(lab.NewMsg("prose", map[string]any{"lines": strings.Repeat("aa\n", 200)})) == nil || same.State().Narrator.Key != "narrator.letters.alike" {
		t.Errorf("lines that are all alike: says %s", same.State().Narrator.Key)
	}
	for _, text := range []string{strings.Repeat("a", 400), strings.Repeat("汉字。\n天地玄黄\n", 40), manyKinds()} {
		s := open("")
		labtest.Do(t, s, "prose", map[string]any{"lines": text})
		st := labtest.Step(t, s, 20)
		if l := panel(st); l.Lines < 1 || l.Kept < 1 || !utf8.ValidString(l.Pages[0].Lines[0].Text) {
			t.Errorf("%.20q: %+v", text, l)
		}
		labtest.Picture(s)
	}
}

// manyKinds is a text of more kinds of letters than are told apart.
func manyKinds() string {
	var b strings.Builder
	for i := range 2000 {
		b.WriteRune(rune(0x4e00 + i))
		if i%5 == 4 {
			b.WriteByte('\n')
		}
	}
	return b.String()
}

func ExampleNew() {
	r, err := letters.New(config("#l=names&text=own"))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(r.Progress().Epoch)
	// Output: 0
}
