package duel

import "fmt"

// phase is how far a turn has come.
type phase int

// The phases of a turn, in their order; before the first one nothing has begun.
const (
	waiting phase = iota
	faked         // noise was drawn, and fakes were made of it
	judged        // the discriminator has looked at real and fake points
	taught        // and has learnt
	pulled        // each fake has heard the way to look real
	forged        // and the generator has learnt
)

// after is the phase that follows in a turn of one rival or both.
func (p phase) after(turn int) phase {
	next := p%forged + 1
	switch {
	case turn == generator && (next == judged || next == taught):
		return pulled
	case turn == discriminator && next > taught:
		return faked
	}
	return next
}

// ends tells whether a turn is over, or has not begun.
func (p phase) ends(turn int) bool {
	return p == waiting || p == forged || p == taught && turn == discriminator
}

// enter does what comes with a phase.
func (r *Run) enter(p phase) {
	switch r.phase = p; p {
	case faked:
		r.gan.Begin()
		r.turns++
	case taught:
		r.gan.Teach()
	case forged:
		r.gan.Forge()
	}
}

// seek goes on to a phase.
func (r *Run) seek(to phase) error {
	if to < faked || to > forged {
		return fmt.Errorf("duel: phase %d: there are %d", to, forged)
	}
	if to.after(r.turn) == to || r.turn == generator && (to == judged || to == taught) || r.turn == discriminator && to > taught {
		return fmt.Errorf("duel: phase %d is not part of a turn of %s alone", to, turns[r.turn])
	}
	for first := true; first || r.phase != to; first = false {
		r.enter(r.phase.after(r.turn))
	}
	r.is.fresh, r.grid.fresh = false, false
	r.note()
	return nil
}
