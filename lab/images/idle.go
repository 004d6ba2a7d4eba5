package images

import "github.com/whisker-lab/whisker/nn/convnet"

// What is worked out between steps. None of it is in a file: it comes again from the weights and the picture.
const (
	piece   = 4 << 20 // products of a piece of work, about
	sparing = 1 << 20 // while the network learns
	often   = 400     // steps between two of the same, while it learns
	most    = 32      // pictures at once
)

// ponder is what goes on between steps.
type ponder struct {
	eye     *eye
	favour  favour
	dream   dream
	hide    hide
	picture int // how often the picture has changed
}

// pieceOf is how many pictures make a piece of work.
func (r *Run) pieceOf(learning bool) int {
	budget := piece
	if learning {
		budget = sparing
	}
	return min(max(budget/r.plan.Work, 1), most)
}

// Idle is part of lab.Idler.
func (r *Run) Idle(learning bool) (busy bool) {
	n := r.pieceOf(learning)
	switch {
	case r.set.few:
		return false
	case r.over == overHide && r.hides(n, learning):
		return true
	case r.dreams(max(n/3, 1), learning):
		return true
	}
	return r.favours(n, learning)
}

// stale tells whether what was made of the weights after some steps has to be made anew.
func (r *Run) stale(made int, learning bool) bool {
	if learning {
		return r.Steps() >= made+often
	}
	return r.Steps() != made
}

// best is where a filter was most excited.
type best struct {
	value   float32
	picture int // among those that a look goes through
	x, y    int
}

// favourites is how many patches are kept of each filter.
const favourites = 9

// favour looks through pictures for what excites the filters of a stage most: Zeiler and Fergus, "Visualizing and Understanding
// Convolutional Networks" (2014), section 4.1.
type favour struct {
	stage int
	of    int // pictures to go through
	under sweep
	done  sweep
}

// sweep is one way through the pictures.
type sweep struct {
	step int // whose weights these were; −1 for none yet
	seen int // pictures
	best [convnet.MostFilters][favourites]best
	n    [convnet.MostFilters]int
}

// favours goes on looking for patches of the chosen stage.
func (r *Run) favours(n int, learning bool) (busy bool) {
	v, at := &r.ponder.favour, r.chosen.stage
	if at < 1 {
		return false
	}
	s := &r.plan.Stages[at]
	if s.Kind != convnet.Conv && s.Kind != convnet.Pool {
		return false
	}
	if v.stage != at {
		*v = favour{stage: at, of: len(r.judge.labels[ofTest]), under: sweep{step: r.Steps()}, done: sweep{step: -1}}
	}
	all := r.judge.images[ofTest]
	if v.under.seen == v.of {
		if !r.stale(v.under.step, learning) {
			return false
		}
		v.done, v.under = v.under, sweep{step: r.Steps()}
	}
	n = min(n, v.of-v.under.seen)
	e := r.ponder.eye
	e.room(n)
	copy(e.x.Data, all.Data[v.under.seen*r.judge.size:])
	e.see(at)
	for i := range n {
		for plane := range s.Planes {
			values := e.of(at, i, plane)
			top := strongest(values, true)
			v.under.keep(plane, best{values[top], v.under.seen + i, top % s.Width, top / s.Width})
		}
	}
	v.under.seen += n
	return true
}

// keep takes a patch that is among the best.
func (v *sweep) keep(plane int, one best) {
	row, n := &v.best[plane], v.n[plane]
	at := n
	for at > 0 && row[at-1].value < one.value {
		at--
	}
	if at == favourites || one.value <= 0 {
		return
	}
	n = min(n+1, favourites)
	copy(row[at+1:n], row[at:n-1])
	row[at], v.n[plane] = one, n
}

// shown is the newest sweep that has been through all pictures, or the first one, as far as it has come.
func (v *favour) shown() *sweep {
	if v.done.step < 0 || v.under.seen == v.of {
		return &v.under
	}
	return &v.done
}
