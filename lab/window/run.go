package window

import (
	"fmt"
	"io"
	"math"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/kernel"
)

// Run is a kernel, the picture that it slides over, and how far it has come. What it finds is known from the beginning: the steps
// uncover it, place after place, from where the window was put down.
type Run struct {
	photo
	kernel *nn.Tensor // (planes, size, size)
	size   int
	stride int
	pad    int  // pixels of zeros all around
	relu   bool // whether only what is above 0 goes on
	pool   int  // one of the pools
	near   bool // whether pixels are shown large, with their numbers

	conv *kernel.Conv
	down *kernel.Pool // nil where nothing is pooled
	found,
	passed, pooled grid
	start int // the place where the window was put down
	steps int
	said  string // the name of the kernel, empty for numbers of the reader's own
	facts facts
}

// grid is a picture of numbers, (h, w).
type grid struct {
	w, h int
	v    []float32
}

// How four pixels become one.
const (
	none = iota
	maximum
	average
	sum
)

// Pools lists what pool may be.
func Pools() []string { return []string{"none", "max", "average", "sum"} }

var (
	_ lab.Run     = (*Run)(nil)
	_ lab.Speaker = (*Run)(nil)
	_ lab.Adapter = (*Run)(nil)
)

// New puts the window down on a picture as a config says.
func New(c lab.Config) (*Run, error) {
	p, err := open(c)
	if err != nil {
		return nil, fmt.Errorf("window: %w", err)
	}
	r := &Run{photo: p, stride: int(c.Number("stride")), pool: index(Pools(), c.Text("pool")), relu: c.Text("after") == "relu", near: c.On("numbers")}
	w, size := chosen(c, r.planes)
	r.kernel, r.size, r.said = nn.NewTensor(r.planes, size, size), size, name(c)
	copy(r.kernel.Data, w)
	if c.Text("padding") == "border" {
		r.pad = (size - 1) / 2
	}
	slide := kernel.Window{
		Height: r.h, Width: r.w, KernelH: size, KernelW: size, Stride: r.stride, Top: r.pad, Bottom: r.pad, Left: r.pad, Right: r.pad,
	}
	r.conv = kernel.NewConv(slide, r.planes, 1)
	h, w2 := slide.Out()
	r.found, r.passed = newGrid(w2, h), newGrid(w2, h)
	r.plan()
	r.start = put(c.Number("windowy"), h)*w2 + put(c.Number("windowx"), w2)
	r.reckon()
	return r, nil
}

// name is that of a kernel, empty for numbers of the reader's own.
func name(c lab.Config) string {
	if c.Numbers("kernel") != nil {
		return ""
	}
	return c.Text("kernel")
}

func newGrid(w, h int) grid { return grid{w, h, make([]float32, w*h)} }

// index is the place of a name in a list, 0 where it is none of it.
func index(all []string, name string) int {
	for i, one := range all {
		if one == name {
			return i
		}
	}
	return 0
}

// put is a place along one side; of one that the picture does not have, the middle.
func put(at float64, of int) int {
	if at >= float64(of) {
		return of / 2
	}
	return max(int(at), 0)
}

// square is the side of what is pooled into one.
const square = 2

// plan makes room for what pooling gives; what is too small to be pooled is left as it is.
func (r *Run) plan() {
	r.down, r.pooled = nil, r.passed
	if r.pool == none || min(r.found.w, r.found.h) < square {
		return
	}
	w := kernel.Window{Height: r.found.h, Width: r.found.w, KernelH: square, KernelW: square, Stride: square}
	r.down = kernel.NewPool(w)
	h, width := w.Out()
	r.pooled = newGrid(width, h)
}

// reckon finds what the kernel finds, and what of it is kept.
func (r *Run) reckon() {
	var bias [1]float32
	r.conv.Forward(r.found.v, r.pixels, r.kernel.Data, bias[:], 1)
	copy(r.passed.v, r.found.v)
	if r.relu {
		kernel.ReLU.Apply(r.passed.v, r.passed.v)
	}
	switch {
	case r.down == nil:
	case r.pool == maximum:
		r.down.Max(r.pooled.v, nil, r.passed.v, 1)
	default:
		r.down.Sum(r.pooled.v, r.passed.v, 1, r.pool == average)
	}
	r.facts = r.learnt()
}

// places is at how many the window finds something.
func (r *Run) places() int { return len(r.found.v) }

// at is where the window is, as a place of what it finds.
func (r *Run) at() (x, y int) {
	i := (r.start + r.steps) % r.places()
	return i % r.found.w, i / r.found.w
}

// covered tells whether the window, sliding, has not been at a place yet.
func (r *Run) covered(i int) bool {
	return r.steps > 0 && (i-r.start+r.places())%r.places() > r.steps
}

// pixel is what the window finds where it is.
func (r *Run) pixel() float64 {
	x, y := r.at()
	return float64(r.found.v[y*r.found.w+x])
}

// Step is part of nn.Learner: the window slides on by one place. What it finds there stands for the loss; it is done when it has been
// everywhere, and is then back where it was put down.
func (r *Run) Step() (loss float64, done bool) {
	if r.steps < r.places() {
		r.steps++
	}
	return r.pixel(), r.steps == r.places()
}

// across is how many seconds the eye wants for a whole picture.
const across = 6.0

// Progress is part of lab.Run. A row is what is gone through at once.
func (r *Run) Progress() lab.Progress {
	return lab.Progress{Epoch: float64(r.steps) / float64(r.found.w), Batches: r.found.w, Examples: 1, Pace: max(float64(r.places())/across, 4)}
}

// Adapt is part of lab.Adapter: another kernel of the same size, and what comes after it, is reckoned with at once, and the window
// slides on.
func (r *Run) Adapt(c lab.Config, changed lab.Change) bool {
	if changed.Effect == lab.Live {
		r.near = c.On("numbers")
		return true
	}
	switch changed.Control {
	case "kernel", "seed":
		w, size := chosen(c, r.planes)
		if size != r.size {
			return false
		}
		copy(r.kernel.Data, w)
		r.said = name(c)
	case "after":
		r.relu = c.Text("after") == "relu"
	case "pool":
		r.pool = index(Pools(), c.Text("pool"))
		r.plan()
	default:
		return false
	}
	r.reckon()
	return true
}

// Tune is part of nn.Learner. Nothing that is set by a number acts on a step.
func (r *Run) Tune(string, float64) {}

// Publish is part of nn.Learner.
func (r *Run) Publish(emit func(name string, t *nn.Tensor)) { emit("window/kernel", r.kernel) }

// Save is part of nn.Learner.
func (r *Run) Save(w io.Writer) error {
	e := nn.NewEncoder(w, "window")
	e.Uint(uint64(r.size))
	e.Floats(r.kernel.Data)
	e.Uint(uint64(r.steps))
	return e.Close()
}

// Load is part of nn.Learner.
func (r *Run) Load(from io.Reader) error {
	d := nn.NewDecoder(from, "window")
	size, steps, w := 0, 0, make([]float32, len(r.kernel.Data))
	d.Int(&size, r.size, r.size)
	d.Floats("the kernel", w)
	d.Int(&steps, 0, r.places())
	for _, v := range w {
		if !(math.Abs(float64(v)) <= Largest) {
			d.Fail(errWild)
		}
	}
	if err := d.Close(); err != nil {
		return err
	}
	copy(r.kernel.Data, w)
	r.steps = steps
	r.reckon()
	return nil
}
