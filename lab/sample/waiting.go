package sample

import (
	"errors"
	"fmt"
	"io"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/data"
)

// Few is why there is no run: the reader's own points are too few to learn from.
type Few struct{ Need int }

func (f Few) Error() string {
	return fmt.Sprintf("sample: want %d points at least to learn from", f.Need)
}

// Waiting is the run of too few points of the reader's own: they are shown, and nothing is learnt until there are enough.
type Waiting struct {
	room   Room
	points data.Points
	need   int
}

var (
	_ lab.Run     = (*Waiting)(nil)
	_ lab.Speaker = (*Waiting)(nil)
)

// OrWait is the run, or one that waits where it has too few points; other errors stay what they are.
func OrWait(c lab.Config, run lab.Run, err error) (lab.Run, error) {
	few, ok := errors.AsType[Few](err)
	if !ok {
		if err != nil {
			return nil, err
		}
		return run, nil
	}
	room, err := Open(c)
	if err != nil {
		return nil, fmt.Errorf("sample: %w", err)
	}
	return &Waiting{room, room.Draw(c, 0), few.Need}, nil
}

// Step is part of nn.Learner: there is nothing to do.
func (w *Waiting) Step() (loss float64, done bool) { return 0, true }

// Tune is part of nn.Learner.
func (w *Waiting) Tune(string, float64) {}

// Publish is part of nn.Learner.
func (w *Waiting) Publish(func(name string, t *nn.Tensor)) {}

// Save is part of nn.Learner. All there is to know is in the config.
func (w *Waiting) Save(to io.Writer) error { return nn.NewEncoder(to, "waiting").Close() }

// Load is part of nn.Learner.
func (w *Waiting) Load(from io.Reader) error {
	if err := nn.NewDecoder(from, "waiting").Close(); err != nil {
		return fmt.Errorf("sample: load: %w", err)
	}
	return nil
}

// Progress is part of lab.Run.
func (w *Waiting) Progress() lab.Progress { return lab.Progress{Batches: 1} }

// Report is part of lab.Run.
func (w *Waiting) Report(s *lab.State) {
	w.room.Report(s, w.room.Source.Names)
	s.Panels.Data.Classes = w.room.Source.Classes
	s.Panels.Readouts.Metrics = []string{}
}

// Paint is part of lab.Run.
func (w *Waiting) Paint(f *frame.Frame, _ lab.Focus) {
	w.room.Paint(f)
	clear(f.Add("plot", 1, leastSide, leastSide)) // paper to draw on
	PaintPoints(f, "points", w.points, func(i int) (int, bool) { return w.points.Class[i], false })
}

// Say is part of lab.Speaker.
func (w *Waiting) Say(lab.About) lab.Line {
	return lab.Line{Key: "narrator.points.few", Args: map[string]any{"n": w.points.Len(), "least": w.need}}
}
