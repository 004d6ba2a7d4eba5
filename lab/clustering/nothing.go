package clustering

import (
	"io"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn"
)

// nothing is what any method does where there are no points: the reader has drawn none yet.
type nothing struct{}

func (nothing) Step() (loss float64, done bool)              { return 0, true }
func (nothing) Tune(name string, v float64)                  {}
func (nothing) Publish(emit func(name string, t *nn.Tensor)) {}
func (nothing) Save(w io.Writer) error                       { return nn.NewEncoder(w, "nothing").Close() }
func (nothing) Load(r io.Reader) error                       { return nn.NewDecoder(r, "nothing").Close() }
func (nothing) assignment() []int32                          { return nil }
func (nothing) groups() int                                  { return 0 }
func (nothing) pass() int                                    { return 1 }
func (nothing) pace() float64                                { return 1 }
func (nothing) curve() (string, bool)                        { return "inertia", false }
func (nothing) report(s *lab.State) {
	s.Panels.Readouts.Metrics = []string{"silhouette", "ari", "groups"}
}
func (nothing) paint(c canvas)          {}
func (nothing) comment(r *Run) lab.Line { return lab.Line{Key: "narrator.groups.nobody"} }
