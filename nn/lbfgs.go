package nn

import (
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"slices"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/optimize"
)

const (
	LBFGSRule = "lbfgs" // the name of [LBFGS], beside those of Rules
	LBFGSMost = 1 << 17 // parameters that it takes: it keeps some fifty numbers for each

	lbfgsStore = 8  // places from which the curvature is found
	lbfgsTries = 20 // evaluations in one step, at most
)

// LBFGS minimises a function of one flat array of parameters that is the same in every step, such as a loss over all
// examples: Liu and Nocedal, "On the limited memory BFGS method" (1989). Directions and line searches are gonum's; the places
// that the directions came from are kept here too, so that Load can find them again.
type LBFGS struct {
	method optimize.LBFGS
	search optimize.Bisection

	places []place   // the oldest first: from which method has its curvature
	end    []float32 // the gradient where the last step ended; if another one begins otherwise, the curvature is forgotten
	trial  place     // the best of a line search

	loc       optimize.Location
	direction []float64
	from      []float64 // where the line search began
}

// place is a point in the space of parameters, and the gradient there.
type place struct{ w, g []float32 }

func newPlace(n int) place { return place{make([]float32, n), make([]float32, n)} }

func (p place) set(w, g []float32) {
	copy(p.w, w)
	copy(p.g, g)
}

// NewLBFGS returns the method for n parameters, at most LBFGSMost.
func NewLBFGS(n int) *LBFGS {
	if n < 1 || n > LBFGSMost {
		panic(badParams)
	}
	o := &LBFGS{
		method: optimize.LBFGS{Store: lbfgsStore}, places: make([]place, 0, lbfgsStore+1), end: make([]float32, n), trial: newPlace(n),
		loc:       optimize.Location{X: make([]float64, n), Gradient: make([]float64, n)},
		direction: make([]float64, n), from: make([]float64, n),
	}
	for i := range lbfgsStore + 1 {
		o.places = o.places[:i+1]
		o.places[i] = newPlace(n)
	}
	o.Forget()
	return o
}

// Forget makes the next step begin with the steepest way down.
func (o *LBFGS) Forget() { o.places = o.places[:0] }

// Step goes on from w to a better place, by one direction and a line search of a bounded number of evaluations. eval returns
// the value at w and sets g to the gradient there. Where no step leads down, w stays.
func (o *LBFGS) Step(w, g []float32, eval func() float64) {
	if len(w) != len(o.from) || len(g) != len(w) {
		panic(badParams)
	}
	value := eval()
	if !finite64(value) {
		o.Forget()
		return
	}
	step := o.turn(w, g)
	slope := floats.Dot(o.loc.Gradient, o.direction)
	if len(o.places) > 1 && !(slope < 0 && finite64(slope)) { // the curvature is none, or rounding
		o.Forget()
		step = o.turn(w, g)
		slope = floats.Dot(o.loc.Gradient, o.direction)
	}
	if !(slope < 0 && finite64(slope) && step > 0 && finite64(step)) {
		o.Forget() // flat: there is nowhere to go
		return
	}
	copy(o.from, o.loc.X)
	if !o.line(w, g, value, slope, step, eval) {
		o.Forget()
	}
	copy(o.end, g)
}

// turn finds the direction at w, and the first step to try along it.
func (o *LBFGS) turn(w, g []float32) float64 {
	widen(o.loc.X, w)
	widen(o.loc.Gradient, g)
	if !slices.Equal(g, o.end) {
		o.Forget()
	}
	o.remember(w, g)
	if len(o.places) == 1 {
		return o.method.InitDirection(&o.loc, o.direction)
	}
	return o.method.NextDirection(&o.loc, o.direction)
}

// remember adds a place, and lets go of the oldest where there are too many.
func (o *LBFGS) remember(w, g []float32) {
	n := len(o.places)
	if n == cap(o.places) {
		oldest := o.places[0]
		copy(o.places, o.places[1:])
		o.places[n-1] = oldest
		n--
	}
	o.places = o.places[:n+1]
	o.places[n].set(w, g)
}

// line searches along the direction. It leaves w and g at the best place, and says whether the search ended well.
func (o *LBFGS) line(w, g []float32, value, slope, step float64, eval func() float64) bool {
	o.trial.set(w, g)
	best := value
	op := o.search.Init(value, slope, step)
	for range lbfgsTries {
		for i, v := range o.from {
			w[i] = float32(v + step*o.direction[i])
		}
		v := eval()
		if !finite64(v) {
			v = math.Inf(1)
		}
		widen(o.loc.Gradient, g)
		d := floats.Dot(o.loc.Gradient, o.direction)
		if v < best {
			best = v
			o.trial.set(w, g)
		}
		var err error
		op, step, err = o.search.Iterate(v, d)
		if err == nil && op == optimize.GradEvaluation {
			op, step, err = o.search.Iterate(v, d) // of the same place
		}
		if op == optimize.MajorIteration && v <= value {
			return true
		}
		if err != nil || op == optimize.MajorIteration {
			break
		}
	}
	copy(w, o.trial.w)
	copy(g, o.trial.g)
	return false
}

// Save writes what the next steps depend on.
func (o *LBFGS) Save(w io.Writer) error {
	parts := []any{lbfgsHead{Params: uint32(len(o.from)), Places: uint32(len(o.places))}, o.end}
	for _, p := range o.places {
		parts = append(parts, p.w, p.g)
	}
	for _, part := range parts {
		if err := binary.Write(w, binary.LittleEndian, part); err != nil {
			return fmt.Errorf("nn: saving the optimiser: %w", err)
		}
	}
	return nil
}

// Load reads what Save wrote for as many parameters. After an error o is as it was.
func (o *LBFGS) Load(r io.Reader) error {
	var head lbfgsHead
	if err := binary.Read(r, binary.LittleEndian, &head); err != nil {
		return fmt.Errorf("nn: loading the optimiser: %w", err)
	}
	if int(head.Params) != len(o.from) || int(head.Places) > cap(o.places) {
		return fmt.Errorf("nn: loading the optimiser: %d places of %d parameters; want at most %d of %d",
			head.Places, head.Params, cap(o.places), len(o.from))
	}
	end, places := make([]float32, len(o.from)), make([]place, head.Places)
	parts := []any{end}
	for i := range places {
		places[i] = newPlace(len(o.from))
		parts = append(parts, places[i].w, places[i].g)
	}
	for _, part := range parts {
		if err := binary.Read(r, binary.LittleEndian, part); err != nil {
			return fmt.Errorf("nn: loading the optimiser: %w", err)
		}
	}
	o.restore(places, end)
	return nil
}

type lbfgsHead struct{ Params, Places uint32 }

// restore goes through the places again, which leads the method to the curvature that it had.
func (o *LBFGS) restore(places []place, end []float32) {
	o.Forget()
	for i, p := range places {
		o.remember(p.w, p.g)
		widen(o.loc.X, p.w)
		widen(o.loc.Gradient, p.g)
		if i == 0 {
			o.method.InitDirection(&o.loc, o.direction)
		} else {
			o.method.NextDirection(&o.loc, o.direction)
		}
	}
	copy(o.end, end)
}

func widen(dst []float64, src []float32) {
	for i, v := range src {
		dst[i] = float64(v)
	}
}

func finite64(v float64) bool { return v-v == 0 }
