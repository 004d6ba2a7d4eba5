package lab_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/lessons"
	"github.com/whisker-lab/whisker/lab/own"
	"github.com/whisker-lab/whisker/nn/data/packed"
)

// A text of the reader's own is learnt, held by links as long as it is short and by files always, and goes along to other lessons.
func TestProse(t *testing.T) {
	all := lessons.On(packed.Shelf())
	s := lab.New(all, "#l=names")
	if p := s.State().Panels.Prose; p == nil || p.Chosen || p.Brought {
		t.Fatalf("%+v", p)
	}
	bring := func(text string) error { return s.Apply(lab.NewMsg("prose", map[string]any{"lines": text})) }
	short := strings.Repeat("short lines\nof words\n", 30)
	if err := bring(short); err != nil {
		t.Fatal(err)
	}
	st := s.State()
	if p := st.Panels.Prose; !p.Chosen || !p.Brought || !p.Linked || p.Lines != 60 || !strings.Contains(st.Link, "&prose=") || !strings.Contains(st.Link, "text=own") {
		t.Errorf("%+v, %s", p, st.Link)
	}
	if again := lab.New(all, st.Link).State(); again.Link != st.Link || again.Metrics["pairBitsPerChar"] != st.Metrics["pairBitsPerChar"] {
		t.Errorf("the link opens %s", again.Link)
	}
	var long strings.Builder
	for i := range 600 {
		fmt.Fprintf(&long, "line %d of many\n", i)
	}
	if err := bring(long.String()); err != nil {
		t.Fatal(err)
	}
	if st := s.State(); st.Panels.Prose.Linked || strings.Contains(st.Link, "prose=") {
		t.Errorf("%+v, %s", st.Panels.Prose, st.Link)
	}
	for _, way := range []string{`{"do":"lesson","id":"layers"}`, `{"do":"link","link":"#l=names&text=own"}`} {
		m, err := lab.ParseMsg([]byte(way))
		if err == nil {
			err = s.Apply(m)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if p := s.State().Panels.Prose; p.Lines != 600 || !p.Brought {
		t.Errorf("after another lesson: %+v", p)
	}
	b, err := s.File()
	if err != nil {
		t.Fatal(err)
	}
	opened, err := lab.OpenFile(all, b)
	if err != nil {
		t.Fatal(err)
	}
	if p := opened.State().Panels.Prose; p.Lines != 600 {
		t.Errorf("out of a file: %+v", p)
	}
	if err := s.Apply(lab.NewMsg("prose", map[string]any{"clear": true})); err != nil || s.State().Panels.Prose.Brought {
		t.Errorf("it stays: %v", err)
	}
}

// What is no text is refused in the page's words, and nothing has changed.
func TestProseRefuses(t *testing.T) {
	s := lab.New(lessons.On(packed.Shelf()), "#l=names")
	for _, tt := range []struct{ text, says string }{
		{strings.Repeat("x", own.MostText+1), "narrator.prose.long"}, {"short", "narrator.prose.short"}, {"\x00" + strings.Repeat("picture", 90), "narrator.prose.notext"},
	} {
		var before, after bytes.Buffer
		if err := s.Save(&before); err != nil {
			t.Fatal(err)
		}
		err := s.Apply(lab.NewMsg("prose", map[string]any{"lines": tt.text}))
		if err == nil || s.State().Narrator.Key != tt.says {
			t.Errorf("%.9q: %v, says %s; want %s", tt.text, err, s.State().Narrator.Key, tt.says)
		}
		if err := s.Save(&after); err != nil || !bytes.Equal(before.Bytes(), after.Bytes()) {
			t.Errorf("%.9q has changed something: %v", tt.text, err)
		}
	}
	if lab.New(lessons.All(), "#l=layers").Apply(lab.NewMsg("prose", map[string]any{"lines": "x"})) == nil {
		t.Error("a lesson that reads nothing takes a text")
	}
	if lab.New(lessons.On(packed.Shelf()), "#l=names").Apply(lab.NewMsg("prose", map[string]any{"lines": 7})) == nil {
		t.Error("a number is a text")
	}
}
