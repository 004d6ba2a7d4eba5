package lab_test

import (
	"encoding/json"
	"reflect"
	"testing"

	"github.com/whisker-lab/whisker/lab"
)

func TestFields(t *testing.T) {
	m, err := lab.ParseMsg([]byte(`{"do":"it","text":"a","n":3,"half":0.5,"huge":1e300,"on":true,"none":null,"ints":[1,2],"rows":[[1,2.5],[]],"empty":[],"odd":[1,"2"],"object":{"k":[1]}}`))
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name string
		read func(f *lab.Fields) any
		want any
		says string
	}{
		{"a text", func(f *lab.Fields) any { return f.Text("text", "b") }, "a", ""},
		{"no text", func(f *lab.Fields) any { return f.Text("gone", "b") }, "b", ""},
		{"null", func(f *lab.Fields) any { return f.Text("none", "b") }, "b", ""},
		{"null is not there", func(f *lab.Fields) any { return f.Has("none") }, false, ""},
		{"a text that is none", func(f *lab.Fields) any { return f.Text("n", "b") }, "b", "lab: it: n: want a text"},
		{"a whole number", func(f *lab.Fields) any { return f.Int("n", 1) }, 3, ""},
		{"a half", func(f *lab.Fields) any { return f.Int("half", 1) }, 1, "lab: it: half: want a whole number"},
		{"beyond whole numbers", func(f *lab.Fields) any { return f.Int("huge", 1) }, 1, "lab: it: huge: want a whole number"},
		{"a number", func(f *lab.Fields) any { return f.Float("half", 1) }, 0.5, ""},
		{"true", func(f *lab.Fields) any { return f.Bool("on", false) }, true, ""},
		{"no boolean", func(f *lab.Fields) any { return f.Bool("n", false) }, false, "lab: it: n: want true or false"},
		{"whole numbers", func(f *lab.Fields) any { return f.Ints("ints") }, []int{1, 2}, ""},
		{"none of them", func(f *lab.Fields) any { return f.Ints("empty") }, []int{}, ""},
		{"a list that is not there", func(f *lab.Fields) any { return f.Ints("gone") }, []int(nil), ""},
		{"a list of more than numbers", func(f *lab.Fields) any { return f.Floats("odd") }, []float64(nil), "lab: it: odd: want a list of numbers"},
		{"rows", func(f *lab.Fields) any { return f.Rows("rows") }, [][]float64{{1, 2.5}, {}}, ""},
		{"no rows", func(f *lab.Fields) any { return f.Rows("ints") }, [][]float64(nil), "lab: it: ints: want rows of numbers"},
		{"rows of a text", func(f *lab.Fields) any { return f.Rows("text") }, [][]float64(nil), "lab: it: text: want rows of numbers"},
		{"a value", func(f *lab.Fields) any { return f.Value("half") }, "0.5", ""},
		{"no value", func(f *lab.Fields) any { return f.Value("ints") }, "", "lab: it: ints: want a text or a number"},
		{"an object", func(f *lab.Fields) any { return string(f.JSON("object")) }, `{"k":[1]}`, ""},
		{"the text of one", func(f *lab.Fields) any { return string(f.JSON("text")) }, "a", ""},
		{"two that are wrong", func(f *lab.Fields) any { return f.Text("n", "") + f.Text("on", "") }, "", "lab: it: n: want a text; on: want a text"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := m.Fields()
			got := tt.read(f)
			says := ""
			if err := f.Err(); err != nil {
				says = err.Error()
			}
			if !reflect.DeepEqual(got, tt.want) || says != tt.says {
				t.Errorf("%#v, %q; want %#v, %q", got, says, tt.want, tt.says)
			}
		})
	}
}

// FuzzMsg gives any bytes to a session: whatever they say, it stays one that can be told and drawn.
func FuzzMsg(f *testing.F) {
	for _, text := range []string{
		`{"do":"set","name":"by","value":2}`, `{"do":"toggle","name":"inputs","index":1}`, `{"do":"step","unit":"epoch","n":2}`,
		`{"do":"edit","what":"bias","layer":1,"out":0,"value":1}`, `{"do":"focus","layer":1,"unit":0}`,
		`{"do":"select","what":"edge","layer":1,"out":0,"in":0}`, `{"do":"points","add":[[0,1,2]],"erase":[0,0,1,1]}`,
		`{"do":"table","text":"a,b","x":1}`, `{"do":"compare","name":"by","value":3}`, `{"do":"load","state":{"whisker":1}}`,
		`{"do":"lesson","id":"other"}`, `{"do":"link","link":"#l=toy&by=2"}`, `{"do":"double","times":2}`, `{"do":"reroll"}`, `{"do":null}`, `[`,
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		m, err := lab.ParseMsg(text)
		if err != nil {
			return
		}
		s := lab.New(toys(), "#by=3")
		_ = s.Apply(m)
		s.Make(2)
		if _, err := json.Marshal(s.State()); err != nil {
			t.Errorf("%s: %v", text, err)
		}
	})
}
