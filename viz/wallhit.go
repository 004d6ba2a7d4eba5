package viz

import (
	"github.com/whisker-lab/whisker/viz/layout"
)

// Hit implements View: a pixel of a map, a filter, an answer, or a pixel of the picture.
func (v *wall) Hit(x, y float64, touch bool) Target {
	if v.picture.Empty() {
		return Target{}
	}
	if v.picture.Has(x, y) {
		h, w := v.input.Shape[1], v.input.Shape[2]
		px, py := pixelOf(v.picture, w, h, x, y)
		return Target{ID: "wall.picture", Kind: "picture", Cursor: crosshair, Follows: true, Of: wallAt{0, 0, px, py},
			Say: &Say{Key: "hint.wall.picture", Args: Args{"x": px + 1, "y": py + 1, "value": number(float64(at(v.input.Data, py*w+px)))}}}
	}
	for i := range v.columns {
		if t := v.columnHit(&v.columns[i], x, y, touch); t.ID != "" {
			return t
		}
	}
	if v.bars.Has(x, y) && v.rows > 0 {
		return v.answerTarget(min(int((y-v.bars.Y)/v.rows), len(v.answer)-1))
	}
	return Target{}
}

// pixelOf is the pixel under a place of a picture.
func pixelOf(at layout.Rect, w, h int, x, y float64) (px, py int) {
	return min(max(int((x-at.X)/at.W*float64(w)), 0), w-1), min(max(int((y-at.Y)/at.H*float64(h)), 0), h-1)
}

// columnHit is what lies under the point of a column.
func (v *wall) columnHit(c *wallColumn, x, y float64, touch bool) Target {
	reach := 0.0
	if touch {
		reach = 3
	}
	for i, k := range c.planes {
		if tile := c.tile(i); tile.Grow(reach).Has(x, y) {
			s := &v.stages[c.stage]
			px, py := pixelOf(tile, s.w, s.h, x, y)
			return v.pixelTarget(c.stage, k, px, py, tile)
		}
		if c.filter > 0 && c.small(i).Grow(2+reach).Has(x, y) {
			return v.filterTarget(c.stage, k, c.small(i))
		}
	}
	return Target{}
}

// pixelTarget is one pixel of a map.
func (v *wall) pixelTarget(stage, plane, x, y int, tile layout.Rect) Target {
	s, here := &v.stages[stage], wallAt{stage, plane, x, y}
	value := number(float64(at(s.plane(plane), y*s.w+x)))
	key := "hint.wall.map"
	switch {
	case s.kind == wallPool:
		key = "hint.wall.pool"
	case s.kind == wallDense:
		key = "hint.wall.unit"
	}
	t := Target{ID: name("wall.map", stage, plane), Kind: "map", Cursor: crosshair, Follows: true, Of: here, Box: &tile,
		Press: v.lookAt(here), Say: &Say{Key: key, Args: Args{"n": plane + 1, "block": v.block(stage), "x": x + 1, "y": y + 1, "value": value}, More: "hint.wall.see"}}
	if silentMap(s.plane(plane)) && s.kind != wallDense {
		t.Say = &Say{Key: "hint.wall.silent", Args: Args{"n": plane + 1, "block": v.block(stage)}, More: "hint.wall.see"}
	}
	return t
}

// filterTarget is the filter of a map.
func (v *wall) filterTarget(stage, plane int, box layout.Rect) Target {
	here := wallAt{stage, plane, -1, -1}
	return Target{ID: name("wall.filter", stage, plane), Kind: "filter", Cursor: "pointer", Of: here, Box: &box, Press: v.lookAt(here),
		Say: &Say{Key: "hint.wall.filter", Args: Args{"n": plane + 1, "block": v.block(stage), "k": v.stages[stage].k}, More: "hint.wall.excites"}}
}

// answerTarget is one of the classes.
func (v *wall) answerTarget(k int) Target {
	if k < 0 {
		return Target{}
	}
	here, box := wallAt{v.last(), k, -1, -1}, v.bar(k)
	return Target{ID: name("wall.answer", k), Kind: "answer", Cursor: "pointer", Of: here, Box: &box, Press: v.lookAt(here),
		Say: &Say{Key: "hint.wall.answer", Args: Args{"name": ClassArg{k}, "value": v.gives(k)}, More: "hint.wall.speaks"}}
}

// gives is what a class is given, in words.
func (v *wall) gives(k int) string {
	p := float64(at(v.answer, k))
	if !finite(p) {
		return number(p)
	}
	return fixed(100*p, 1) + "%"
}

// lookAt is the message of a press: what is looked at already is left.
func (v *wall) lookAt(p wallAt) Msg {
	switch {
	case p == v.look:
		return Msg{"do": "look"}
	case p.x < 0:
		return Msg{"do": "look", "stage": p.stage, "plane": p.plane}
	}
	return Msg{"do": "look", "stage": p.stage, "plane": p.plane, "x": p.x, "y": p.y}
}

// block is which block a stage belongs to, from 1.
func (v *wall) block(stage int) (n int) {
	for _, s := range v.stages[:stage+1] {
		if s.kind == wallConv {
			n++
		}
	}
	return n
}

// Announce implements View.
func (v *wall) Announce(e *Layout) {
	if v.picture.Empty() {
		return
	}
	put := e.putter("wall.", 1)
	top, foot := v.bars.Y-6, v.bars.Bottom()+4
	mid, _ := v.picture.Middle()
	size := func(h, w int) Arg { return worded(digits(h) + " × " + digits(w)) }
	put("picture", mid, top, "c", "b", "stage.wall.picture", Arg{}, "axis")
	put("picture.size", mid, v.picture.Bottom()+5, "c", "t", "stage.tick", size(v.input.Shape[1], v.input.Shape[2]), "tick")
	if w, ok := v.window(0); ok {
		put("sees", mid, v.picture.Bottom()+20, "c", "t", "stage.wall.sees", size(int(w.H), int(w.W)), "sees")
	}
	for i := range v.columns {
		c := &v.columns[i]
		s, x, id := &v.stages[c.stage], c.x+c.maps()/2, digits(c.stage)
		room := v.roomOf(i)
		key, arg, wide := "stage.wall.maps", Arg{Name: "n", Number: s.planes}, 46.0
		switch s.kind {
		case wallPool:
			key, arg, wide = "stage.wall.pooled", Arg{}, 38
		case wallDense:
			key, wide = "stage.wall.dense", 52
		}
		if room >= wide {
			put("head"+id, x, top, "c", "b", key, arg, "axis")
		} else if s.kind != wallPool {
			put("head"+id, x, top, "c", "b", "stage.tick", worded(digits(s.planes)), "axis")
		}
		if s.kind != wallDense && room >= 44 {
			put("size"+id, x, foot, "c", "t", "stage.tick", size(s.h, s.w), "tick")
		} else if s.kind != wallDense && room >= 20 {
			put("size"+id, x, foot, "c", "t", "stage.tick", worded(digits(s.h)), "tick")
		}
		if c.hidden > 0 && s.kind != wallPool {
			key, arg := "stage.wall.more", Arg{Name: "n", Number: c.hidden}
			if room < 58 {
				key, arg = "stage.tick", worded("+"+digits(c.hidden))
			}
			put("more"+id, x, foot+wallMore, "c", "t", key, arg, "tick")
		}
		if c.skipped > 0 && i > 0 {
			before := &v.columns[i-1]
			from, to := before.x+before.maps(), c.x-(c.wide()-c.maps())
			put("skipped"+id, (from+to)/2, v.picture.Y+v.picture.H/2+8, "c", "t", "stage.wall.more", Arg{Name: "n", Number: c.skipped}, "tick")
		}
	}
	first := v.bar(0)
	put("answer", first.X+first.W/2, top, "c", "b", "stage.wall.answer", Arg{}, "axis")
	best := v.top()
	for k := range v.answer {
		bar, id := v.bar(k), digits(k)
		_, y := bar.Middle()
		class, share := "stage.wall.class", "stage.tick"
		if k == best {
			class, share = "stage.wall.class.best", "stage.wall.best"
		}
		put("class"+id, bar.X-8, y, "r", "m", class, Arg{Class: k + 1}, "answer")
		put("share"+id, v.bars.Right(), y, "r", "m", share, worded(v.gives(k)), "share")
	}
}

// roomOf is how wide the words over a column may be.
func (v *wall) roomOf(i int) float64 {
	middle := func(j int) float64 { return v.columns[j].x + v.columns[j].maps()/2 }
	room := 200.0
	if i > 0 {
		room = min(room, middle(i)-middle(i-1))
	}
	if i+1 < len(v.columns) {
		room = min(room, middle(i+1)-middle(i))
	}
	return room
}
