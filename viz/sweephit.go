package viz

import (
	"math"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/viz/layout"
)

// sweepDot and sweepPicture say which dot or picture a target is.
type (
	sweepDot     struct{ line, stop int }
	sweepPicture struct{ sheet, i int }
)

// railKind is the kind of a sweep's handle and the rail it stands on.
const railKind = "rail"

// Hit implements View: the handle, a picture, or the dot that is meant.
func (v *sweep) Hit(x, y float64, touch bool) Target {
	if v.chart.Empty() {
		return Target{}
	}
	reach := 14.0
	if touch {
		reach = 22
	}
	for _, h := range v.hangings {
		if h.at.Grow(2).Has(x, y) {
			return v.picture(h)
		}
	}
	if math.Abs(y-v.rail) <= reach && x >= v.chart.X-reach && x <= v.chart.Right()+reach {
		return v.handle(v.nearest(x))
	}
	if v.chart.Grow(8).Has(x, y) {
		return v.dot(x, y)
	}
	return Target{}
}

// choose is the message of a press that chooses a stop.
func (v *sweep) choose(stop int) any {
	if v.bind["sets"] == "" {
		return nil
	}
	return Msg{"do": "set", "name": v.bind["sets"], "value": float32(v.x[stop])}
}

// handle is the target of the axis: a press chooses the nearest stop, and the handle can be dragged from there.
func (v *sweep) handle(stop int) Target {
	t := Target{ID: "sweep.rail", Kind: railKind, Of: sweepDot{-1, stop}, Cursor: "grab", Press: v.choose(stop),
		Say: &Say{Key: "hint.sweep." + v.bind.name("axis", "x"), Args: Args{"x": short(v.x[stop])}}}
	t.Take = func(int) Gesture { return &glide{v: v, x: v.across(v.x[stop]), stop: stop, news: true} }
	return t
}

// dot is the dot whose x is the nearest, and of those the nearest.
func (v *sweep) dot(x, y float64) Target {
	stop, line, best := v.nearest(x), -1, math.Inf(1)
	for i := range v.lines {
		if r := v.row(i, stop); r != nil {
			if d := math.Abs(v.height(r[1]) - y); d < best {
				best, line = d, i
			}
		}
	}
	if line < 0 { // nothing is known of it so far
		return Target{ID: name("sweep.stop", stop), Kind: "sweep", Cursor: "pointer", Press: v.choose(stop),
			Say: &Say{Key: "hint.sweep.none", Args: Args{"x": short(v.x[stop])}}}
	}
	r := v.row(line, stop)
	return Target{ID: name("sweep.dot", line, stop), Kind: "sweep", Of: sweepDot{line, stop}, Cursor: "pointer", Press: v.choose(stop),
		Say: &Say{Key: "hint.sweep." + keyed(v.lines[line].name),
			Args: Args{"x": short(v.x[stop]), "value": v.figure(r[1]), "least": v.figure(r[2]), "most": v.figure(r[3])}}}
}

// picture is the target of one that hangs from the axis.
func (v *sweep) picture(h hanging) Target {
	sh := &v.sheets[h.sheet]
	t := Target{ID: name("sweep.picture", h.sheet, h.i), Kind: "sweep", Of: sweepPicture{h.sheet, h.i}, Cursor: "pointer",
		Say: &Say{Key: "hint.picture." + keyed(sh.name), Args: Args{"x": short(sh.x[h.i]), "value": "–"}}}
	if value := at(sh.value, h.i); h.i < len(sh.value) && finite(float64(value)) {
		t.Say.Args["value"] = v.figure(v.scaled(value))
	}
	if h.stop >= 0 {
		t.Press = v.choose(h.stop)
	}
	return t
}

// glide is the handle in the hand. It stands at stops only.
type glide struct {
	v    *sweep
	x    float64
	stop int
	news bool
}

// Drag implements Gesture.
func (g *glide) Drag(to Drag) {
	g.x += to.DX
	if stop := g.v.nearest(g.x); stop >= 0 && stop != g.stop {
		g.stop, g.news = stop, true
	}
}

// Drop implements Gesture.
func (g *glide) Drop(moved bool) (tap bool) { return !moved }

// Hold implements Gesture.
func (g *glide) Hold(f *frame.Frame) {
	if now := values(f, g.v.bind.name("at", "sweep/at")); len(now) > 0 {
		now[0] = float32(g.v.x[g.stop])
	}
}

// Message implements Gesture.
func (g *glide) Message() any {
	if !g.news {
		return nil
	}
	g.news = false
	return g.v.choose(g.stop)
}

// Target implements Gesture.
func (g *glide) Target() Target {
	t := g.v.handle(g.stop)
	t.Cursor = "grabbing"
	return t
}

// Announce implements View.
func (v *sweep) Announce(e *Layout) {
	r := v.chart
	if r.Empty() {
		return
	}
	put := e.putter("sweep.", 0.5)
	every := 1
	if n := len(v.levels()); r.H/float64(n) < 18 {
		every = 2
	}
	for i, t := range v.levels() {
		if (len(v.levels())-1-i)%every == 0 {
			put("y"+digits(i), r.X-10, v.height(t), "r", "m", "stage.tick", worded(v.told(t)), "tick")
		}
	}
	v.numbers(put)
	v.ends(put)
	if !math.IsNaN(v.level) && r.W >= 300 { // where there is room for the words beside the pole
		put("level", r.X+4, v.height(v.level)-2, "l", "b", "stage.level."+keyed(v.bind["level"]), Arg{Name: "value", Text: v.figure(v.level)}, "axis")
	}
	a, b := v.row(0, v.here), v.row(1, v.here)
	if key := v.bind["gap"]; key != "" && a != nil && b != nil {
		x, align := v.across(v.x[v.here])-9, "r"
		if x < r.X+60 {
			if x, align = x+18, "l"; v.last() == v.here { // beside the lines' names
				x += max(v.ending, 48) + 8
			}
		}
		y := (v.height(a[1]) + v.height(b[1])) / 2
		if math.Abs(y-v.height(v.level)) < 16 { // where another word stands already
			y = v.height(v.level) + 12
		}
		put("gap", x, y, align, "m", "stage.gap."+key, Arg{Name: "value", Text: v.apart(a[1], b[1])}, "end gap")
	}
	if known := v.known(); !known {
		x, y := r.Middle()
		put("empty", x, y, "c", "m", "stage.sweep.empty", Arg{}, "empty")
	}
	for _, h := range v.hangings {
		sh := &v.sheets[h.sheet]
		id, y := digits(h.sheet)+"."+digits(h.i), h.at.Bottom()+4
		value := at(sh.value, h.i)
		some := h.i < len(sh.value) && finite(float64(value))
		key := "stage.picture." + keyed(sh.name)
		if h.at.W < 100 { // no room for words
			key = "stage.tick"
		}
		put("picture"+id, h.at.X, y, "l", "t", key, worded(short(sh.x[h.i])), "axis")
		if some {
			put("value"+id, h.at.Right(), y, "r", "t", "stage.tick", worded(v.figure(v.scaled(value))), "tick")
		}
	}
}

// last is the stop of the last dot of the first line, −1 for none.
func (v *sweep) last() int {
	if len(v.lines) == 0 || len(v.lines[0].rows) == 0 {
		return -1
	}
	return v.stop(v.lines[0].rows[len(v.lines[0].rows)-1][0])
}

// known tells whether there is a dot.
func (v *sweep) known() bool {
	for _, line := range v.lines {
		if len(line.rows) > 0 {
			return true
		}
	}
	return false
}

// numbers are those of the axis: that of the handle, and of the others as many as there is room for.
func (v *sweep) numbers(put put) {
	top := v.rail + knob + 3
	last := math.Inf(-1)
	here := math.Inf(1)
	if v.here >= 0 {
		here = v.across(v.x[v.here])
	}
	for i, x := range v.x {
		text, at := short(x), v.across(x)
		room := wide(text)/2 + 3
		if i != v.here && (at-room < last || math.Abs(at-here) < room+14) {
			continue
		}
		class := "tick"
		if i == v.here {
			class = "tick now"
		}
		put("x"+digits(i), at, top, "c", "t", "stage.tick", worded(text), class)
		last = at + room
	}
	put("axis", v.chart.Right()+wide(short(v.x[len(v.x)-1]))/2+6, top, "l", "t", "stage.axis."+v.bind.name("axis", "x"), Arg{}, "axis after")
}

// ends name the lines beside their last dots, never over each other.
func (v *sweep) ends(put put) {
	var taken []layout.Rect
	for i, line := range v.lines {
		n := len(line.rows)
		if n == 0 {
			continue
		}
		x, y := v.across(line.rows[n-1][0])+12, v.height(line.rows[n-1][1])
		for _, t := range taken {
			if math.Abs(t.Y-y) < apart {
				y = t.Y + apart
			}
		}
		taken = append(taken, layout.Rect{Y: y})
		put("end"+digits(i), x, y, "l", "m", "stage.line."+keyed(line.name), Arg{Name: "value", Text: v.figure(line.rows[n-1][1])}, "end")
	}
}
