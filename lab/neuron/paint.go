package neuron

import (
	"math"
	"slices"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn/kernel"
)

const (
	side   = 128 // of the field
	leaves = 6.0 // how far the number line goes at least, either way
	bends  = 97  // places of the activation's curve
	beyond = 1.0 // of a mass, which is shown from so many kilograms below the mean to so many above
	middle = 4.4
)

// Paint is part of lab.Run.
func (r *Run) Paint(f *frame.Frame, _ lab.Focus) {
	now := r.answer()
	r.paintSum(f, now)
	r.paintCurve(f, now)
	r.paintPlane(f, now)
	r.paintRows(f)
	r.loss.Paint(f, "rounds")
}

// paintSum adds what the neurons reckon with: what goes in, weights, biases, sums and answers.
func (r *Run) paintSum(f *frame.Frame, now moment) {
	in, out := len(now.seen), len(now.y)
	copy(f.Add("neuron/x", in), now.seen)
	raw := f.Add("neuron/raw", in)
	for i, v := range r.shown {
		raw[i] = float32(v)
	}
	copy(f.Add("neuron/w", out, in), r.Neuron.Weights().Data)
	copy(f.Add("neuron/b", out), r.Bias().Data)
	copy(f.Add("neuron/sum", out), now.sum)
	copy(f.Add("neuron/y", out), now.y)
	steps := f.Add("neuron/steps", in) // by which what goes in is set by hand
	for i, v := range r.table.step {
		steps[i] = float32(v)
	}
	f.Add("neuron/lit", 1)[0] = float32(r.lit)
	f.Add("neuron/fires", 1)[0] = r.firing(now.y)
	f.Add("neuron/scaled", 1)[0] = flag(r.scale.Spread[0] != 1 || r.scale.Centre[0] != 0)
	if r.table.several() {
		classes := f.Add("neuron/classes", out)
		for k := range classes {
			classes[k] = float32(k)
		}
	}
}

func flag(on bool) float32 {
	if on {
		return 1
	}
	return 0
}

// firing is 1 where the neuron fires, 0 where it is quiet, −1 where it says neither.
func (r *Run) firing(y []float32) float32 {
	if r.table.values() || r.table.several() {
		return -1
	}
	return flag(r.Fires(y[0]))
}

// reach is how far the number line of the ledger goes either way: to whatever the sum comes on its way, by round numbers.
func (r *Run) reach(now moment) float64 {
	far := leaves
	in := len(now.seen)
	s := 0.0
	for i, x := range now.seen {
		s += float64(x) * float64(r.Neuron.Weights().Data[r.lit*in+i])
		far = max(far, math.Abs(s))
	}
	far = max(far, math.Abs(s+float64(r.Bias().Data[r.lit])))
	if far == leaves {
		return leaves
	}
	if !(far < 1e30) {
		return 1e30
	}
	power := math.Pow(10, math.Floor(math.Log10(far)))
	for _, m := range [...]float64{1, 2, 5} {
		if far <= m*power {
			return m * power
		}
	}
	return 10 * power
}

// paintCurve adds the activation from one end of the number line to the other, but for classes, which have none of their own.
func (r *Run) paintCurve(f *frame.Frame, now moment) {
	far := r.reach(now)
	f.Add("neuron/reach", 1)[0] = float32(far)
	if r.table.several() {
		return
	}
	curve := f.Add("neuron/curve", bends, 2)
	var sums [bends]float32
	for i := range sums {
		sums[i] = float32(far * (2*float64(i)/(bends-1) - 1))
		curve[2*i] = sums[i]
	}
	r.Activate(sums[:])
	for i, y := range sums {
		curve[2*i+1] = y
	}
	ends := f.Add("neuron/ends", 2) // of the upright axis
	lo, hi := slices.Min(sums[:]), slices.Max(sums[:])
	if r.spec.Activation == kernel.ReLU.String() {
		lo, hi = 0, float32(far)
	}
	ends[0], ends[1] = lo, max(hi, lo+1)
	if no, yes := r.Ends(); !r.table.values() && r.spec.Activation != kernel.ReLU.String() {
		ends[0], ends[1] = float32(no), float32(yes)
	}
}

// paintPlane adds what the neurons say to every place of the first two inputs, the others being what they are now.
func (r *Run) paintPlane(f *frame.Frame, now moment) {
	in, out, size := len(now.seen), len(now.y), side*side
	field := f.Add("plot", out, side, side)
	span := f.Add("plot/range", 4)
	for i, v := range r.table.span {
		span[i] = float32(v)
	}
	if !r.table.counted {
		f.Add("plot/named", 1)[0] = 1
	}
	w, at := r.Neuron.Weights().Data, [2][side]float32{}
	for i := range side {
		share := (float64(i) + 0.5) / side
		x := r.table.span[0] + share*(r.table.span[1]-r.table.span[0])
		y := r.table.span[3] - share*(r.table.span[3]-r.table.span[2])
		at[0][i] = float32(r.scale.Do(0, x))
		at[1][i] = float32(r.scale.Do(1, y))
	}
	for o := range out {
		rest := float64(r.Bias().Data[o])
		for i := 2; i < in; i++ {
			rest += float64(w[o*in+i]) * float64(now.seen[i])
		}
		for row := range side {
			base, line := rest+float64(w[o*in+1])*float64(at[1][row]), field[o*size+row*side:][:side]
			for column := range line {
				line[column] = float32(base + float64(w[o*in])*float64(at[0][column]))
			}
		}
	}
	r.Activate(field)
	switch no, yes := r.Ends(); {
	case r.table.several():
	case r.table.values():
		for i, v := range field {
			field[i] = r.seen(v)
		}
	default: // from −1 for no to 1 for yes
		half, mean := float32(yes-no)/2, float32(yes+no)/2
		for i, v := range field {
			field[i] = min(max((v-mean)/half, -1), 1)
		}
	}
}

// seen is a value as the plane is coloured by.
func (r *Run) seen(v float32) float32 { return float32((float64(v) - middle) / beyond) }

// paintRows adds the rows of the table as points, and a ring about what is put in.
func (r *Run) paintRows(f *frame.Frame) {
	points := frame.Marks[frame.Point](f, "points", len(r.table.rows))
	for i, row := range r.table.rows {
		points[i] = frame.Point{X: float32(row[0]), Y: float32(row[1]), Class: float32(r.table.want[i])}
		if r.table.values() {
			points[i].Class = 0
		}
	}
	if len(r.shown) > 2 { // the plane is one slice: of the others it says something else
		lit := f.Add("points/lit", len(points))
		for i, row := range r.table.rows {
			lit[i] = flag(row[2] == r.shown[2])
		}
	}
	if r.table.values() {
		value, unit := f.Add("points/value", len(points)), f.Add("plot/unit", 2)
		for i, want := range r.table.want {
			value[i] = r.seen(float32(want))
		}
		unit[0], unit[1] = middle, beyond
	}
	frame.Marks[frame.Ring](f, "rings", 1)[0] = frame.Ring{X: float32(r.shown[0]), Y: float32(r.shown[1])}
}
