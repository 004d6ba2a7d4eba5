package lab_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/lessons"
	"github.com/whisker-lab/whisker/lab/own"
	"github.com/whisker-lab/whisker/lab/sheet"
	"github.com/whisker-lab/whisker/nn/data"
)

// bring hands a table to a session on the layers lesson and returns what was understood.
func bring(t *testing.T, s *lab.Session, text string) *sheet.State {
	t.Helper()
	quoted, err := json.Marshal(text)
	if err != nil {
		t.Fatal(err)
	}
	if err := order(s, `{"do":"table","text":`+string(quoted)+`}`); err != nil {
		t.Fatal(err)
	}
	return s.State().Panels.Table
}

func TestTables(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       string // separator, decimal comma, header, x y what, kind, points, classes
	}{
		{"commas", "length,depth,species\n39.1,18.7,Adelie\n46.5,17.9,Chinstrap\n50,15.3,Gentoo\n", "comma false true 0 1 2 classes 3 [Adelie Chinstrap Gentoo]"},
		{"semicolons and decimal commas", "a;b;c\n1,5;2;ja\n-0,5;3,25;nein\n", "semicolon true true 0 1 2 classes 2 [ja nein]"},
		{"tabs", "x\ty\tk\n1\t2\tred\n3\t4\tblue", "tab false true 0 1 2 classes 2 [red blue]"},
		{"a byte order mark and the line ends of Windows", "\ufeffx,y,k\r\n1,2,a\r\n3,4,b\r\n", "comma false true 0 1 2 classes 2 [a b]"},
		{"quotes", "\"x, across\",y,\"what \"\"it\"\" is\"\n1,2,\"a, b\"\n3,4,\"c\"\n", "comma false true 0 1 2 classes 2 [a, b c]"},
		{"no header", "1,2,0\n3,4,1\n5,6,0\n", "comma false false 0 1 2 classes 3 [0 1]"},
		{"classes first", "k,x,y\na,1,2\nb,3,4\n", "comma false true 1 2 0 classes 2 [a b]"},
		{"a column of names", "name,x,y,k\nTom,1,2,a\nIda,3,4,b\nLou,5,6,a\nMax,7,8,a\nPia,1,3,b\nKim,2,2,a\nJan,2,1,a\n", "comma false true 1 2 3 classes 7 [a b]"},
		{"a value", "x,y,height\n1,2,0.5\n3,4,0.25\n5,6,1\n7,8,2\n9,0,3\n1,1,4\n2,2,5\n", "comma false true 0 1 2 surface 7 []"},
		{"a curve", "time;temperature\n0;20,5\n1;21\n2;19,75\n", "semicolon true true 0 1 -1 curve 3 []"},
		{"one class", "x,y,k\n1,2,a\n3,4,a\n", "comma false true 0 1 -1 curve 2 []"},
		{"exponents and signs", "x,y,k\n1e-3,+2.5,a\n−3,.5,b\n", "comma false true 0 1 2 classes 2 [a b]"},
		{"empty fields at the end", "x,y,k,,\n1,2,a,,\n3,4,b,\n", "comma false true 0 1 2 classes 2 [a b]"},
		{"blank lines", "x,y,k\n\n1,2,a\n,,\n3,4,b\n", "comma false true 0 1 2 classes 2 [a b]"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			st := bring(t, lab.New(lessons.All(), "#l=layers"), tt.text)
			got := fmt.Sprint(st.Separator, " ", st.Decimals, " ", st.Header, " ", st.Chosen.X, " ", st.Chosen.Y, " ", st.Chosen.What, " ", st.Kind, " ", st.Good, " ", st.Classes)
			if got != tt.want || st.Error != "" {
				t.Errorf("%s %s; want %s", got, st.Error, tt.want)
			}
		})
	}
}

func TestNoTables(t *testing.T) {
	wide := strings.Repeat("1,", 150) + "1\n"
	for _, tt := range []struct{ name, text, want string }{
		{"nothing", "", "empty"}, {"blanks", " \n\n\t\n", "empty"}, {"a header alone", "x,y,k\n", "empty"}, {"words", "to be or\nnot to be\n", "numbers"},
		{"one column of numbers", "x\n1\n2\n", "numbers"}, {"a picture", "PNG\x00\x01\x02", "binary"}, {"no UTF-8", "x,y\n1,\xff\n", "numbers"},
		{"too wide", wide + wide, "wide"}, {"too long", strings.Repeat("1,2,3\n", 900_000), "large"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := lab.New(lessons.All(), "#l=layers")
			if st := bring(t, s, tt.text); st.Error != tt.want {
				t.Errorf("%q; want %q", st.Error, tt.want)
			}
			if err := order(s, `{"do":"table","use":true}`); err == nil {
				t.Error("it was used")
			}
			if got := s.State().Link; got != "#l=layers" {
				t.Errorf("it left %s", got)
			}
		})
	}
}

// Every row that is left out is told of, with its line and what is wrong with it.
func TestBadRows(t *testing.T) {
	text := "x,y,k\n1,2,a\n3,,b\nfive,6,a\n7,8\n9,10,NA\n1,2,b,9\n2,\"3,a\n4,5,b\n"
	s := lab.New(lessons.All(), "#l=layers")
	st := bring(t, s, text)
	want := []string{"3 missing y ", "4 number x five", "5 fields  ", "6 missing k ", "7 fields  ", "8 quote  "}
	var got []string
	for _, b := range st.Bad {
		got = append(got, fmt.Sprintf("%d %s %s %s", b.Line, b.Why, b.Column, b.Text))
	}
	if !slices.Equal(got, want) || st.Skipped != len(want) || st.Good != 2 {
		t.Errorf("%q, %d skipped, %d good; want %q", got, st.Skipped, st.Good, want)
	}
	many := "x,y,k\n"
	for i := range 2100 {
		many += fmt.Sprintf("%d,%d,%c\n", i, i%7, 'a'+rune(i%8))
	}
	st = bring(t, s, many)
	if st.Chosen.What != 2 { // eight different things are more than there are colours for, so it has to be chosen
		if err := order(s, `{"do":"table","what":2}`); err != nil {
			t.Fatal(err)
		}
		st = s.State().Panels.Table
	}
	if len(st.Classes) != own.MostClasses || st.Good+st.Skipped != 2100 || st.Good != 1576 || st.Bad[0].Why != "classes" || len(st.Bad) > 50 {
		t.Errorf("%d classes, %d good, %d skipped, %d told, %v", len(st.Classes), st.Good, st.Skipped, len(st.Bad), st.Bad[0])
	}
}

func TestATableBecomesTheData(t *testing.T) {
	s := lab.New(lessons.All(), "#l=layers&data=own")
	bring(t, s, "bill length,bill depth,species\n39.1,18.7,Adelie\n46.5,17.9,Chinstrap\n50,15.3,Gentoo\n38,18,Adelie\n49,15,Gentoo\n45,18,Chinstrap\n")
	if err := order(s, `{"do":"table","use":true}`); err != nil {
		t.Fatal(err)
	}
	st := s.State()
	if st.Panels.Table != nil || st.Panels.Own.N != 6 || !st.Panels.Own.Table || st.Panels.Data.Classes != 3 || !slices.Equal(st.Panels.Data.Names, []string{"Adelie", "Chinstrap", "Gentoo"}) {
		t.Errorf("table %v, own %+v, classes %d %v", st.Panels.Table, st.Panels.Own, st.Panels.Data.Classes, st.Panels.Data.Names)
	}
	if len(st.Panels.Data.Axes) != 2 || st.Panels.Data.Axes[0].Name != "bill length" || st.Panels.Data.Axes[1].Name != "bill depth" {
		t.Errorf("axes %v", st.Panels.Data.Axes)
	}
	// 16 bits over some 13 mm.
	if p := points(s); p[0][0] < 39.099 || p[0][0] > 39.101 {
		t.Errorf("the first bill is %v long", p[0][0])
	}
	again := lab.New(lessons.All(), st.Link)
	if a, b := points(s), points(again); !slices.Equal(a, b) || !slices.Equal(again.State().Panels.Data.Names, st.Panels.Data.Names) || again.State().Panels.Data.Axes[1] != st.Panels.Data.Axes[1] {
		t.Errorf("the link opens %v", b)
	}
	if err := order(s, `{"do":"points","undo":true}`); err != nil || s.State().Panels.Own.Table {
		t.Errorf("undone it is still the table, %v", err)
	}
	// A surface keeps the unit of its values.
	bring(t, s, "x,y,h\n0,0,100\n1,0,110\n0,1,120\n1,1,130\n2,1,140\n1,2,150\n2,2,160\n")
	if err := order(s, `{"do":"table","use":true}`); err != nil {
		t.Fatal(err)
	}
	if err := order(s, `{"do":"step","unit":"epoch","n":400}`); err != nil {
		t.Fatal(err)
	}
	if st := s.State(); st.Panels.Data.Kind != data.OfSurface || !(st.Metrics["mae"] > 0.01) || !(st.Metrics["mae"] < 60) {
		t.Errorf("%s with a mean error of %v", st.Panels.Data.Kind, st.Metrics["mae"])
	}
}

func FuzzTable(f *testing.F) {
	f.Add("x,y,k\n1,2,a\n3,4,b\n", 0, 1, 2, false)
	f.Add("a;b\n1,5;2\n", 1, 0, -1, true)
	f.Add("\ufeff\"x\ty\n1\t2", 0, 0, 0, true)
	f.Fuzz(func(t *testing.T, text string, x, y, what int, values bool) {
		s := lab.New(lessons.All(), "#l=layers&data=own&samples=50&layers=2")
		m := lab.NewMsg("table", map[string]any{"text": text})
		if err := s.Apply(m); err != nil {
			t.Fatal(err)
		}
		// What cannot be chosen is refused; what can has to come out as points that a link holds.
		if s.Apply(lab.NewMsg("table", map[string]any{"x": x, "y": y, "what": what, "values": values})) != nil {
			return
		}
		st := s.State().Panels.Table
		if s.Apply(lab.NewMsg("table", map[string]any{"use": true})) != nil {
			return
		}
		got := s.State()
		if got.Panels.Own.N != st.Good {
			t.Errorf("%d points of %d good rows", got.Panels.Own.N, st.Good)
		}
		if got.Panels.Own.Linked && lab.New(lessons.All(), got.Link).State().Link != got.Link {
			t.Errorf("%s opens another", got.Link)
		}
		if _, err := json.Marshal(got); err != nil {
			t.Error(err)
		}
	})
}
