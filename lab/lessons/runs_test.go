package lessons_test

import (
	"fmt"
	"reflect"
	"testing"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/lessons"
	"github.com/whisker-lab/whisker/nn/data/packed"
)

// optional are the interfaces that a run has whole or not at all.
var optional = []reflect.Type{
	reflect.TypeFor[lab.Weighted](), reflect.TypeFor[lab.Explainer](), reflect.TypeFor[lab.Scorer](),
	reflect.TypeFor[lab.Speaker](), reflect.TypeFor[lab.Actor](), reflect.TypeFor[lab.Adapter](), reflect.TypeFor[lab.Idler](),
}

// halves are methods of an optional interface that a type has without having all of it, as in "Weighted.Edit". What it embeds
// has names of its own, which are no attempt at it.
func halves(t reflect.Type) (found []string) {
	for _, i := range optional {
		if t.Implements(i) {
			continue
		}
		for k := range i.NumMethod() {
			name := i.Method(k).Name
			if m, ok := t.MethodByName(name); ok && !embedded(t, m) {
				found = append(found, i.Name()+"."+name)
			}
		}
	}
	return found
}

// embedded tells whether a method is that of an embedded field.
func embedded(t reflect.Type, m reflect.Method) bool {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct {
		return false
	}
	for i := range t.NumField() {
		f := t.Field(i)
		if !f.Anonymous {
			continue
		}
		if inner, ok := f.Type.MethodByName(m.Name); ok && signature(inner.Type) == signature(m.Type) {
			return true
		}
	}
	return false
}

// signature is what a method takes and gives, without whose it is.
func signature(t reflect.Type) string {
	text := ""
	for i := 1; i < t.NumIn(); i++ {
		text += t.In(i).String() + ","
	}
	for i := range t.NumOut() {
		text += ">" + t.Out(i).String()
	}
	return text
}

func TestRunsAreWhole(t *testing.T) {
	for _, l := range lessons.On(packed.Shelf()) {
		t.Run(l.ID, func(t *testing.T) {
			run, err := l.New(l.Defaults())
			if err != nil {
				t.Fatal(err)
			}
			if got := halves(reflect.TypeOf(run)); got != nil {
				t.Errorf("%T has %v and not the rest, so that nobody calls them", run, got)
			}
		})
	}
}

// halfScorer has part of an interface, and a method of another with other types.
type halfScorer struct{}

func (halfScorer) Score() (train, test float64) { return 0, 0 }
func (halfScorer) Say() string                  { return "" }

// whole has a name of an interface from what it embeds only.
type whole struct{ inner }

type inner struct{}

func (inner) Weights() string { return "" }

func TestHalves(t *testing.T) {
	for _, tt := range []struct {
		name string
		of   any
		want []string
	}{
		{"part and another type", halfScorer{}, []string{"Scorer.Score", "Speaker.Say"}},
		{"embedded", whole{}, nil},
		{"nothing", struct{}{}, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := halves(reflect.TypeOf(tt.of)); !reflect.DeepEqual(got, tt.want) {
				t.Errorf("%v; want %v", got, tt.want)
			}
		})
	}
}

// The answer to the threshold's question is so for every threshold, not for the one that is shown.
func TestNoThresholdCatchesNineteenCheaply(t *testing.T) {
	for _, l := range lessons.On(packed.Shelf()) {
		if l.ID != "anomalies" {
			continue
		}
		s, err := lab.Opened(l, nil)
		if err != nil {
			t.Fatal(err)
		}
		for share := 0.0; share <= 0.5; share += 0.01 {
			apply(t, s, fmt.Sprintf(`{"do":"set","name":"threshold","value":%.2f}`, share))
			if m := s.State().Metrics; m["caught"] >= 19 && m["falseAlarms"] < m["normal"]/10 {
				t.Errorf("at %.2f it catches %v with %v false alarms", share, m["caught"], m["falseAlarms"])
			}
		}
	}
}
