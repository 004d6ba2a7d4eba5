package lab_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"math"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/lessons"
)

// file is a session as people keep it.
func file(t testing.TB, s *lab.Session) []byte {
	t.Helper()
	b, err := s.File()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestFilesGoOn(t *testing.T) {
	all := append(lessons.All(), toys()...)
	for _, link := range []string{"#l=layers", "#l=layers&optimiser=adam&data=blobs&vs=lr:0.2", "#l=toy&by=3"} {
		s := lab.New(all, link)
		run(t, s, `{"do":"step","n":23}`)
		opened, err := lab.OpenFile(all, file(t, s))
		if err != nil {
			t.Fatalf("%s: %v", link, err)
		}
		run(t, s, `{"do":"step","n":23}`)
		run(t, opened, `{"do":"step","n":23}`)
		if !bytes.Equal(saved(t, opened), saved(t, s)) {
			t.Errorf("%s: they go on differently", link)
		}
	}
}

// A file says every value, so that it means the same where a lesson begins otherwise.
func TestFilesDoNotRestOnDefaults(t *testing.T) {
	b := file(t, lab.New(toys(), "#l=toy&by=7"))
	later := toys()
	for i := range later[0].Controls {
		if c := &later[0].Controls[i]; c.Name == "noise" || c.Name == "by" {
			c.Default = "0.5"
		}
	}
	s, err := lab.OpenFile(later, b)
	if err != nil {
		t.Fatal(err)
	}
	if got := s.State().Link; got != "#l=toy&by=7&noise=0.1" {
		t.Errorf("it opens as %s", got)
	}
}

func TestOpenFileRefuses(t *testing.T) {
	good := file(t, lab.New(toys(), "#l=toy&by=3"))
	edit := func(change func(m map[string]any)) []byte {
		var m map[string]any
		if err := json.Unmarshal(good, &m); err != nil {
			t.Fatal(err)
		}
		change(m)
		b, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	tests := []struct {
		name string
		b    []byte
		want error
	}{
		{"nothing", nil, lab.ErrForeign},
		{"no JSON", []byte("PNG\x00"), lab.ErrForeign},
		{"a list", []byte("[]"), lab.ErrForeign},
		{"another program's", []byte(`{"whisker":"recipe","version":1}`), lab.ErrForeign},
		{"no version", edit(func(m map[string]any) { delete(m, "version") }), lab.ErrForeign},
		{"half of it", good[:len(good)/2], lab.ErrForeign},
		{"a later version", edit(func(m map[string]any) { m["version"] = 2 }), lab.ErrNewer},
		{"no session", edit(func(m map[string]any) { delete(m, "saved") }), lab.ErrDamaged},
		{"a session that is no text", edit(func(m map[string]any) { m["saved"] = 7 }), lab.ErrDamaged},
		{"a session that is no base64", edit(func(m map[string]any) { m["saved"] = "%%%" }), lab.ErrDamaged},
		{"a session cut short", edit(func(m map[string]any) { m["saved"] = m["saved"].(string)[:40] }), lab.ErrDamaged},
		{"another link", edit(func(m map[string]any) { m["link"] = strings.Replace(m["link"].(string), "by=3", "by=4", 1) }), lab.ErrDamaged},
		{"another step", edit(func(m map[string]any) { m["step"] = 5 }), lab.ErrDamaged},
		{"another lesson", edit(func(m map[string]any) { m["lesson"] = "other" }), lab.ErrDamaged},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := lab.OpenFile(toys(), tt.b); !errors.Is(err, tt.want) {
				t.Errorf("got %v; want %v", err, tt.want)
			}
			s := lab.New(toys(), "#by=2")
			run(t, s, `{"do":"step","n":3}`)
			before := state(t, s)
			if err := s.Apply(lab.NewMsg("load", map[string]any{"state": string(tt.b)})); err == nil || state(t, s) != before {
				t.Errorf("load: %v, and it became %s", err, state(t, s))
			}
		})
	}
}

// FuzzOpenFile: what is taken is a session like any other.
func FuzzOpenFile(f *testing.F) {
	s := lab.New(toys(), "#l=toy&vs=by:3")
	run(f, s, `{"do":"step","n":9}`)
	f.Add(file(f, s), 30)
	f.Add([]byte(`{"whisker":"session","version":1,"saved":""}`), 0)
	f.Fuzz(func(t *testing.T, b []byte, at int) {
		// Whatever is in the middle of a good session must be found out by its checksum.
		var m map[string]any
		if json.Unmarshal(file(t, s), &m) == nil && at >= 0 && at < len(m["saved"].(string)) && len(b) > 0 {
			text := []byte(m["saved"].(string))
			text[at] = b[0]
			if changed := string(text) != m["saved"]; changed {
				m["saved"] = string(text)
				other, _ := json.Marshal(m)
				if o, err := lab.OpenFile(toys(), other); err == nil && !bytes.Equal(saved(t, o), saved(t, s)) {
					t.Errorf("a changed session is taken")
				}
			}
		}
		opened, err := lab.OpenFile(toys(), b)
		if err != nil {
			return
		}
		apply(t, opened, `{"do":"step","n":3}`)
		opened.Make(3)
		if _, err := lab.OpenFile(toys(), file(t, opened)); err != nil {
			t.Errorf("what was opened and saved is refused: %v", err)
		}
	})
}

// A file comes with the state that answers its message, and with no later one.
func TestSaveAndLoad(t *testing.T) {
	s := lab.New(toys(), "")
	run(t, s, `{"do":"step","n":5}`, `{"do":"save"}`)
	kept := s.State().Answer.File
	if kept == nil || s.State().Answer.File == nil {
		t.Fatal("no file comes with the state")
	}
	run(t, s, `{"do":"step","n":2}`)
	if s.State().Answer.File != nil {
		t.Error("the file comes again with later states")
	}
	run(t, s, `{"do":"save"}`, `{"do":"pause"}`)
	if s.State().Answer.File != nil {
		t.Error("the file comes again after another message")
	}
	for _, form := range []any{kept, string(kept)} {
		run(t, s, `{"do":"lesson","id":"other"}`)
		apply(t, s, `{"do":"play"}`)
		if err := s.Apply(lab.NewMsg("load", map[string]any{"state": form})); err != nil {
			t.Fatal(err)
		}
		st := s.State()
		if st.Lesson != "toy" || st.Step != 5 || st.Metrics["weight"] != 5 || st.Playing || st.Narrator.Key != "narrator.loaded" || !s.Stale() {
			t.Errorf("loaded %+v", st)
		}
	}
	var f frame.Frame
	s.Snapshot(&f)
	run(t, s, `{"do":"save"}`)
	if err := s.Apply(lab.NewMsg("load", map[string]any{"state": s.State().Answer.File})); err != nil {
		t.Fatal(err)
	}
	if s.Snapshot(&f); f.Seq != 2 {
		t.Errorf("the frame after loading is number %d; want 2", f.Seq)
	}
}

// Weights in a link are those that were learned, to a thousandth or so; reset comes back to them.
func TestWeightsInLinks(t *testing.T) {
	s := lab.New(lessons.All(), "#l=layers&layers=6,3&lr=0.2")
	run(t, s, `{"do":"step","unit":"epoch","n":120}`, `{"do":"share"}`)
	was := s.State()
	if len(was.Answer.Shared) < len(was.Link)+100 || strings.Contains(was.Link, "w=") {
		t.Fatalf("shared as %s", was.Answer.Shared)
	}
	if was.Metrics["testAccuracy"] < 0.9 {
		t.Fatalf("it learned too little to tell: %v", was.Metrics)
	}
	run(t, s, `{"do":"step"}`)
	if s.State().Answer.Shared != "" {
		t.Error("it is shared again")
	}
	o := lab.New(lessons.All(), was.Answer.Shared)
	st := o.State()
	if st.Link != was.Answer.Shared || st.Step != 0 || st.Narrator.Key != "narrator.learned" {
		t.Errorf("opened at step %d as %s, saying %s", st.Step, st.Link, st.Narrator.Key)
	}
	// A half is off by one part in 2048 at most; the loss moves a little more than that.
	if a, b := st.Metrics["trainLoss"], was.Metrics["trainLoss"]; math.Abs(a-b) > 0.01*b || st.Metrics["testAccuracy"] != was.Metrics["testAccuracy"] {
		t.Errorf("it opens with %v; want %v", st.Metrics, was.Metrics)
	}
	run(t, o, `{"do":"step","n":20}`, `{"do":"reset"}`)
	if again := o.State(); again.Metrics["trainLoss"] != st.Metrics["trainLoss"] || again.Link != was.Answer.Shared {
		t.Errorf("reset gives %v; want %v", again.Metrics, st.Metrics)
	}
	run(t, o, `{"do":"set","name":"activation","value":"relu"}`)
	if !strings.Contains(o.State().Link, "&w=") {
		t.Error("weights that still fit are gone")
	}
	for _, m := range []string{`{"do":"reroll"}`, `{"do":"set","name":"layers","value":"6,4"}`} {
		o := lab.New(lessons.All(), was.Answer.Shared)
		if run(t, o, m); strings.Contains(o.State().Link, "w=") {
			t.Errorf("after %s the weights are still there", m)
		}
	}
	// Two runs of what was shared begin with it.
	two := lab.New(lessons.All(), was.Answer.Shared+"&vs=lr:1").State()
	if two.Panels.Compare == nil || two.Panels.Compare.Metrics["trainLoss"] != st.Metrics["trainLoss"] {
		t.Errorf("a second run begins with %+v", two.Panels.Compare)
	}
}

func TestWhatCannotBeShared(t *testing.T) {
	for _, tt := range []struct{ name, link, first, says string }{
		{"no weights", "#l=hebb", `{"do":"pause"}`, "no weights"},
		{"too many", "#l=layers&layers=16,16,16", `{"do":"pause"}`, "609 weights: too many for a link"},
		{"no numbers", "#l=layers&layers=8,8,8&lr=10&activation=linear", `{"do":"step","n":200}`, "no numbers any more"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := lab.New(append(lessons.All(), toys()...), tt.link)
			run(t, s, tt.first)
			if err := s.Apply(lab.NewMsg("share", nil)); err == nil || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("got %v; want %q", err, tt.says)
			}
		})
	}
}

func TestDamagedWeightsAreLeftOut(t *testing.T) {
	plain := lab.New(lessons.All(), "#l=layers&layers=").State()
	for name, w := range map[string]string{
		"too few": "AAAA", "an odd byte": "AAA", "padded": "AAAAAAAA==", "no alphabet": "!!!!!!!!",
		"infinite": "AHwAAAAA", "none": "AX4AAAAA", "far too many": strings.Repeat("A", 4000), "other letters": "AAAA+A/A",
	} {
		s := lab.New(lessons.All(), "#l=layers&layers=&w="+url.QueryEscape(w)).State()
		if s.Link != plain.Link || s.Metrics["trainLoss"] != plain.Metrics["trainLoss"] {
			t.Errorf("%s: opens as %s with %v", name, s.Link, s.Metrics)
		}
	}
	if s := lab.New(lessons.All(), "#l=layers&layers=&w=ADwAvAAA").State(); s.Link != "#l=layers&layers=&w=ADwAvAAA" {
		t.Errorf("three good weights open as %s", s.Link)
	}
}

// Halves by the standard's own examples, and all of them there and back.
func TestHalves(t *testing.T) {
	for _, tt := range []struct {
		v float32
		h uint16
	}{
		{0, 0}, {float32(math.Copysign(0, -1)), 0x8000}, {1, 0x3c00}, {-2, 0xc000}, {65504, 0x7bff}, {65519, 0x7bff}, {1e9, 0x7bff}, {-1e9, 0xfbff},
		{0.000061035156, 0x0400}, {0.00006097555, 0x03ff}, {5.9604645e-8, 0x0001}, {2.9802322e-8, 0}, {2.9802326e-8, 1}, {1.0 / 3, 0x3555},
		{1 + 1.0/2048, 0x3c00}, {1 + 3.0/2048, 0x3c02}, // halfway, to the even one
	} {
		if got := lab.ToHalf(tt.v); got != tt.h {
			t.Errorf("%v is %#04x; want %#04x", tt.v, got, tt.h)
		}
	}
	var all []uint16
	for h := range uint32(1 << 16) {
		if h&0x7c00 != 0x7c00 {
			all = append(all, uint16(h))
		}
	}
	back := make([]uint16, len(all))
	for i, h := range all {
		back[i] = lab.ToHalf(lab.FromHalf(h))
	}
	if !slices.Equal(all, back) {
		t.Error("some half is another one after there and back")
	}
}
