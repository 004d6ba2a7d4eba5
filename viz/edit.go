package viz

import (
	"math"

	"github.com/whisker-lab/whisker/frame"
)

const (
	perPixel = 0.02  // how much a pixel of dragging changes a weight
	finer    = 0.004 // the same with shift
)

// edit is a weight or a bias in the hand.
type edit struct {
	v     *network
	part  Part
	value float64
	news  bool
}

func newEdit(v *network, p Part, value float64) Gesture {
	if !finite(value) {
		value = 0 // a diverged weight is taken up from zero
	}
	return &edit{v: v, part: p, value: value}
}

// Drag implements Gesture: up and to the right is more.
func (e *edit) Drag(to Drag) {
	e.value = math.Round(to.weight(e.value)*1e4) / 1e4
	e.news = true
}

// weight is what a weight becomes by the drag: up and to the right is more.
func (d Drag) weight(value float64) float64 {
	step := perPixel
	if d.Fine {
		step = finer
	}
	return value + (d.DX-d.DY)*step
}

// Drop implements Gesture.
func (e *edit) Drop(moved bool) (tap bool) { return true }

// Hold implements Gesture.
func (e *edit) Hold(f *frame.Frame) {
	slot, i := "b", e.part.Unit
	if e.part.Kind == edgePart {
		slot = "w"
	}
	a := f.Array(e.v.bind.name(slot, slot+"/") + digits(e.part.Layer))
	if a == nil {
		return
	}
	if e.part.Kind == edgePart {
		if len(a.Shape) != 2 || e.part.In >= a.Shape[1] {
			return
		}
		i = e.part.Unit*a.Shape[1] + e.part.In
	}
	if i < len(a.Data) {
		a.Data[i] = float32(e.value)
	}
}

// Message implements Gesture.
func (e *edit) Message() any {
	if !e.news {
		return nil
	}
	e.news = false
	msg := Edit{Do: "edit", What: "bias", Layer: e.part.Layer, Out: e.part.Unit, Value: e.value}
	if e.part.Kind == edgePart {
		msg.What, msg.In = "weight", &e.part.In
	}
	return msg
}

// Target implements Gesture.
func (e *edit) Target() Target { return e.v.weight(e.part, e.value, false) }
