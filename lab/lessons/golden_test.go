package lessons_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"reflect"
	"testing"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/lessons"
	"github.com/whisker-lab/whisker/nn/data/packed"
)

// Links in other people's tutorials are for ever, and so is what comes of them: testdata/golden.json holds the numbers that
// some links gave in November 2026, to the last bit, and testdata/saved the files that were kept then. The same numbers are
// held in a browser by e2e/golden.test.mjs. Nothing but a new entry justifies -update.
var update = flag.Bool("update", false, "write testdata/golden.json anew")

const goldenFile = "testdata/golden.json"

// golden is a link, the messages that follow, and what comes of them.
type golden struct {
	Link     string             `json:"link"`
	Messages []json.RawMessage  `json:"messages"`
	Comes    string             `json:"comes"` // the link at the end
	Step     int                `json:"step"`
	Metrics  map[string]float64 `json:"metrics"`
	Said     lab.Line           `json:"said"`
}

func readGolden(t testing.TB) (all []golden) {
	t.Helper()
	b, err := os.ReadFile(goldenFile)
	if err == nil {
		err = json.Unmarshal(b, &all)
	}
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// play opens the link and does the messages.
func (g *golden) play(t testing.TB) *lab.Session {
	t.Helper()
	s := lab.New(lessons.On(packed.Shelf()), g.Link)
	for _, m := range g.Messages {
		apply(t, s, string(m))
	}
	return s
}

// TestGolden holds every link to its numbers.
func TestGolden(t *testing.T) {
	all := readGolden(t)
	if len(all) < 30 {
		t.Fatalf("%d links; want thirty at least", len(all))
	}
	for i := range all {
		g := &all[i]
		st := g.play(t).State()
		if *update {
			g.Comes, g.Step, g.Metrics, g.Said = st.Link, st.Step, st.Metrics, st.Narrator
			continue
		}
		if st.Link != g.Comes || st.Step != g.Step {
			t.Errorf("%s: %s at step %d; want %s at step %d", g.Link, st.Link, st.Step, g.Comes, g.Step)
		}
		if !reflect.DeepEqual(st.Metrics, g.Metrics) {
			t.Errorf("%s: metrics %v; want %v", g.Link, st.Metrics, g.Metrics)
		}
		// By way of JSON, where a number is a number.
		said, _ := json.Marshal(st.Narrator)
		want, _ := json.Marshal(g.Said)
		if !bytes.Equal(said, want) {
			t.Errorf("%s: says %s; want %s", g.Link, said, want)
		}
	}
	if *update && !t.Failed() {
		var b bytes.Buffer
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		e.SetIndent("", "\t")
		err := e.Encode(all)
		if err == nil {
			err = os.WriteFile(goldenFile, b.Bytes(), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

// TestGoldenFiles opens what was saved with an earlier version, which goes on with the same bits as a session that never was a
// file.
func TestGoldenFiles(t *testing.T) {
	for _, name := range []string{"layers", "compare", "neuron", "blame", "descent", "moredata", "fewlabels", "selftrain", "nolabels", "som", "hebb", "anomalies", "own"} {
		t.Run(name, func(t *testing.T) {
			file := "testdata/saved/" + name + ".json"
			var kept struct {
				State json.RawMessage    `json:"state"`
				Then  []json.RawMessage  `json:"then"`
				Ends  map[string]float64 `json:"ends"`
			}
			b, err := os.ReadFile(file)
			if err == nil {
				err = json.Unmarshal(b, &kept)
			}
			if err != nil {
				t.Fatal(err)
			}
			s := lab.New(lessons.On(packed.Shelf()), "")
			if err := s.Apply(lab.NewMsg("load", map[string]any{"state": kept.State})); err != nil {
				t.Fatal(err)
			}
			for _, m := range kept.Then {
				apply(t, s, string(m))
			}
			if st := s.State(); !reflect.DeepEqual(st.Metrics, kept.Ends) {
				t.Errorf("metrics %v; want %v", st.Metrics, kept.Ends)
			}
		})
	}
}
