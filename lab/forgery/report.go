package forgery

import (
	"math"

	"github.com/whisker-lab/whisker/lab"
)

// Walk is where the reader is in the noise, as the page shows it.
type Walk struct {
	Digit int        `json:"digit"`
	From  int        `json:"from"`
	At    [2]float64 `json:"at"`
	Reach float64    `json:"reach"`
}

// Report is part of lab.Run.
func (r *Run) Report(s *lab.State) {
	m := r.measure()
	n := float64(m.n)
	for _, v := range []struct {
		name  string
		value float64
	}{
		{"gradeAccuracy", float64(m.right) / n}, {"readRight", float64(m.right)}, {"graded", n}, {"lossG", m.lossG}, {"lossD", m.lossD}, {"judgeAccuracy", float64(m.caught) / (2 * n)},
		{"believesFakes", m.believed[ofFakes]}, {"believesReals", m.believed[ofReals]}, {"unlikeNearest", r.compare()}, {"unlikeUnseen", r.unlike()},
		{"realDigits", float64(len(r.set.class))},
	} {
		s.Put(v.name, v.value)
	}
	s.Panels.Readouts.Metrics, s.Panels.Readouts.Count = []string{"gradeAccuracy", "judgeAccuracy", "believesReals", "believesFakes", "lossD", "lossG", "unlikeNearest", "unlikeUnseen"}, r.steps
	s.Panels.Data = lab.DataPanel{Kind: "classes", Classes: r.set.classes, Names: r.set.Classes}
	s.Panels.Put("quiz", r.quizPanel())
	s.Panels.Put("walk", Walk{r.walk.digit, r.walk.from, r.walk.at, reach})
}

// unlike is how far digits that nobody has seen are from the nearest real one.
func (r *Run) unlike() float64 {
	if math.IsNaN(r.beyond) {
		r.beyond = r.fromUnseen()
	}
	return r.beyond
}
