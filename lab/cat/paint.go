package cat

import (
	"math"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn"
)

// Paint is part of lab.Run. Drawings are arrays (n, h, w) as the network sees them: tray/1 the cats, tray/0 the others, unseen; beside
// each /says (n), what the network says of it, /own (n), which of the reader's it is, −1 for none, and /at (n), its number for a
// message. Where nothing can be learnt, nothing is said.
//
// verdict (h, w) is the drawing on the pad, verdict/says (1), verdict/why (h, w), like (k, h, w) and like/class (k). range (5): the
// share of right answers about unseen drawings, from where to where it may truly lie, that about those that are shown, and a coin's.
func (r *Run) Paint(f *frame.Frame, _ lab.Focus) {
	r.judge()
	for class, name := range [...]string{notCat: "tray/0", isCat: "tray/1"} {
		var places []int
		for i, one := range r.shown {
			if one.class == class {
				places = append(places, i)
			}
		}
		r.paint(f, name, r.shown, r.says, places)
	}
	all := make([]int, len(r.unseen))
	for i := range all {
		all[i] = i
	}
	r.paint(f, "unseen", r.unseen, r.keptSays, all)
	class := f.Add("unseen/class", len(all))
	for i, one := range r.unseen {
		class[i] = float32(one.class)
	}
	if r.pad.ink != nil {
		copy(f.Add("verdict", r.sees, r.sees), r.pad.input)
		copy(f.Add("verdict/why", r.sees, r.sees), r.pad.why)
		f.Add("verdict/says", 1)[0] = r.pad.says
	}
	near := f.Add("like", len(r.pad.like), side, side)
	class = f.Add("like/class", len(r.pad.like))
	for k, i := range r.pad.like {
		copy(near[k*side*side:], r.shown[i].ink)
		class[k] = float32(r.shown[i].class)
	}
	r.paintRange(f)
	r.own.Paint(f, "right/own")
	r.test.Paint(f, "right/unseen")
}

// paint adds some drawings of a list.
func (r *Run) paint(f *frame.Frame, name string, list []picture, says []float32, places []int) {
	n := len(places)
	ink := f.Add(name, n, side, side)
	said, own, at := f.Add(name+"/says", n), f.Add(name+"/own", n), f.Add(name+"/at", n)
	for k, i := range places {
		copy(ink[k*side*side:], list[i].ink)
		said[k], own[k], at[k] = says[i], float32(list[i].own), float32(i)
		if !r.ready() {
			said[k] = float32(math.NaN())
		}
	}
}

// paintRange adds the shares; what there is nothing of is no number.
func (r *Run) paintRange(f *frame.Frame) {
	nan := float32(math.NaN())
	to := f.Add("range", 5)
	copy(to, []float32{nan, nan, nan, nan, 0.5})
	if n := len(r.unseen); n > 0 && r.ready() {
		got := right(r.unseen, r.keptSays, 1)
		low, high := nn.Wilson(got, n)
		to[0], to[1], to[2] = float32(got)/float32(n), float32(low), float32(high)
	}
	if n := len(r.shown); n > 0 && r.ready() {
		to[3] = float32(right(r.shown, r.says, 1)) / float32(n)
	}
}
