package letters

import (
	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/lab"
)

// Paint is part of lab.Run.
func (r *Run) Paint(f *frame.Frame, _ lab.Focus) {
	v := r.see()
	n, signs := len(v.written), len(r.script.signs)
	tiles := f.Add("spell", n, 2) // the letters as code points, and the chance that each had
	for i, code := range v.written {
		tiles[2*i], tiles[2*i+1] = float32(r.script.signs[int(code)]), r.chance(i, code)
	}
	last := v.chances[n*signs:][:signs]
	state := f.Add("spell/state", 3) // whether the end is written, the chance that it had, and how many more letters there are
	state[0], state[1], state[2] = float32(v.over), last[0], float32(max(signs-likely, 0))
	cells := f.Add("memory", r.cells, n+1)
	for i := range r.cells {
		for t := range n + 1 {
			cells[i*(n+1)+t] = v.cells[t*r.cells+i]
		}
	}
	next := f.Add("spell/next", min(likely, signs), 3) // code point, code and chance
	for i, code := range v.order[:min(likely, signs)] {
		next[3*i], next[3*i+1], next[3*i+2] = float32(r.script.signs[code]), float32(code), last[code]
	}
	f.Add("memory/at", 1)[0] = float32(r.followed())
	order := f.Add("memory/order", r.cells)
	for i, cell := range ranked(r.is.found[r.trait]) {
		order[i] = float32(cell)
	}
	for i := range r.trails {
		r.trails[i].Paint(f, trailNames[i])
	}
	for _, line := range [...]struct {
		name  string
		level float64
	}{{"bits/pairs", r.base.pairs}, {"bits/letters", r.base.counted}, {"bits/guessing", r.base.guessing}} {
		copy(f.Add(line.name, 2, 2), []float32{0, float32(line.level), float32(max(r.is.at, 1)), float32(line.level)})
	}
}
