package viz

import "github.com/whisker-lab/whisker/viz/layout"

// Hit implements View: what a step sees, its state, a gate, a bar of the blame; the loop, and the state, once.
func (v *unrolled) Hit(x, y float64, touch bool) Target {
	if v.area.Empty() || !v.area.Has(x, y) {
		return Target{}
	}
	if v.tile.Grow(2).Has(x, y) {
		return v.itemTarget(v.now(), v.tile)
	}
	if v.box.Grow(3).Has(x, y) {
		return v.stepTarget(v.now(), v.box)
	}
	if loop := (layout.Rect{X: v.box.X - 36, Y: v.box.Y + v.box.H/2, W: v.box.W + 36, H: v.box.H/2 + 26}); v.cell != cellNone && loop.Has(x, y) {
		return Target{ID: "memory.loop", Kind: "memory", Box: &loop, Say: &Say{Key: "hint.memory.loop", Args: Args{"n": v.steps}}}
	}
	i := v.stepAt(x)
	if i < 0 {
		return Target{}
	}
	if r, there := v.tileOf(i); y >= v.look.Y-4 && y < v.look.Bottom()+4 {
		if !there {
			r = layout.Rect{X: v.x[i] - v.pitch(i)/2, Y: v.look.Y, W: v.pitch(i), H: v.look.H}
		}
		return v.itemTarget(i, r)
	}
	if !v.open || v.gone < 1 {
		return Target{}
	}
	for g := range v.ways {
		if r := v.gateOf(g, i); y >= r.Y-2 && y < r.Bottom()+3 {
			return v.gateTarget(g, i, r)
		}
	}
	switch {
	case y >= v.column.Y-4 && y < v.column.Bottom()+4:
		return v.stepTarget(i, v.columnOf(i))
	case y >= v.bar.Y-4 && y < v.area.Bottom():
		r := layout.Rect{X: v.x[i] - v.wide[i]/2, Y: v.bar.Y, W: v.wide[i], H: v.bar.H}
		key := "hint.memory.blame"
		if !v.on(i) {
			key = "hint.memory.cut"
		}
		return Target{ID: name("memory.blame", i), Kind: "memory", Box: &r, Say: &Say{Key: key, Args: Args{"step": i, "value": fine(float64(at(v.blame, i)))}}}
	}
	return Target{}
}

// stepAt is the step at a place, −1 for none.
func (v *unrolled) stepAt(x float64) int {
	for i := range v.x {
		if half := v.pitch(i) / 2; x >= v.x[i]-half && x < v.x[i]+half {
			return i
		}
	}
	return -1
}

// itemTarget is what a step sees, which a press changes.
func (v *unrolled) itemTarget(i int, r layout.Rect) Target {
	t := Target{ID: name("memory.item", i), Kind: "memory", Box: &r, Say: &Say{Key: "hint.memory.item", Args: Args{"step": i}, More: "hint.memory.change"}, Cursor: "pointer", Press: Msg{"do": "show", "at": i}}
	item := whole(v.items, i)
	switch {
	case v.task == taskRecall && item == recallAsked:
		t.Say, t.Press, t.Cursor = &Say{Key: "hint.memory.asked"}, nil, ""
	case v.task == taskRecall && item < recallSymbols:
		t.Say.Key = "hint.memory.symbol"
	case v.task == taskParity:
		t.Say.Key = "hint.memory.bit"
	case v.task == taskAdd && item < addDigits:
		t.Say.Key = "hint.memory.digit"
	}
	return t
}

// stepTarget is a state, which a press looks at.
func (v *unrolled) stepTarget(i int, r layout.Rect) Target {
	step := i
	if i == v.moment {
		step = -1
	}
	return Target{ID: name("memory.step", i), Kind: "memory", Box: &r, Cursor: "pointer", Press: Msg{"do": "moment", "at": step},
		Say: &Say{Key: "hint.memory.state", Args: Args{"step": i, "n": v.hidden}, More: "hint.memory.look"}}
}

// gateTarget is how far a gate is open at a step, all cells together.
func (v *unrolled) gateTarget(g, i int, r layout.Rect) Target {
	sum := 0.0
	for _, x := range v.gates[(i*v.ways+g)*v.hidden:][:v.hidden] {
		sum += float64(x)
	}
	return Target{ID: name("memory.gate", g, i), Kind: "memory", Box: &r, Say: &Say{Key: "hint.memory." + v.gateName(g), Args: Args{"step": i, "value": fine(sum / float64(v.hidden))}}}
}

// gateName is what a gate is called.
func (v *unrolled) gateName(g int) string {
	if v.cell == cellGRU {
		return [...]string{"keep", "past", "", ""}[g]
	}
	return [...]string{"forget", "write", "read", ""}[g]
}
