package lab_test

import (
	"encoding/json"
	"testing"

	"github.com/whisker-lab/whisker/lab"
)

func TestPanelsOfALessonsOwn(t *testing.T) {
	type put struct {
		kind string
		v    any
	}
	for _, tt := range []struct {
		name string
		from lab.Panels
		puts []put
		want string
	}{
		{"none", lab.Panels{}, nil, `{}`},
		{"one", lab.Panels{}, []put{{"odd", 1}}, `{"odd":1}`},
		{"in their order", lab.Panels{}, []put{{"b", []int{1, 2}}, {"a", "x"}, {"\"", nil}}, `{"b":[1,2],"a":"x","\"":null}`},
		{"behind the fields", lab.Panels{Legend: []lab.Key{{Name: "n", Class: 1}}}, []put{{"odd", map[string]int{"k": 1}}}, `{"legend":[{"name":"n","class":1}],"odd":{"k":1}}`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			st := lab.State{Panels: tt.from}
			for _, p := range tt.puts {
				st.Panels.Put(p.kind, p.v)
				if p.v != nil && st.Panels.Of(p.kind) == nil {
					t.Errorf("nothing of %s", p.kind)
				}
			}
			if got, err := json.Marshal(st.Panels); err != nil || string(got) != tt.want {
				t.Errorf("%s, %v; want %s", got, err, tt.want)
			}
			var within struct{ Panels json.RawMessage }
			all, err := json.Marshal(&st)
			if err == nil {
				err = json.Unmarshal(all, &within)
			}
			if err != nil || string(within.Panels) != tt.want {
				t.Errorf("in a state %s, %v; want %s", within.Panels, err, tt.want)
			}
		})
	}
}

func TestPanelsThatAreThere(t *testing.T) {
	for _, kind := range []string{"data", "diverged", "odd", ""} {
		t.Run(kind, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("it was taken")
				}
			}()
			var p lab.Panels
			p.Put("odd", 1)
			p.Put(kind, 2)
		})
	}
}
