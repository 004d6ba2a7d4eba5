package house

import (
	"testing"

	"github.com/whisker-lab/whisker/lab/lessons"
	"github.com/whisker-lab/whisker/viz"
)

// A lesson names views by their kinds.
func TestEveryViewDeclaredIsThere(t *testing.T) {
	kinds := map[string]bool{}
	for _, k := range viz.Kinds {
		kinds[k.Kind] = true
	}
	for _, lesson := range lessons.All() {
		for _, view := range lesson.Views {
			if !kinds[view.Kind] {
				t.Errorf("lesson %s shows a %s, which is no view", lesson.ID, view.Kind)
			}
		}
	}
}
