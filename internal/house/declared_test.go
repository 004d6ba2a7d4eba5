package house

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/lessons"
	"github.com/whisker-lab/whisker/nn/data/packed"
	"github.com/whisker-lab/whisker/viz"
)

// panelKinds are the lines of the page's table of panels.
func panelKinds(t *testing.T) map[string]bool {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(root, "web/page/panels/table.js"))
	if err != nil {
		t.Fatal(err)
	}
	table := regexp.MustCompile(`(?s)PANELS = \{(.*?)\}`).FindSubmatch(b)
	if table == nil {
		t.Fatal("panels/table.js has no table")
	}
	kinds := map[string]bool{}
	for _, kind := range regexp.MustCompile(`\w+`).FindAllString(string(table[1]), -1) {
		kinds[kind] = true
	}
	return kinds
}

// texts are kinds of panels whose slots hold lists and words of their own.
var texts = map[string]bool{"names": true, "measure": true, "pad": true, "album": true}

// A lesson names views and panels by their kinds, areas and controls by their names: all of them are there.
func TestEverythingDeclaredIsThere(t *testing.T) {
	views, panels := map[string]bool{}, panelKinds(t)
	for _, k := range viz.Kinds {
		views[k.Kind] = true
	}
	for _, lesson := range lessons.On(packed.Shelf()) {
		areas, controls := map[string]bool{}, map[string]bool{}
		for _, area := range lesson.Areas {
			areas[area.Name] = true
		}
		for _, c := range lesson.Controls {
			controls[c.Name] = true
		}
		for _, view := range lesson.Views {
			if !views[view.Kind] {
				t.Errorf("lesson %s shows a %s, which is no view", lesson.ID, view.Kind)
			}
			if !areas[view.Area] {
				t.Errorf("lesson %s shows a %s in %q, which is none of its areas", lesson.ID, view.Kind, view.Area)
			}
		}
		for _, panel := range lesson.Panels {
			if !panels[panel.Kind] {
				t.Errorf("lesson %s has a panel %s, which the page does not have", lesson.ID, panel.Kind)
			}
			for slot, name := range panel.Bind {
				if !controls[name] && !texts[panel.Kind] {
					t.Errorf("lesson %s binds %s of its panel %s to %q, which is no control", lesson.ID, slot, panel.Kind, name)
				}
			}
		}
	}
}

// What is essential is a control, what shows an answer is a name in the picture, a metric or a panel, and every name has words.
func TestTheRoadLeadsToWhatIsThere(t *testing.T) {
	words := tables(t)["en"]
	for _, lesson := range lessons.On(packed.Shelf()) {
		known := map[string]bool{"": true, "border": true}
		for _, m := range lesson.Metrics {
			known[m.Name] = true
		}
		for _, panel := range lesson.Panels {
			known[panel.Kind] = true
			if panel.Kind != "names" {
				continue
			}
			for line := range strings.SplitSeq(panel.Bind["lines"]+","+panel.Bind["space"], ",") {
				name, mark, _ := strings.Cut(line, ":")
				known[name] = true
				if line != "" && (words["name."+name] == "" && !local(words, "name."+name) || mark == "") {
					t.Errorf("lesson %s names %q, which has no words or no mark", lesson.ID, line)
				}
			}
		}
		for _, name := range lesson.Essential {
			if !slices.ContainsFunc(lesson.Controls, func(c lab.Control) bool { return c.Name == name }) {
				t.Errorf("%s is essential to lesson %s, which has no such control", name, lesson.ID)
			}
		}
		for _, try := range lesson.Tries {
			if !known[try.Evidence] {
				t.Errorf("%s is the evidence of %s, which lesson %s does not show", try.Evidence, try.ID, lesson.ID)
			}
		}
	}
}
