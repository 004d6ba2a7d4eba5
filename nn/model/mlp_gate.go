package model

import (
	"fmt"
	"math/rand/v2"

	"github.com/whisker-lab/whisker/nn"
)

// gate stands between a layer and the next one: what it holds back, the next layer does not see. Layers from which nothing is
// held back have none.
type gate struct {
	share float64   // of the units, dropped for each example while training
	mask  []float32 // (out, room): 0 for what was dropped, else what makes up for it
	y     []float32 // (out, room): what gets through
	cut   []bool    // (out)
	cuts  int
	on    bool // units were dropped in the last pass
}

// gated returns the layer's gate, of which there is one from now on.
func (l *layer) gated() *gate {
	if l.gate == nil {
		l.gate = &gate{mask: make([]float32, len(l.a)), y: make([]float32, len(l.a)), cut: make([]bool, l.out)}
	}
	return l.gate
}

// pass silences what is cut out of a (out, stride) and returns what the next layer gets: a, or where units are dropped
// another array, as the slopes of the activations are found from a.
func (g *gate) pass(a []float32, stride int, drops *rand.PCG) []float32 {
	g.silence(a, stride)
	g.on = drops != nil && g.share > 0
	if !g.on {
		return a
	}
	mask, y := g.mask[:len(a)], g.y[:len(a)]
	limit, scale := uint32(g.share*(1<<32)), float32(1/(1-g.share))
	var bits uint64
	for i, v := range a {
		if i&1 == 0 {
			bits = drops.Uint64()
		}
		mask[i] = 0
		if uint32(bits) >= limit {
			mask[i] = scale
		}
		bits >>= 32
		y[i] = v * mask[i]
	}
	return y
}

// back takes d (out, stride), the loss by what got through, to the loss by what came in.
func (g *gate) back(d []float32, stride int) {
	if g.on {
		for i, v := range g.mask[:len(d)] {
			d[i] *= v
		}
	}
	g.silence(d, stride)
}

// silence sets the rows of units that are cut out to 0.
func (g *gate) silence(a []float32, stride int) {
	if g.cuts == 0 {
		return
	}
	for u, cut := range g.cut {
		if cut {
			clear(a[u*stride:][:stride])
		}
	}
}

// signal is what the next layer got from this one in the last pass, n values.
func (l *layer) signal(n int) []float32 {
	if l.gate != nil && l.gate.on {
		return l.gate.y[:n]
	}
	return l.a[:n]
}

// drop sets the share of a hidden layer's units that are dropped. A share that cannot be is ignored.
func (m *MLP) drop(layer int, share float64) {
	if !(share >= 0 && share < 1) || m.full != nil {
		return
	}
	if l := &m.layers[layer-1]; l.gate != nil || share > 0 {
		l.gated().share = share
		m.chain = nil
	}
}

// Dropout returns the share of a layer's units that are dropped for each example while training (Srivastava et al., 2014).
func (m *MLP) Dropout(layer int) float64 {
	if g := m.at(layer).gate; g != nil {
		return g.share
	}
	return 0
}

// Cut takes a unit out of the network, or puts it back: whatever comes in, it gives 0, and nothing flows back through it.
// Of an output the pre-activation is 0.
func (m *MLP) Cut(layer, unit int, out bool) {
	l := m.at(layer)
	l.bias(unit)
	if l.gate == nil && !out {
		return
	}
	g := l.gated()
	m.chain = nil
	if g.cut[unit] == out {
		return
	}
	g.cut[unit] = out
	g.cuts--
	if out {
		g.cuts += 2
	}
}

// IsCut tells whether a unit is taken out.
func (m *MLP) IsCut(layer, unit int) bool {
	l := m.at(layer)
	l.bias(unit)
	return l.gate != nil && l.gate.cut[unit]
}

// span is a part of the parameters.
type span struct{ from, to int }

// EveryUnit stands for all units of a layer.
const EveryUnit = -1

// Freeze keeps the weights and the bias of a unit as they are, or of all units of a layer ([EveryUnit]), or lets them go.
// The gradient of what is frozen is 0.
func (m *MLP) Freeze(layer, unit int, on bool) {
	l := m.at(layer)
	if unit == EveryUnit {
		for u := range l.frozen {
			l.frozen[u] = on
		}
	} else {
		l.bias(unit)
		l.frozen[unit] = on
	}
	m.hold()
}

// Frozen tells whether a unit's weights stay as they are.
func (m *MLP) Frozen(layer, unit int) bool {
	l := m.at(layer)
	l.bias(unit)
	return l.frozen[unit]
}

// hold lists what is frozen.
func (m *MLP) hold() {
	m.held = m.held[:0]
	size, at := 0, 0
	keep := func(from, n int) {
		m.held = append(m.held, span{from, from + n})
		size += n
	}
	for i := range m.layers {
		l := &m.layers[i]
		for u, frozen := range l.frozen {
			if frozen {
				keep(at+u*l.in, l.in)
				keep(at+l.out*l.in+u, 1)
			}
		}
		at += l.out * (l.in + 1)
	}
	if cap(m.kept) < size {
		m.kept = make([]float32, size)
	}
	m.kept = m.kept[:size]
}

// update changes the weights by the gradient, but not those that are frozen.
func (m *MLP) update() {
	if len(m.held) == 0 {
		m.penalise()
		m.opt.Step(m.params, m.grads)
		return
	}
	at := 0
	for _, s := range m.held {
		at += copy(m.kept[at:], m.params[s.from:s.to])
	}
	m.penalise()
	m.stillGrads()
	m.opt.Step(m.params, m.grads)
	at = 0
	for _, s := range m.held {
		at += copy(m.params[s.from:s.to], m.kept[at:])
	}
}

// stillGrads sets the gradient of what is frozen to 0, so that the optimiser gathers no momentum there.
func (m *MLP) stillGrads() {
	for _, s := range m.held {
		clear(m.grads[s.from:s.to])
	}
}

// checkDropout tells what about the shares to drop is impossible.
func (s MLPSpec) checkDropout() error {
	if len(s.Dropout) != 0 && len(s.Dropout) != len(s.Sizes)-2 {
		return fmt.Errorf("model: %d shares to drop for %d hidden layers", len(s.Dropout), len(s.Sizes)-2)
	}
	for i, share := range s.Dropout {
		if !(share >= 0 && share < 1) {
			return fmt.Errorf("model: hidden layer %d: dropout %v: want at least 0 and below 1", i+1, share)
		}
		if share > 0 && s.Optimiser == nn.LBFGSRule {
			return fmt.Errorf("model: hidden layer %d: dropout %v: %s needs a loss that stays the same from step to step", i+1, share, s.Optimiser)
		}
	}
	return nil
}
