package mlp_test

import (
	"testing"
	"time"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/mlp"
)

// few is a lesson of three controls, and one setting that nobody sees.
func few() []*lab.Lesson {
	return []*lab.Lesson{{
		ID: "few",
		Controls: []lab.Control{
			{Name: "layers", Kind: lab.Layers, Min: 1, Max: 16, Most: 3, Default: "3", Effect: lab.Rebuild},
			{Name: "lr", Kind: lab.Slider, Role: lab.RoleRate, Min: 0.001, Max: 1, Default: "0.1", Effect: lab.Live},
			{Name: "seed", Kind: lab.Numeric, Role: lab.RoleSeed, Start: true, Max: 99, Step: 1, Default: "1", Effect: lab.Rebuild},
		},
		Fixed: map[string]string{"data": "gauss", "samples": "100"},
		New:   func(c lab.Config) (lab.Run, error) { return mlp.NewNet(c) },
	}}
}

func TestALessonNeedsFewControls(t *testing.T) {
	s := lab.New(few(), "#layers=5")
	if err := s.Apply(lab.NewMsg("step", map[string]any{"unit": "epoch", "n": 20})); err != nil {
		t.Fatal(err)
	}
	for s.Stepping() {
		s.Advance(time.Second)
	}
	// 70 of the 100 points are learnt from, ten at a time.
	st := s.State()
	if st.Step != 20*7 || st.Metrics["testAccuracy"] < 0.9 || st.Link != "#l=few&layers=5" {
		t.Errorf("step %d, %v, %s; want step 140, nearly all right", st.Step, st.Metrics, st.Link)
	}
}
