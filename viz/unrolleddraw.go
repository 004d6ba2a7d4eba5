package viz

import (
	"math"

	"github.com/whisker-lab/whisker/viz/layout"
	"github.com/whisker-lab/whisker/viz/shape"
)

// Draw implements View.
func (v *unrolled) Draw(p *Picture, s *Scene) {
	if v.area.Empty() {
		return
	}
	v.move(s)
	v.drawOnce(p, s)
	y := math.Round(v.rule()) + 0.5
	p.Under.Line(v.area.X+8, y, v.area.Right()-8, y, 1, shape.Of(s.Theme.Line, 1))
	for i := range v.steps {
		if r, there := v.tileOf(i); there {
			v.drawItem(p, s, r, i)
		}
	}
	if out := v.out(); out > 0 {
		v.drawColumns(p, s, out)
	}
	if v.gone >= 1 && v.open {
		v.drawGates(p, s)
		v.drawBlame(p, s)
		v.drawPulse(p, s)
	}
}

// move brings the motion up to now.
func (v *unrolled) move(s *Scene) {
	now := s.Now
	if v.starts {
		v.starts = false
		v.began, v.gone = now, 0
		if v.still {
			v.gone = 1
		}
	}
	if v.gone < 1 {
		v.gone = min(max((now-v.began)/unrolledMotion, 0), 1)
		s.Moves = true
	}
}

// out is how far the copies have come out of the one network: 0 while it is rolled up.
func (v *unrolled) out() float64 {
	if v.open {
		return ease(v.gone)
	}
	return 1 - ease(v.gone)
}

// drawOnce draws the network once, with its loop.
func (v *unrolled) drawOnce(p *Picture, s *Scene) {
	ink, thin := shape.Of(s.Theme.Ink, 1), shape.Of(s.Theme.Ink2, 1)
	now := v.now()
	v.drawItem(p, s, v.tile, now)
	mid := v.box.Y + v.box.H/2
	v.drawKey(p, s)
	lead(p, v.tile.Right()+4, mid, v.box.X-8, mid, 1.25, thin)
	lead(p, v.box.Right()+6, mid, v.bars.X-8, mid, 1.25, thin)
	v.drawBox(p, s, v.box, now)
	if v.cell == cellNone {
		v.drawAnswer(p, s, now)
		return
	}
	v.drawLoop(p, s, ink)
	v.drawAnswer(p, s, now)
}

// key is where the colours of the state are explained, if there is room.
func (v *unrolled) key() (r layout.Rect, there bool) {
	left := v.bars.Right() + 26
	return layout.Rect{X: left, Y: v.box.Y + v.box.H/2 - 26, W: min(v.area.Right()-16-left, 110), H: 12}, !v.small && v.area.Right()-16-left >= 80
}

// drawKey draws what the colours of the state mean, and what marks the right answer.
func (v *unrolled) drawKey(p *Picture, s *Scene) {
	r, there := v.key()
	if !there {
		return
	}
	const bands = 9
	cells := make([]float32, bands)
	for i := range cells {
		cells[i] = 2*float32(i)/(bands-1) - 1
	}
	p.raster(r, 3, 1, raster{w: bands, h: 1, v: cells, look: signed})
	p.Over.Line(r.X-14, r.Y-32, r.X-14, r.Y+74, 1, shape.Of(s.Theme.Line, 1))
	if v.task != taskAdd {
		p.Over.Box(layout.Rect{X: r.X + 1, Y: r.Bottom() + 28, W: 22, H: 11}, 5, 1.25, shape.Of(s.Theme.Ink, 1))
	}
}

// drawLoop draws the loop: out at the bottom, and back in at the left.
func (v *unrolled) drawLoop(p *Picture, s *Scene, ink shape.Ink) {
	width := 2.25
	if s.Hover.ID == "memory.loop" {
		width = 3.25
	}
	b := v.box
	deep := b.Bottom() + 18*v.scale
	left := max(b.X-30*v.scale, v.tile.Right()+8)
	in := b.Y + b.H*0.82
	from := b.X + b.W*0.62
	var run [][2]float64
	bend := func(x1, y1, cx, cy, x2, y2 float64) {
		for i := range 11 {
			t := float64(i) / 10
			u := 1 - t
			run = append(run, [2]float64{u*u*x1 + 2*u*t*cx + t*t*x2, u*u*y1 + 2*u*t*cy + t*t*y2})
		}
	}
	bend(from, b.Bottom()+3, from, deep, from-24*v.scale, deep)
	bend(left+18, deep, left, deep, left, (deep+in)/2)
	bend(left, (deep+in)/2, left, in, left+14, in)
	run = append(run, [2]float64{b.X - 5, in})
	p.Over.Ribbon(layout.Through(run), width, ink)
	barbs(p, b.X-4, in, 1, 0, 5, width, ink)
}

// lead is a line with a head at its end.
func lead(p *Picture, x1, y1, x2, y2, width float64, ink shape.Ink) {
	if x2-x1 < 3 {
		return
	}
	p.Over.Rod(x1, y1, x2, y2, width, ink)
	barbs(p, x2, y2, 1, 0, 4.5, width, ink)
}

// barbs are those of an arrow that points in the direction (dx, dy).
func barbs(p *Picture, x, y, dx, dy, size, width float64, ink shape.Ink) {
	for _, side := range [...]float64{-0.7, 0.7} {
		p.Over.Rod(x, y, x-size*(dx+side*dy), y-size*(dy-side*dx), width, ink)
	}
}

// drawBox draws a state as a block of cells.
func (v *unrolled) drawBox(p *Picture, s *Scene, r layout.Rect, step int) {
	down := (v.hidden + v.across - 1) / v.across
	cells := make([]float32, v.across*down)
	copy(cells, v.states[step*v.hidden:][:v.hidden])
	p.raster(r, 5, 1, raster{w: v.across, h: down, v: cells, look: signed})
	if v.cell2 >= 8 {
		gap := shape.Of(s.Theme.Surface, 1)
		for i := 1; i < v.across; i++ {
			x := r.X + v.cell2*float64(i)
			p.Over.Line(x, r.Y, x, r.Bottom(), 1, gap)
		}
		for i := 1; i < down; i++ {
			y := r.Y + v.cell2*float64(i)
			p.Over.Line(r.X, y, r.Right(), y, 1, gap)
		}
	}
	p.Over.Box(r.Grow(2), 6, 1, shape.Of(s.Theme.LineStrong, 1))
}

// drawItem draws what a step sees.
func (v *unrolled) drawItem(p *Picture, s *Scene, r layout.Rect, step int) {
	item := whole(v.items, step)
	ends := step == 0 || step == v.steps-1 || v.task == taskParity
	stroke, line := 1.0, shape.Of(s.Theme.Line, 1)
	if ends {
		stroke, line = 1.5, shape.Of(s.Theme.Ink, 1)
	}
	if s.Hover.ID == name("memory.item", step) && r != v.tile {
		stroke, line = 2, shape.Of(s.Theme.Ink, 1)
	}
	if r.W >= 16 {
		p.Under.Box(r, 6, 0, shape.Of(s.Theme.Surface, 1))
		p.Over.Box(r, 6, stroke, line)
	}
	x, y := r.Middle()
	size := r.W * 0.22
	switch {
	case item < 0:
	case v.task == taskRecall && item < recallSymbols:
		p.Over.Marker(item, x, y, size, 0, shape.Of(s.Theme.Class(item), 1))
	case v.task == taskRecall && item < recallAsked:
		distraction(p, item-recallSymbols, x, y, min(size, 14), shape.Of(s.Theme.Ink3, 1))
	case v.task == taskAdd && item >= addDigits:
		distraction(p, item-addDigits, x, y, min(size, 14), shape.Of(s.Theme.Ink3, 1))
	}
}

// distraction is a mark that means nothing.
func distraction(p *Picture, kind int, x, y, size float64, ink shape.Ink) {
	const width = 1.5
	switch kind {
	case 0:
		var run [][2]float64
		for i := range 13 {
			t := float64(i)/6 - 1
			run = append(run, [2]float64{x + t*size, y - math.Sin(t*math.Pi)*size*0.5})
		}
		p.Over.Ribbon(layout.Through(run), width, ink)
	case 1:
		p.Over.Rod(x-size*0.7, y-size*0.7, x+size*0.7, y+size*0.7, width, ink)
		p.Over.Rod(x-size*0.7, y+size*0.7, x+size*0.7, y-size*0.7, width, ink)
	default:
		p.Over.Rod(x-size*0.8, y-size*0.4, x+size*0.8, y-size*0.4, width, ink)
		p.Over.Rod(x-size*0.8, y+size*0.4, x+size*0.8, y+size*0.4, width, ink)
	}
}

// drawColumns draws the states side by side, or on their way there from the network once.
func (v *unrolled) drawColumns(p *Picture, s *Scene, out float64) {
	place := func(i int) layout.Rect {
		to := v.columnOf(i)
		if out >= 1 {
			return to
		}
		mix := func(a, b float64) float64 { return a + (b-a)*out }
		from := v.box
		if v.open {
			from = v.from
		}
		return layout.Rect{X: mix(from.X, to.X), Y: mix(from.Y, to.Y), W: mix(from.W, to.W), H: mix(from.H, to.H)}
	}
	border := shape.Of(s.Theme.LineStrong, 1)
	for i := range v.steps {
		r := place(i)
		p.raster(r, min(5, r.W/3), 1, raster{w: 1, h: v.hidden, v: v.states[i*v.hidden:][:v.hidden], look: signed})
		if r.W >= 10 {
			p.Over.Box(r.Grow(0.5), min(5, r.W/3), 1, border)
		}
	}
	if out < 1 {
		v.drawBetween(p, s, place)
		return
	}
	if cell := v.column.H / float64(v.hidden); cell >= 7 {
		gap := shape.Of(s.Theme.Surface, 1)
		for i := 1; i < v.hidden; i++ {
			y := v.column.Y + cell*float64(i)
			p.Over.Line(v.columnOf(0).X+1, y, v.columnOf(v.steps-1).Right()-1, y, 1, gap)
		}
	}
	if v.pitch(1) >= 24 && !v.small {
		for i := range v.steps {
			if r, there := v.tileOf(i); there {
				p.Over.Line(v.x[i], r.Bottom()+1, v.x[i], v.column.Y-2, 1.25, shape.Of(s.Theme.Ink3, 1))
			}
		}
	}
	v.drawBetween(p, s, place)
	v.drawChosen(p, s)
}

// drawBetween draws the loop pulled straight: from each copy to the next one, or for a network without one what the last one sees.
func (v *unrolled) drawBetween(p *Picture, s *Scene, place func(int) layout.Rect) {
	ink := shape.Of(s.Theme.Ink, 1)
	if v.cell == cellNone {
		return
	}
	for i := 1; i < v.steps; i++ {
		a, b := place(i-1), place(i)
		y := a.Y + a.H/2
		switch gap := b.X - a.Right(); {
		case gap >= 11:
			p.Over.Rod(a.Right()+1, y, b.X-3, y, 2.25, ink)
			barbs(p, b.X-2, y, 1, 0, 5, 2.25, ink)
		case gap >= 2.5:
			p.Over.Line(a.Right(), y, b.X, y, 1.75, ink)
		}
	}
}

// drawChosen rings the step that is looked at, and the one under the pointer.
func (v *unrolled) drawChosen(p *Picture, s *Scene) {
	if v.moment >= 0 {
		p.Over.Box(v.columnOf(v.moment).Grow(3.5), 7, 2, shape.Of(s.Theme.Nose, 1))
	}
	for i := range v.steps {
		if s.Hover.ID == name("memory.step", i) {
			p.Over.Box(v.columnOf(i).Grow(1.5), 6, 1.5, shape.Of(s.Theme.Ink, 1))
		}
	}
	if v.cell == cellNone { // what it sees of all
		from := max(v.steps-v.window, 0)
		a, _ := v.tileOf(from)
		b, _ := v.tileOf(v.steps - 1)
		p.Over.Box(layout.Rect{X: a.X - 3, Y: v.look.Y - 3, W: b.Right() - a.X + 6, H: v.look.H + 6}, 8, 1.5, shape.Of(s.Theme.Ink, 1))
	}
}

// drawGates draws how far each gate is open, a strip a gate and a row a cell of the state.
func (v *unrolled) drawGates(p *Picture, s *Scene) {
	for g := range v.ways {
		for i := range v.steps {
			r := v.gateOf(g, i)
			p.raster(r, 3, 1, raster{w: 1, h: v.hidden, v: v.gates[(i*v.ways+g)*v.hidden:][:v.hidden], look: inked})
			if r.W >= 10 {
				p.Over.Box(r, 3, 1, shape.Of(s.Theme.LineStrong, 1))
			}
		}
	}
}

// gateOf is where a gate's strip stands at a step.
func (v *unrolled) gateOf(g, i int) layout.Rect {
	return layout.Rect{X: v.x[i] - v.wide[i]/2, Y: v.gate.Y + float64(g)*(v.gate.H+5), W: v.wide[i], H: v.gate.H}
}

// drawBlame draws how much of the blame of the last answer comes back to each step.
func (v *unrolled) drawBlame(p *Picture, s *Scene) {
	nose := shape.Of(s.Theme.Nose, 1)
	base := v.bar.Bottom()
	p.Over.Line(v.bar.X-4, base+0.5, v.bar.Right()+4, base+0.5, 1, shape.Of(s.Theme.LineStrong, 1))
	most := v.most()
	for i := range v.steps {
		b := float64(at(v.blame, i))
		if high := v.bar.H * b / most; finite(high) && high >= 0.4 {
			p.Over.Box(layout.Rect{X: v.x[i] - v.wide[i]/2, Y: base - high, W: v.wide[i], H: high}, 0, 0, nose)
		}
	}
	if v.cut > 0 && v.cut < v.steps {
		x := (v.x[v.steps-v.cut] + v.x[v.steps-v.cut-1]) / 2
		p.Over.Dashes(layout.Through([][2]float64{{x, v.column.Y - 4}, {x, base}}), 4, 3, 1.5, nose)
	}
}

// drawPulse draws the signal on its way through the steps, and the blame on its way back.
func (v *unrolled) drawPulse(p *Picture, s *Scene) {
	hops := v.steps - 1
	if s.Pulse.over(hops) || v.still || v.cell == cellNone {
		return
	}
	ink, nose := shape.Of(s.Theme.Ink, 1), shape.Of(s.Theme.Nose, 1)
	y := v.column.Y + v.column.H/2
	for i := 1; i <= hops; i++ {
		if t := s.Pulse.phase(i, hops, false, travel); t > 0 && t < 1 {
			p.Over.Disc(v.x[i-1]+(v.x[i]-v.x[i-1])*ease(t), y, 4, 0, ink)
		}
		if t := s.Pulse.phase(i, hops, true, travel); t > 0 && t < 1 && v.on(i-1) {
			b := min(float64(at(v.blame, i-1)), 1)
			x := v.x[i] + (v.x[i-1]-v.x[i])*ease(t)
			p.Over.Rod(x-5, y, x+5, y, 1.5+3*b, nose)
		}
	}
}

// drawAnswer draws what the network answers at a step.
func (v *unrolled) drawAnswer(p *Picture, s *Scene, step int) {
	answers := v.answers[step*v.outs:][:v.outs]
	if v.task == taskAdd {
		v.drawSum(p, s, float64(answers[0]))
		return
	}
	best := 0
	for k, a := range answers {
		if a > answers[best] {
			best = k
		}
	}
	for k, a := range answers {
		y := v.bars.Y + v.row*(float64(k)+0.5)
		track := v.track(k)
		if v.task == taskRecall {
			p.Over.Marker(k, v.bars.X+7, y, 5.5*min(v.scale, 1.2), 0, shape.Of(s.Theme.Class(k), 1))
		}
		p.Under.Box(track, 3, 0, shape.Of(s.Theme.Well, 1))
		ink := s.Theme.Ink3
		if k == best {
			ink = s.Theme.Ink
		}
		if w := track.W * float64(a); w > 0.5 && finite(w) {
			p.Over.Box(layout.Rect{X: track.X, Y: track.Y, W: min(w, track.W), H: track.H}, 3, 0, shape.Of(ink, 1))
		}
		if k == v.right && step == v.steps-1 {
			p.Over.Box(track.Grow(2), 5, 1.25, shape.Of(s.Theme.Ink, 1))
		}
	}
}

// track is where an answer's bar is.
func (v *unrolled) track(k int) layout.Rect {
	left := 20.0
	if v.task == taskParity {
		left = 46
	}
	return layout.Rect{X: v.bars.X + left, Y: v.bars.Y + v.row*(float64(k)+0.5) - 5, W: max(v.bars.W-left-38, 12), H: 10}
}

// sums is the largest sum of two digits.
const unrolledSums = 18.0

// drawSum draws a number line with the sum that is right and the one that is meant.
func (v *unrolled) drawSum(p *Picture, s *Scene, meant float64) {
	line := layout.Rect{X: v.bars.X + 4, Y: v.bars.Y + v.row/2 + 6, W: v.bars.W - 12}
	to := func(sum float64) float64 { return line.X + min(max(sum/unrolledSums, 0), 1)*line.W }
	p.Over.Line(line.X, line.Y, line.Right(), line.Y, 1.5, shape.Of(s.Theme.LineStrong, 1))
	for i := 0.0; i <= unrolledSums; i += 6 {
		p.Over.Line(to(i), line.Y-3, to(i), line.Y+3, 1, shape.Of(s.Theme.Ink3, 1))
	}
	x := to(float64(v.right))
	p.Over.Line(x, line.Y-10, x, line.Y+10, 1.5, shape.Of(s.Theme.Nose, 1))
	if meant *= unrolledSums; finite(meant) {
		p.Over.Disc(to(meant), line.Y, 5, 0, shape.Of(s.Theme.Ink, 1))
	}
}
