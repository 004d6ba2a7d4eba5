package viz

import (
	"github.com/whisker-lab/whisker/viz/layout"
	"github.com/whisker-lab/whisker/viz/palette"
)

// room is what the numbers and the names of the axes need, as far as one knows before their place.
func (v *plot) room() (room layout.Room) {
	for _, t := range v.ticks(1) {
		room.Left = max(room.Left, 8+wide(t.text))
	}
	if v.named { // below the numbers, and upright beside them
		room.Left, room.Below = room.Left+18, 36
	}
	return room
}

// Announce implements View.
func (v *plot) Announce(e *Layout) {
	r := v.place.Square
	if r.Empty() {
		return
	}
	if v.bind["id"] == "" {
		e.Plot = &PlotBox{r, v.span}
		v.asked.announce(v, e)
	}
	v.marks.say(v, e, v.bind["id"])
	if !v.place.Ticked {
		return
	}
	label := func(id string, x, y float64, align, valign, text string) {
		e.Labels = append(e.Labels, Label{v.bind["id"] + id, x, y, align, valign, "stage.tick", worded(text), "tick"})
	}
	longest := 0.0
	for axis, id := range []string{"px", "py"} {
		for i, t := range v.ticks(axis) {
			x, y := v.toScreen(t.at, t.at)
			switch { // the axis' name stands at its end, unless it is long
			case axis == 0 && (x+wide(t.text)/2 < r.Right()-20 || v.named):
				label(id+digits(i), min(x, r.Right()-wide(t.text)/2+2), r.Bottom()+3, "c", "t", t.text)
			case axis == 1 && (y > r.Y+24 || v.named):
				longest = max(longest, wide(t.text))
				label(id+digits(i), r.X-6, min(max(y, r.Y+4), r.Bottom()-4), "r", "m", t.text)
			}
		}
	}
	name := func(i int, x, y float64, valign, class string) {
		e.Labels = append(e.Labels, Label{v.bind["id"] + "axis" + digits(i), x, y, "r", valign, "stage.axis", Arg{Name: "i", Number: i}, class})
	}
	if v.named { // below the numbers, and upright beside them
		name(1, r.Right(), r.Bottom()+19, "t", "axis")
		name(2, r.X-10-longest, r.Y, "t", "axis up")
	} else {
		name(1, r.Right(), r.Bottom()+3, "t", "axis")
		name(2, r.X-5, r.Y-1, "t", "axis")
	}
	if v.place.Scale.Empty() || v.field == nil || v.classes > 0 {
		return
	}
	texts := []string{"+1", "0", minus + "1"}
	if v.unit != [2]float64{0, 1} {
		texts = alike(v.unit[0]+v.unit[1], v.unit[0], v.unit[0]-v.unit[1])
	}
	if v.bind["ends"] == "words" && v.unit == [2]float64{0, 1} {
		for i, key := range []string{"stage.scale.yes", "stage.scale.no"} {
			y := v.place.Scale.Y + v.place.Scale.H*(float64(i*(palette.Bands-1))+0.5)/palette.Bands
			e.Labels = append(e.Labels, Label{v.bind["id"] + "scale" + digits(i), v.place.Scale.Right() + 5, y, "l", "m", key, Arg{}, "tick"})
		}
		return
	}
	for i, text := range texts { // beside the first band, the middle one and the last
		y := v.place.Scale.Y + v.place.Scale.H*(float64(i*(palette.Bands/2))+0.5)/palette.Bands
		label("scale"+digits(i), v.place.Scale.Right()+5, y, "l", "m", text)
	}
}

// numbered is a number on an axis.
type numbered struct {
	at   float64
	text string
}

// ticks are the numbers on an axis, as many as there is room for.
func (v *plot) ticks(axis int) (all []numbered) {
	if v.logged {
		for _, t := range logTicks(v.span[2*axis], v.span[2*axis+1], 7) {
			all = append(all, numbered{t, v.unlogged(t)})
		}
		return all
	}
	ticks := layout.Ticks(v.span[2*axis], v.span[2*axis+1], int(max(v.place.Square.W/60, 2))+1)
	step := 1.0
	if len(ticks) > 1 {
		step = ticks[1] - ticks[0]
	}
	for _, t := range ticks {
		all = append(all, numbered{t, tick(t, step)})
	}
	return all
}
