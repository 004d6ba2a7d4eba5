package hebb

import (
	"bytes"
	"fmt"
	"io"
	"math"
	"math/rand/v2"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/sample"
	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/cluster"
	"github.com/whisker-lab/whisker/nn/data"
	"github.com/whisker-lab/whisker/nn/model"
)

// What randomness is drawn for, so that one seed gives unrelated numbers for each.
const (
	forPoints = iota + 1
	forCells
	forCentres
)

// Run is cells that learn from points.
type Run struct {
	*model.Hebbian
	method  string
	room    sample.Room
	points  data.Points // as they are shown: from their mean, as a linear cell sees them, or as they are for competitive ones
	batch   int
	cells   int
	centres *nn.Tensor // (cells, 2) of k-means, for competitive cells
	angle   lab.Trail  // of the first cell to the first component, or how far cells are from centres
	length  lab.Trail  // of the first cell's weights, or the inertia
}

var (
	_ lab.Run     = (*Run)(nil)
	_ lab.Speaker = (*Run)(nil)
	_ lab.Actor   = (*Run)(nil)
)

// New draws the points and the cells as a config says.
func New(c lab.Config) (*Run, error) {
	room, err := sample.Open(c)
	if err != nil {
		return nil, fmt.Errorf("hebb: %w", err)
	}
	r := &Run{method: c.Text("method"), room: room, batch: int(c.Number("batch")), cells: 1}
	r.points = room.Draw(c, forPoints)
	n := r.points.Len()
	if room.Source.Real {
		if err := r.room.Standardise(r.points, reach); err != nil {
			return nil, fmt.Errorf("hebb: %w", err)
		}
	}
	points := nn.NewTensor(n, 2)
	for i := range n {
		points.Data[2*i], points.Data[2*i+1] = r.points.X[i], r.points.Y[i]
	}
	switch r.method {
	case "sanger":
		r.cells = 2
	case "competitive":
		r.cells = int(c.Number("k"))
	}
	r.batch = min(max(r.batch, 1), n)
	spec := model.HebbSpec{Rule: r.method, Cells: r.cells, Rate: c.Number("lr"), Batch: r.batch}
	if c.Text("start") == "one" {
		spec.Start = 1
	}
	if r.Hebbian, err = model.NewHebbian(spec, points, c.Rand("seed", forCells)); err != nil {
		return nil, err
	}
	if r.method == "competitive" {
		// Cells begin wherever chance puts them, as k-means does, and are compared with where k-means ends.
		if r.centres, err = settled(points, r.cells, rand.New(c.Rand("seed", forCentres))); err != nil {
			return nil, err
		}
	} else {
		for i := range n {
			r.points.X[i] -= r.Mean().Data[0]
			r.points.Y[i] -= r.Mean().Data[1]
		}
	}
	r.note()
	return r, nil
}

// mostRounds is enough for k-means to come to rest on any points of the lesson.
const mostRounds = 100

// settled is where k-means ends.
func settled(points *nn.Tensor, k int, r *rand.Rand) (*nn.Tensor, error) {
	m, err := cluster.NewKMeans(points, k, r)
	if err != nil {
		return nil, fmt.Errorf("hebb: %w", err)
	}
	for range mostRounds {
		if _, done := m.Step(); done {
			break
		}
	}
	return m.Centres(), nil
}

// Step is part of nn.Learner.
func (r *Run) Step() (loss float64, done bool) {
	loss, done = r.Hebbian.Step()
	r.note()
	return loss, done
}

// note adds to the trails.
func (r *Run) note() {
	if r.centres != nil {
		r.angle.Add(r.Steps(), r.distance())
		r.length.Add(r.Steps(), r.inertia())
		return
	}
	r.angle.Add(r.Steps(), r.Angle(0, 0))
	r.length.Add(r.Steps(), r.Length(0))
}

// distance is the root of the mean squared distance from the centres of k-means to their nearest cells.
func (r *Run) distance() float64 { return nearest(r.centres.Data, r.Weights().Data) }

// inertia is the mean squared distance from a point to the nearest cell, which is what k-means makes small.
func (r *Run) inertia() (mean float64) {
	w := r.Weights().Data
	for i, x := range r.points.X {
		c := winner(w, x, r.points.Y[i])
		dx, dy := float64(w[2*c]-x), float64(w[2*c+1]-r.points.Y[i])
		mean += (dx*dx + dy*dy) / float64(r.points.Len())
	}
	return mean
}

// Progress is part of lab.Run.
func (r *Run) Progress() lab.Progress {
	n := r.points.Len()
	return lab.Progress{Epoch: float64(r.Steps()) * float64(r.batch) / float64(n), Batches: (n + r.batch - 1) / r.batch, Examples: r.batch}
}

// Report is part of lab.Run.
func (r *Run) Report(s *lab.State) {
	s.Panels.Readouts.Count = r.Steps()
	if r.centres != nil {
		s.Put("distance", r.distance())
		s.Put("inertia", r.inertia())
		s.Panels.Readouts.Metrics = []string{"distance", "inertia"}
		return
	}
	s.Put("angle", r.Angle(0, 0))
	s.Put("length", r.Length(0))
	s.Panels.Put("cell", r.sum())
	s.Panels.Readouts.Metrics = []string{"angle", "length"}
	if r.method == "sanger" {
		s.Put("angle2", r.Angle(1, 1))
		s.Panels.Readouts.Metrics = []string{"angle", "angle2", "length"}
	}
}

// Sum is what the first cell makes of the point that comes next: x₁·w₁ + x₂·w₂.
type Sum struct {
	X [2]float64 `json:"x"`
	W [2]float64 `json:"w"`
}

func (r *Run) sum() (s Sum) {
	for i := range s.X {
		s.X[i], s.W[i] = float64(r.Next()[i]), float64(r.Weights().Data[i])
	}
	return s
}

// When a run is said to go in one way or another.
const (
	long   = 3 // times as long as a settled cell's weights
	aimed  = 3 // degrees
	sloppy = 0.35
)

// Say is part of lab.Speaker: how it goes. What stands stays as it was said at the end of an epoch, as long as it is so.
func (r *Run) Say(about lab.About) lab.Line {
	if about.Occasion != lab.Passed {
		return lab.Line{}
	}
	return about.Still(r.line())
}

func (r *Run) line() lab.Line {
	if r.centres != nil {
		if r.distance() < sloppy {
			return lab.Line{Key: "narrator.hebb.shared"}
		}
		return lab.Line{Key: "narrator.hebb.competing"}
	}
	angle := map[string]any{"angle": tenth(r.Angle(0, 0))}
	switch {
	case r.Away():
		return lab.Line{Key: "narrator.hebb.gone"}
	case r.method == "hebb" && r.Length(0) > long:
		return lab.Line{Key: "narrator.hebb.running", Args: map[string]any{"length": tenth(r.Length(0))}}
	case r.method == "sanger" && r.Angle(0, 0) < aimed && r.Angle(1, 1) < aimed:
		return lab.Line{Key: "narrator.hebb.both"}
	case r.method != "hebb" && r.Angle(0, 0) < aimed:
		return lab.Line{Key: "narrator.hebb.settled", Args: angle}
	}
	return lab.Line{Key: "narrator.hebb.turning", Args: angle}
}

// tenth is a number to read, not to reckon with.
func tenth(v float64) float64 { return math.Round(10*v) / 10 }

// Act is part of lab.Actor: a competitive cell can be dragged.
func (r *Run) Act(m lab.Msg) (known bool, err error) {
	if m.Do != "centre" || r.centres == nil {
		return false, nil
	}
	f := m.Fields()
	index, x, y := f.Int("index", 0), f.Float("x", 0), f.Float("y", 0)
	if err := f.Err(); err != nil {
		return true, err
	}
	if index < 0 || index >= r.cells {
		return true, fmt.Errorf("hebb: no cell %d of %d", index, r.cells)
	}
	if max(math.Abs(x), math.Abs(y)) > math.MaxFloat32 {
		return true, fmt.Errorf("hebb: cell %d: want x and y", index)
	}
	copy(r.Weights().Data[2*index:], []float32{float32(x), float32(y)})
	r.note()
	return true, nil
}

// Save is part of nn.Learner.
func (r *Run) Save(w io.Writer) error {
	var cells bytes.Buffer
	if err := r.Hebbian.Save(&cells); err != nil {
		return err
	}
	e := nn.NewEncoder(w, "hebb")
	e.String(cells.String())
	r.angle.Write(e)
	r.length.Write(e)
	return e.Close()
}

// Load is part of nn.Learner.
func (r *Run) Load(from io.Reader) error {
	d := nn.NewDecoder(from, "hebb")
	var cells string
	var angle, length lab.Trail
	d.Text(&cells)
	angle.Read(d)
	length.Read(d)
	if err := d.Close(); err != nil {
		return err
	}
	if err := r.Hebbian.Load(bytes.NewReader([]byte(cells))); err != nil {
		return err
	}
	r.angle, r.length = angle, length
	return nil
}
