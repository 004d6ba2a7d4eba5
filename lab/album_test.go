package lab_test

import (
	"encoding/base64"
	"fmt"
	"strings"
	"testing"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/own"
)

// galleries are toys of which the first takes small pictures, the second photographs, and the third the first's again.
func galleries() []*lab.Lesson {
	all := append(toys(), toys()[1])
	all[2].ID = "third"
	all[0].Takes = own.Form{Planes: 1, Height: 2, Width: 2, Bits: 4, Most: 5, Classes: []string{"cat", "other"}}
	all[1].Takes = own.Form{Planes: 3, Height: 1, Width: 2, Bits: 8, Most: 1}
	all[2].Takes = all[0].Takes
	all[2].Takes.Classes = nil
	return all
}

func pixels(b ...byte) string { return base64.StdEncoding.EncodeToString(b) }

func album(t *testing.T, s *lab.Session) lab.Album {
	t.Helper()
	a := s.State().Panels.Album
	if a == nil {
		t.Fatal("there is no album")
	}
	return *a
}

func TestPictures(t *testing.T) {
	one := fmt.Sprintf(`{"do":"pictures","add":[[1,%q]]}`, pixels(0, 255, 16, 200))
	for _, tt := range []struct {
		name     string
		messages []string
		counts   []int
		says     string
	}{
		{"one", []string{one}, []int{0, 1}, "narrator.pictures.some"},
		{"another class", []string{one, `{"do":"pictures","relabel":[[0,0]]}`}, []int{1, 0}, "narrator.pictures.some"},
		{"gone", []string{one, one, `{"do":"pictures","remove":[0]}`}, []int{0, 1}, "narrator.pictures.some"},
		{"all gone", []string{one, `{"do":"pictures","clear":true}`}, []int{0, 0}, "narrator.pictures.none"},
		{"as many as there may be", []string{one, one, one, one, one}, []int{0, 5}, "narrator.pictures.full"},
		{"and no more", []string{one, one, one, one, one, one}, []int{0, 5}, "narrator.pictures.full"},
		{"undone", []string{one, one, `{"do":"pictures","undo":true}`}, []int{0, 1}, "narrator.pictures.undone"},
		{"and done again", []string{one, one, `{"do":"pictures","undo":true}`, `{"do":"pictures","redo":true}`}, []int{0, 2}, "narrator.pictures.redone"},
		{"in one movement", []string{one, strings.Replace(one, "}", `,"stroke":3}`, 1), strings.Replace(one, "}", `,"stroke":3}`, 1), `{"do":"pictures","undo":true}`}, []int{0, 1}, "narrator.pictures.undone"},
		{"nothing to undo", []string{`{"do":"pictures","undo":true}`}, []int{0, 0}, "narrator.ready"},
		{"named", []string{`{"do":"pictures","names":["Tom [x]","Jerry","Spike"]}`}, []int{0, 0, 0}, "narrator.pictures.none"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := lab.New(galleries(), "#l=toy")
			apply(t, s, tt.messages...)
			a := album(t, s)
			if fmt.Sprint(a.Counts) != fmt.Sprint(tt.counts) || s.State().Narrator.Key != tt.says {
				t.Errorf("%v, %q; want %v, %q", a.Counts, s.State().Narrator.Key, tt.counts, tt.says)
			}
			// The link and a file bring the same ones back.
			if again := lab.New(galleries(), s.State().Link); fmt.Sprint(album(t, again).Counts) != fmt.Sprint(a.Counts) || again.State().Link != s.State().Link {
				t.Errorf("the link brings %v: %s", album(t, again).Counts, s.State().Link)
			}
			b, err := s.File()
			if err != nil {
				t.Fatal(err)
			}
			if opened, err := lab.OpenFile(galleries(), b); err != nil || fmt.Sprint(album(t, opened).Names) != fmt.Sprint(a.Names) || fmt.Sprint(album(t, opened).Counts) != fmt.Sprint(a.Counts) {
				t.Errorf("the file brings %v", err)
			}
		})
	}
}

func TestPicturesRefuse(t *testing.T) {
	for _, tt := range []struct{ message, want string }{
		{`{"do":"pictures","add":[[0,"AAA"]]}`, "add: want rows of a class and of pixels as base64"},
		{`{"do":"pictures","add":[[0.5,"AAAA"]]}`, "add: want rows"},
		{`{"do":"pictures","add":["AAAA"]}`, "add: want rows"},
		{`{"do":"pictures","add":7}`, "add: want rows"},
		{`{"do":"pictures","add":[[0,"AAAA"]]}`, "3 pixels; want 1×2×2"},
		{`{"do":"pictures","add":[[10,"AAAAAA=="]]}`, "class 10"},
		{`{"do":"pictures","add":[[-1,"AAAAAA=="]]}`, "class -1"},
		{`{"do":"pictures","relabel":[[0,1]]}`, "relabel [0 1]"},
		{`{"do":"pictures","relabel":[[0]]}`, "relabel: want rows"},
		{`{"do":"pictures","remove":[0]}`, "remove 0: there are 0"},
		{`{"do":"pictures","names":["a",""]}`, "class 1 has no name"},
		{`{"do":"pictures","names":["a",1]}`, "names: want a list of texts"},
		{`{"do":"pictures","names":["1","2","3","4","5","6","7","8","9","10","11"]}`, "11 classes; at most 10"},
	} {
		s := lab.New(galleries(), "#l=toy")
		before := s.State().Link
		err := order(s, tt.message)
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v; want %q", tt.message, err, tt.want)
		}
		if s.State().Link != before {
			t.Errorf("%s: changed the link", tt.message)
		}
	}
	if err := order(lab.New(toys(), "#l=toy"), `{"do":"pictures","clear":true}`); err == nil {
		t.Error("a lesson without pictures takes some")
	}
}

// What was drawn in one lesson is there in another that takes the like, and outlives one that does not.
func TestPicturesOutliveLessons(t *testing.T) {
	s := lab.New(galleries(), "#l=toy")
	apply(t, s, fmt.Sprintf(`{"do":"pictures","add":[[0,%q]]}`, pixels(1, 2, 3, 4)), `{"do":"lesson","id":"other"}`)
	if a := album(t, s); a.N != 0 {
		t.Errorf("photographs: %+v", a)
	}
	apply(t, s, fmt.Sprintf(`{"do":"pictures","add":[[0,%q]]}`, pixels(1, 2, 3, 4, 5, 6)))
	b, err := s.File()
	if err != nil {
		t.Fatal(err)
	}
	s, err = lab.OpenFile(galleries(), b)
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{"third", "toy"} {
		apply(t, s, fmt.Sprintf(`{"do":"lesson","id":%q}`, id))
		if a := album(t, s); a.N != 1 {
			t.Errorf("%s: %d pictures; want the one that was drawn", id, a.N)
		}
	}
	apply(t, s, `{"do":"lesson","id":"other"}`)
	if a := album(t, s); a.N != 1 {
		t.Errorf("other: %d photographs; want 1", a.N)
	}
}
