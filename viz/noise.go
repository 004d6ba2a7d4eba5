package viz

import (
	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/viz/layout"
)

// noisePlane is a rectangle across which and up which two numbers of noise go from −reach to reach; or one goes across a line.
type noisePlane struct {
	at    layout.Rect
	reach float64
	line  bool
}

// reaching reads how far the numbers go each way: 1 where an array says nothing that makes sense.
func (p *noisePlane) reaching(f *frame.Frame, name string) {
	if p.reach = float64(at(values(f, name), 0)); !(p.reach > 0) || !finite(p.reach) {
		p.reach = 1
	}
}

func (p *noisePlane) toScreen(a, b float64) (x, y float64) {
	x = p.at.X + (a/p.reach+1)/2*p.at.W
	if p.line {
		return x, p.at.Y + p.at.H/2
	}
	return x, p.at.Y + (1-b/p.reach)/2*p.at.H
}

// from is the noise at a place, within what is shown.
func (p *noisePlane) from(x, y float64) (a, b float64) {
	a = min(max(2*(x-p.at.X)/p.at.W-1, -1), 1) * p.reach
	if p.line {
		return a, 0
	}
	return a, min(max(1-2*(y-p.at.Y)/p.at.H, -1), 1) * p.reach
}

// noiseHand is a place on it in the hand: it is held in an array, and told in a message.
type noiseHand struct {
	plane     *noisePlane
	array, do string
	handle    func() Target
	x, y      float64
	news      bool
}

// Drag implements Gesture.
func (g *noiseHand) Drag(to Drag) {
	r := g.plane.at
	g.x, g.y, g.news = min(max(g.x+to.DX, r.X), r.Right()), min(max(g.y+to.DY, r.Y), r.Bottom()), true
}

// Drop implements Gesture.
func (g *noiseHand) Drop(moved bool) (tap bool) { return true }

// Hold implements Gesture.
func (g *noiseHand) Hold(f *frame.Frame) {
	own := values(f, g.array)
	a, b := g.plane.from(g.x, g.y)
	for i, z := range []float64{a, b} {
		if i < len(own) {
			own[i] = float32(z)
		}
	}
}

// Message implements Gesture.
func (g *noiseHand) Message() any {
	if !g.news {
		return nil
	}
	g.news = false
	a, b := g.plane.from(g.x, g.y)
	return Msg{"do": g.do, "x": plain(a), "y": plain(b)}
}

// Target implements Gesture.
func (g *noiseHand) Target() Target { return g.handle() }
