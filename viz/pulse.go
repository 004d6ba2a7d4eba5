package viz

import "math"

// pulse is one step made visible: the signal runs forward through the layers, then the blame runs back.
// Times are milliseconds since it began.
type pulse struct {
	now, began float64
	on         bool
	quick      bool // a step every second leaves less time
}

const (
	travel   = 260.0 // over one hop
	nextHop  = 230.0 // until the next hop starts
	blameAt  = 900.0 // when the way back starts, with up to three hops
	reached  = 120.0 // how long a tile shows that the signal has come
	fade     = 500.0 // how long a layer glows where motion is reduced
	linger   = 200.0 // until the edges are back after the last blame
	longest  = 9.0   // hops that there can be
	quickly  = 0.6   // of the usual times while steps follow each other
	unbroken = 900.0 // how long no other pulse may begin
)

// start begins a pulse, unless one is still young.
func (p *pulse) start(now float64, playing bool) {
	if p.on && now-p.began < unbroken {
		return
	}
	*p = pulse{now: now, began: now, on: true, quick: playing}
}

// moves says whether there is anything to show at the given time, whatever the number of layers.
func (p *pulse) moves(now float64) bool {
	if p.on && now-p.began > p.pace()*(blameAt*2+longest*nextHop) {
		p.on = false
	}
	return p.on
}

func (p *pulse) pace() float64 {
	if p.quick {
		return quickly
	}
	return 1
}

// phase is how far the pulse is on its way over the hop into layer (1…hops), for the way forth or back:
// below 0 before, above 1 after.
func (p *pulse) phase(layer, hops int, back bool, duration float64) float64 {
	if !p.on {
		return -1
	}
	scale := p.pace() * min(1, 4/float64(hops))
	start := float64(layer-1) * nextHop * scale
	if back {
		start = blameAt*p.pace() + float64(hops-layer)*nextHop*scale
	}
	return (p.now - p.began - start) / (duration * scale)
}

// blaming says whether the blame is under way, for which the edges step back.
func (p *pulse) blaming(hops int) bool {
	return p.on && p.phase(hops, hops, true, travel) > -0.2 && p.phase(1, hops, true, travel) < 1+linger/travel
}

// over says whether all of it is past.
func (p *pulse) over(hops int) bool {
	return p.phase(1, hops, true, fade) > 1 && !p.blaming(hops)
}

// arrived says whether the signal has just come to a layer (0 for the inputs).
func (p *pulse) arrived(layer, hops int) bool {
	if !p.on {
		return false
	}
	if layer == 0 {
		return p.now-p.began < reached
	}
	t := p.phase(layer, hops, false, travel)
	return t >= 0.9 && t < 0.9+reached/travel
}

// ease is the curve of things that travel, cubic-bezier(.5, 0, .2, 1).
func ease(t float64) float64 {
	if t <= 0 || t >= 1 {
		return min(max(t, 0), 1)
	}
	lo, hi := 0.0, 1.0
	u := t
	for range 20 {
		x := 3*u*(1-u)*(1-u)*0.5 + 3*u*u*(1-u)*0.2 + u*u*u
		if math.Abs(x-t) < 1e-4 {
			break
		}
		if x < t {
			lo = u
		} else {
			hi = u
		}
		u = (lo + hi) / 2
	}
	return u * u * (3 - 2*u) // the curve's y: handles at 0 and 1
}
