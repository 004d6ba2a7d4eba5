package viz

import "math"

// pointOf and centreOf say which point or centre of a plot a target is.
type (
	pointOf  int
	centreOf int
)

// Hit implements View: a centre, the nearest point, or else the place on the plane.
func (v *plot) Hit(x, y float64, touch bool) Target {
	if !v.has(x, y) {
		return Target{}
	}
	if i := v.nearestCentre(x, y, touch); i >= 0 {
		return v.centre(i)
	}
	if i := v.nearest(x, y, touch); i >= 0 {
		return v.point(i, x, y, v.sayPoint(i))
	}
	u, w := v.toPlane(x, y)
	return v.spot(x, y, v.sayPlace(x, y, u, w))
}

func (v *plot) has(x, y float64) bool { return !v.place.Square.Empty() && v.place.Square.Has(x, y) }

// nearest is the point under the pointer, or −1.
func (v *plot) nearest(x, y float64, touch bool) int {
	best, found := 8.0, -1
	if touch {
		best = 16
	}
	v.each(func(i int, px, py float64, _ int, _ bool) {
		if d := math.Hypot(px-x, py-y); d <= best {
			best, found = d, i
		}
	})
	return found
}

// point is the target of a point that is pressed at x, y.
func (v *plot) point(i int, x, y float64, say *Say) Target {
	q := v.points[i]
	t := Target{ID: name("point", i), Kind: "point", Say: say, Of: pointOf(i), Cursor: crosshair, Take: v.stroke(i, x, y)}
	switch v.bind["press"] {
	case "ask":
		t.Press = Msg{"do": "ask", "x": plain(float64(q.X)), "y": plain(float64(q.Y))}
	case "select":
		t.Press = Msg{"do": "select", "what": "point", "index": i}
	}
	if b := v.setup.Brush; b != nil && b.Tool == "draw" {
		t.Cursor = "grab"
	}
	return t
}

// spot is the target of a place on the plane.
func (v *plot) spot(x, y float64, say *Say) Target {
	t := Target{ID: "plot", Kind: "plot", Say: say, Cursor: crosshair, Follows: true, Take: v.stroke(-1, x, y)}
	switch v.bind["press"] {
	case "ask":
		u, w := v.toPlane(x, y)
		t.Press = Msg{"do": "ask", "x": plain(u), "y": plain(w)}
	case "select":
		t.Press = Msg{"do": "select", "what": "point", "index": -1}
	}
	return t
}

// crosshair is the cursor over what is read to the pixel.
const crosshair = "crosshair"

// where is a place on the plane as words are filled with it.
func where(x, y float64) Args {
	return Args{"x": AxisArg{0, number(x)}, "y": AxisArg{1, number(y)}}
}

// sayPoint says which class a point is of, or which value it has.
func (v *plot) sayPoint(i int) *Say {
	q := v.points[i]
	said := &Say{Key: "hint.point", Args: v.whereabouts(float64(q.X), float64(q.Y)), More: v.fate(q.Test != 0)}
	class := int(q.Class)
	switch {
	case v.valued:
		said.Key = "hint.point.value"
		said.Args["value"] = number(v.unit[0] + v.unit[1]*float64(at(v.value, i)))
		return said
	case class < 0:
		said.Key = "hint.point.none"
	default:
		said.Args["name"] = ClassArg{class}
	}
	said.Mark = &class
	return said
}

// fate is what a point is to the one who learns, where the lesson tells points apart: learnt from, or kept back.
func (v *plot) fate(kept bool) string {
	switch fate := v.bind["fate"]; {
	case fate == "train" && kept:
		return "hint.point.test"
	case fate == "train":
		return "hint.point.train"
	case fate == "labels" && kept:
		return "hint.point.unlabelled"
	case fate == "labels":
		return "hint.point.labelled"
	}
	return ""
}

// sayPlace says what the field says at a place: the class that wins there, or a value.
func (v *plot) sayPlace(x, y, u, w float64) *Say {
	said := &Say{Key: "hint.place", Args: v.whereabouts(u, w)}
	class, value := v.says(x, y)
	if class == nobody {
		class = -1
	}
	if !finite(value) || class < 0 && v.bind["place"] == "bare" {
		return said
	}
	if class >= 0 {
		said.Key = "hint.plot.class"
		said.Args["name"], said.Args["percent"], said.Mark = ClassArg{class}, int(math.Round(100*min(max(value, -1e6), 1e6))), &class
		return said
	}
	said.Key, said.Args["value"] = "hint.plot", number(value)
	if !v.valued { // of two classes
		side := 1
		if value < 0 {
			side = 0
		}
		said.Mark = &side
	}
	return said
}

// says is the class that wins at a place and by how much, or class −1 and the value there; no number without a field.
func (v *plot) says(x, y float64) (class int, value float64) {
	if v.field == nil {
		return -1, math.NaN()
	}
	r := v.place.Square
	column := min(int((x-r.X)/r.W*float64(v.w)), v.w-1)
	row := min(int((y-r.Y)/r.H*float64(v.h)), v.h-1)
	class, value = -1, v.unit[0]+v.unit[1]*float64(v.field[row*v.w+column])
	for c := range v.classes {
		if is := float64(v.field[(c*v.h+row)*v.w+column]); c == 0 || is > value {
			class, value = c, is
		}
	}
	return class, value
}
