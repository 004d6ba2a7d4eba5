package viz

import (
	"math"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/viz/layout"
)

// thresholdKind is the kind of target that a threshold is.
const thresholdKind = "threshold"

// Hit implements View: the threshold, or else a dot.
func (v *piles) Hit(x, y float64, touch bool) Target {
	reach := 7.0
	if touch {
		reach = 22
	}
	if v.area.Empty() || !v.area.Grow(14).Has(x, y) {
		return Target{}
	}
	if math.Abs(x-v.toX(v.at)) <= reach && v.bind["set"] != "" && len(v.known) > 0 {
		t := v.threshold()
		t.Take = func(int) Gesture { return &slide{v: v, score: v.at, share: -1} }
		return t
	}
	best, found := 6.0, -1
	for i, dot := range v.rows {
		px, py := v.place(dot)
		if d := math.Hypot(px-x, py-y); d <= best {
			best, found = d, i
		}
	}
	if found < 0 {
		return Target{}
	}
	dot := v.rows[found]
	return Target{ID: name("point", dot.spot), Kind: "point", Of: pointOf(dot.spot), Cursor: crosshair,
		Say: &Say{Key: "hint.pile", Args: Args{"name": ClassArg{dot.strange}, "score": hundredths(dot.score)}, Mark: &dot.strange}}
}

func (v *piles) threshold() Target {
	return Target{ID: thresholdKind, Kind: thresholdKind, Cursor: "ew-resize",
		Say: &Say{Key: "hint.threshold", Args: Args{"score": hundredths(v.at)}, More: "hint.threshold.drag"}}
}

// hundredths is a score as it is read.
func hundredths(v float64) string { return tick(v, 0.01) }

// slide is the threshold in the hand. It goes from one known score to the next, of which it cannot leave more than half above.
type slide struct {
	v     *piles
	score float64 // where the hand has got to
	share int     // how many known scores are above, −1 for where it was
	told  int
}

// Drag implements Gesture.
func (g *slide) Drag(to Drag) {
	v := g.v
	if v.area.Empty() || len(v.known) == 0 {
		return
	}
	g.score += to.DX / v.area.W * (v.hi - v.lo)
	most, best := len(v.known)/2, math.Inf(1)
	for i, score := range v.known[:most+1] {
		if off := math.Abs(float64(score) - g.score); off < best {
			best, g.share = off, i
		}
	}
}

// Drop implements Gesture.
func (g *slide) Drop(moved bool) (tap bool) { return false }

// Hold implements Gesture.
func (g *slide) Hold(f *frame.Frame) {
	if at := values(f, g.v.bind.name("at", "piles/at")); g.share >= 0 && g.share < len(g.v.known) && len(at) > 0 {
		at[0] = g.v.known[g.share]
	}
}

// Message implements Gesture.
func (g *slide) Message() any {
	if g.share < 0 || g.told == g.share+1 {
		return nil
	}
	g.told = g.share + 1
	return Msg{"do": "set", "name": g.v.bind["set"], "value": float64(g.share) / float64(len(g.v.known))}
}

// Target implements Gesture.
func (g *slide) Target() Target { return g.v.threshold() }

// Announce implements View.
func (v *piles) Announce(e *Layout) {
	if v.area.Empty() {
		return
	}
	put := e.putter("piles.", 1)
	at := v.toX(v.at)
	n := func(strange, alarm int) Arg { return Arg{Name: "n", Number: v.side[strange][alarm]} }
	rows := [2]float64{v.area.Y + 2, v.base[0] + 3}
	// Beside the line, unless it stands too near the edge for words.
	left, align := at-9, "r"
	if left < v.area.X+92 {
		left, align = v.area.X+4, "l"
		if at < v.area.X+100 {
			left = math.NaN()
		}
	}
	for strange, keys := range [2][2]string{{"stage.piles.calm", "stage.piles.alarms"}, {"stage.piles.missed", "stage.piles.caught"}} {
		if finite(left) {
			put("left"+digits(strange), left, rows[strange], align, "t", keys[0], n(strange, 0), "count")
		}
		if at+110 < v.area.Right() {
			put("right"+digits(strange), at+9, rows[strange], "l", "t", keys[1], n(strange, 1), "count")
		} else {
			put("right"+digits(strange), v.area.Right()-2, rows[strange], "r", "t", keys[1], n(strange, 1), "count")
		}
		if v.area.X > 50 {
			put("row"+digits(strange), v.area.X-8, v.base[strange]-7, "r", "m", [2]string{"stage.piles.normal", "stage.piles.strange"}[strange], Arg{}, "tick")
		}
	}
	if at+250 < v.area.Right() {
		put("from", v.area.Right()-4, rows[0], "r", "t", "stage.piles.from", Arg{}, "count")
	}
	ticks := layout.Ticks(v.lo, v.hi, 7)
	for i, t := range ticks {
		if x := v.toX(t); math.Abs(x-at) > 16 { // the handle stands there
			step := 1.0
			if len(ticks) > 1 {
				step = ticks[1] - ticks[0]
			}
			put("x"+digits(i), x, v.area.Bottom()+6, "c", "t", "stage.tick", worded(tick(t, step)), "tick")
		}
	}
	put("score", v.area.Right(), v.area.Bottom()+22, "r", "t", "stage.piles.score", Arg{}, "count")
}
