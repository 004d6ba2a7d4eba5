package viz

import (
	"math"
	"strconv"

	"github.com/whisker-lab/whisker/viz/layout"
)

// Announce implements View.
func (v *unrolled) Announce(e *Layout) {
	if v.area.Empty() {
		return
	}
	put := e.putter("memory.", 0.5)
	v.announceOnce(put)
	v.announceItems(put)
	if v.gone >= 1 && v.open {
		v.announceRow(put)
	}
}

// announceOnce names the parts of the network once.
func (v *unrolled) announceOnce(put put) {
	top := v.area.Y + 2
	if !v.open {
		top = min(v.bars.Y, v.box.Y) - 30
	}
	x, _ := v.tile.Middle()
	left := max(v.area.X+8, x-44)
	if v.moment >= 0 {
		put("sees", left, top, "l", "t", "stage.memory.sees.at", Arg{Name: "step", Number: v.now()}, "cap")
	} else {
		put("sees", left, top, "l", "t", "stage.memory.sees", Arg{}, "cap")
	}
	x, _ = v.box.Middle()
	state := "stage.memory.state"
	if v.cell == cellNone {
		state += ".none"
	}
	if v.small {
		state += ".small"
	}
	put("state", x, top, "c", "t", state, Arg{}, "cap")
	put("answer", v.bars.X, top, "l", "t", "stage.memory.answer", Arg{}, "cap")
	switch {
	case v.cell == cellNone && v.small:
		put("loop", v.box.X-12, v.box.Bottom()+2, "r", "t", "stage.memory.noloop.small", Arg{}, "called wide")
	case v.cell == cellNone:
		put("loop", v.bars.X-14, v.box.Bottom()+8, "r", "t", "stage.memory.noloop", Arg{Name: "n", Number: v.window}, "called wide")
	case !v.open:
		key := "stage.memory.loop"
		if v.small {
			key += ".small"
		}
		put("loop", x, v.box.Bottom()+18*v.scale+6, "c", "t", key, Arg{}, "called wide")
	case v.small:
		put("loop", v.box.X-34*v.scale, v.box.Bottom()+2, "r", "t", "stage.memory.loop.small", Arg{}, "called wide")
	default:
		put("loop", v.box.X-36*v.scale, v.box.Bottom()+4, "r", "t", "stage.memory.loop", Arg{}, "called loop")
	}
	if r, there := v.key(); there {
		put("key", r.X, r.Y-4, "l", "b", "stage.memory.key", Arg{}, "axis")
		put("key.low", r.X, r.Bottom()+2, "l", "t", "stage.tick", worded(minus+"1"), "tick")
		put("key.high", r.Right(), r.Bottom()+2, "r", "t", "stage.tick", worded("+1"), "tick")
		if v.task != taskAdd {
			put("key.right", r.X+30, r.Bottom()+33, "l", "m", "stage.memory.right", Arg{}, "axis")
		}
	}
	v.announceItem(put, "now", v.tile, v.now())
	v.announceAnswers(put)
}

// announceItem writes what is a letter or a number.
func (v *unrolled) announceItem(put put, id string, r layout.Rect, step int) {
	item := whole(v.items, step)
	text := ""
	switch {
	case item < 0:
	case v.task == taskRecall && item == recallAsked:
		text = "?"
	case v.task == taskParity, v.task == taskAdd && item < addDigits:
		text = digits(item)
	}
	if text == "" || r.W < 9 {
		return
	}
	x, y := r.Middle()
	put(id, x, y, "c", "m", "stage.tick", worded(text), "called strong")
}

// announceAnswers writes the answers' names and shares.
func (v *unrolled) announceAnswers(put put) {
	step := v.now()
	answers := v.answers[step*v.outs:][:v.outs]
	if v.task == taskAdd {
		y := v.bars.Y + v.row/2 - 8
		put("sum", v.bars.X+2, y, "l", "b", "stage.memory.sum", worded(fixed(float64(answers[0])*unrolledSums, 1)), "called")
		put("right", v.bars.X+2, y+26, "l", "t", "stage.memory.sum.right", Arg{Name: "n", Number: v.right}, "called")
		return
	}
	for k, a := range answers {
		track := v.track(k)
		y := track.Y + 5
		if v.task == taskParity {
			put("name"+digits(k), v.bars.X, y, "l", "m", "stage.memory."+[...]string{"even", "odd"}[min(k, 1)], Arg{}, "cap")
		}
		put("share"+digits(k), track.Right()+6, y, "l", "m", "stage.tick", worded(whole100(float64(a))), "tick")
	}
}

// announceItems writes over the row of what is seen.
func (v *unrolled) announceItems(put put) {
	y := v.look.Y - 4
	switch {
	case !v.open && !v.small:
		put("row", v.area.X+10, v.rule()+5, "l", "t", "stage.memory.rolled", Arg{Name: "n", Number: v.steps}, "cap")
	case !v.small:
		put("row", v.area.X+10, v.rule()+5, "l", "t", "stage.memory.row", Arg{}, "cap")
		if v.cell == cellNone {
			put("same", v.area.Right()-10, v.rule()+5, "r", "t", "stage.memory.same.none", Arg{Name: "n", Number: 2}, "cap")
		} else {
			put("same", v.area.Right()-10, v.rule()+5, "r", "t", "stage.memory.same", Arg{Name: "n", Number: v.steps + 1}, "cap")
		}
	}
	last := v.steps - 1
	if v.task == taskParity {
		for i := range v.steps {
			if r, there := v.tileOf(i); there {
				v.announceItem(put, "item"+digits(i), r, i)
			}
		}
		return
	}
	align := "c"
	if v.small {
		align = "l"
	}
	from, _ := v.tileOf(0)
	to, _ := v.tileOf(last)
	x := v.x[0]
	if v.small {
		x = from.X
	}
	put("first", x, y, align, "b", "stage.memory.shown", Arg{}, "axis")
	x, align = v.x[last], "c"
	if v.small {
		x, align = to.Right(), "r"
	}
	put("last", x, y, align, "b", "stage.memory.asked", Arg{}, "axis")
	put("between", math.Round((v.x[0]+v.x[last])/2), y, "c", "b", "stage.memory.between", Arg{Name: "n", Number: v.steps - 2}, "axis")
	for _, i := range []int{0, last} {
		r, _ := v.tileOf(i)
		v.announceItem(put, "item"+digits(i), r, i)
	}
}

// announceRow writes the numbers of the steps, the gates' names and the shares of the blame.
func (v *unrolled) announceRow(put put) {
	y := v.column.Bottom() + 3
	if v.ways > 0 {
		y = v.gateOf(v.ways-1, 0).Bottom() + 3
		for g := range v.ways {
			r := v.gateOf(g, 0)
			if !v.small {
				put("gate"+digits(g), v.area.X+8, r.Y+r.H/2, "l", "m", "stage.memory.gate."+v.gateName(g), Arg{}, "axis")
			}
		}
	}
	if !v.small {
		put("states", v.area.X+8, v.column.Y+v.column.H/2, "l", "m", "stage.memory.states", Arg{}, "axis")
		put("step", v.area.X+8, y, "l", "t", "stage.axis.step", Arg{}, "axis")
	}
	each := v.every(20)
	for i := range v.steps {
		if i%each == 0 && (i == 0 || v.x[v.steps-1]-v.x[i] > 20) || i == v.steps-1 {
			put("n"+digits(i), v.x[i], y, "c", "t", "stage.tick", worded(digits(i)), "tick")
		}
	}
	title := "stage.memory.blame"
	if v.small {
		title += ".small"
	}
	switch {
	case v.cell == cellNone:
		title = "stage.memory.blame.none"
	case v.cut > 0 && v.cut < v.steps:
		title = "stage.memory.blame.cut"
	case v.most() > 1.2:
		title = "stage.memory.blame.grows"
	}
	put("title", v.area.X+8, v.bar.Y-4, "l", "b", title, Arg{Name: "n", Number: v.cut}, "called wide")
	v.announceGradient(put)
	each = v.every(52)
	for i := range v.steps {
		if i%each == 0 && (i == 0 || v.x[v.steps-1]-v.x[i] > 52) || i == v.steps-1 {
			put("b"+digits(i), v.x[i], v.bar.Bottom()+3, "c", "t", "stage.tick", worded(fine(float64(at(v.blame, i)))), "tick")
		}
	}
}

// announceGradient writes how long the last step's gradient was, and what it was cut down to.
func (v *unrolled) announceGradient(put put) {
	if v.small || !(v.norm > 0) || !finite(v.norm) {
		return
	}
	key, text := "stage.memory.gradient", number(v.norm)
	if v.clip > 0 && v.norm > v.clip {
		key, text = "stage.memory.clipped", text+" → "+strconv.FormatFloat(v.clip, 'f', -1, 32)
	}
	put("gradient", v.area.Right()-10, v.bar.Y-4, "r", "b", key, worded(text), "called wide")
}

// every is between how many steps there is so much room.
func (v *unrolled) every(room float64) int {
	each := 1
	for float64(each)*v.pitch(v.steps/2) < room && each < v.steps {
		each++
	}
	return each
}
