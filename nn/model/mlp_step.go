package model

import (
	"math"
	"math/rand/v2"
	"strconv"
	"strings"

	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/kernel"
)

// Step learns from one batch and returns its mean loss before the step, without what L1 and L2 add. The loss is not finite
// if and only if the run has diverged. An MLP is never done.
func (m *MLP) Step() (loss float64, done bool) {
	x, t, share, stride := m.feed.next()
	kernel.Copy(m.was, m.params)
	if m.full != nil {
		loss = m.full.step(m, x, t, share, stride)
	} else {
		if m.spec.Schedule != (nn.Schedule{}) {
			m.opt.Rate = m.Rate()
		}
		loss = m.slopes(x, t, share, stride)
		m.update()
	}
	m.steps++
	if !kernel.Finite(m.params) {
		// tanh of an infinite weight is ±1, and the loss would look like any other.
		loss = math.Inf(1)
	}
	m.last = loss
	return loss, false
}

// slopes sets the gradients to those of the mean loss over a batch, which it returns.
func (m *MLP) slopes(x, t, share []float32, stride int) float64 {
	chained := m.chain != nil && stride == kernel.ChainStride
	if chained {
		m.chain.Forward(x)
	} else {
		m.forward(x, stride, m.drops)
	}
	top := &m.layers[len(m.layers)-1]
	loss := m.loss.Backward(m.back, top.a, t, share, m.scratch, top.out, stride)
	if top.gate != nil {
		top.gate.back(m.back[:top.out*stride], stride)
	}
	if chained {
		m.chain.Backward()
	} else {
		m.backward(x, stride)
	}
	return float64(loss)
}

// forward runs x (features, stride) through the layers, the last one up to its pre-activations. Units are dropped where
// there are drops to decide which.
func (m *MLP) forward(x []float32, stride int, drops *rand.PCG) {
	for i := range m.layers {
		l := &m.layers[i]
		n := l.out * stride
		a := l.a[:n]
		switch {
		case i == len(m.layers)-1:
			kernel.Dense(a, l.w, l.b, x, l.out, l.in, stride)
		case l.act == kernel.ReLU:
			kernel.DenseReLU(a, l.w, l.b, x, l.out, l.in, stride)
		case l.z != nil:
			kernel.Dense(l.z[:n], l.w, l.b, x, l.out, l.in, stride)
			l.act.Apply(a, l.z[:n])
		default:
			kernel.Dense(a, l.w, l.b, x, l.out, l.in, stride)
			l.act.Apply(a, a)
		}
		x = a
		if l.gate != nil {
			x = l.gate.pass(a, stride, drops)
		}
	}
}

// backward takes m.back, the loss by the last layer's pre-activations, down to the gradient of every weight.
func (m *MLP) backward(x []float32, stride int) {
	d, e := m.back, m.next
	for i := len(m.layers) - 1; i > 0; i-- {
		l, before := &m.layers[i], &m.layers[i-1]
		n := before.out * stride
		kernel.DenseGrad(l.dw, l.db, d, before.signal(n), l.out, l.in, stride)
		before.down(e[:n], l, d, stride)
		d, e = e, d
	}
	l := &m.layers[0]
	kernel.DenseGrad(l.dw, l.db, d, x, l.out, l.in, stride)
}

// down takes d, the loss by the pre-activations of the layer after l, to e, that by l's own.
func (l *layer) down(e []float32, after *layer, d []float32, stride int) {
	kernel.DenseBack(e, after.w, d, after.out, after.in, stride)
	if l.gate != nil {
		l.gate.back(e, stride)
	}
	v := l.a
	if l.z != nil {
		v = l.z
	}
	l.act.Slope(e, v[:len(e)])
}

// penalise adds what L1 and L2 ask of the weights.
func (m *MLP) penalise() {
	if m.l1 == 0 && m.l2 == 0 {
		return
	}
	l2 := m.l2
	for i := range m.layers {
		l := &m.layers[i]
		if m.full == nil && m.opt.Decoupled() {
			kernel.SGD(l.w, l.w, float32(m.opt.Rate)*m.l2)
			l2 = 0
		}
		kernel.Penalise(l.dw, l.w, m.l1, l2)
	}
}

// Tune changes lr, l1, l2, batch (0 for all), dropout of all hidden layers or dropout/2 of one, or a setting of the optimiser
// (momentum, beta1, beta2, rho, eps).
func (m *MLP) Tune(name string, v float64) {
	switch name {
	case "lr":
		m.rate = v
		if m.opt != nil {
			m.opt.Rate = v
		}
	case "dropout":
		for i := range len(m.layers) - 1 {
			m.drop(i+1, v)
		}
	case "l1":
		m.l1 = float32(v)
	case "l2":
		m.l2 = float32(v)
	case "batch":
		if !(v > 0 && v < float64(m.feed.n)) || m.full != nil {
			v = 0
		}
		m.feed.resize(int(v))
	default:
		if number, ok := strings.CutPrefix(name, "dropout/"); ok {
			if layer, err := strconv.Atoi(number); err == nil && layer > 0 && layer < len(m.layers) {
				m.drop(layer, v)
			}
		} else if m.opt != nil {
			m.opt.Tune(name, v)
		}
	}
}

// Publish hands out w/l, b/l and g/l (the gradient of the last step, with what L1 and L2 add) for each layer l from 1.
func (m *MLP) Publish(emit func(name string, t *nn.Tensor)) {
	for _, p := range m.published {
		emit(p.name, p.tensor)
	}
}

// Rate returns the learning rate of the next step, as the schedule has it.
func (m *MLP) Rate() float64 { return m.rate * m.spec.Schedule.Factor(m.steps) }

// Steps returns the number of steps so far.
func (m *MLP) Steps() int { return m.steps }

// LastLoss returns what the last Step returned.
func (m *MLP) LastLoss() float64 { return m.last }

// Epoch returns how often the examples have been gone through, with the part of the epoch that is under way.
func (m *MLP) Epoch() float64 { return float64(m.feed.epochs) + float64(m.feed.at)/float64(m.feed.n) }

// BatchesPerEpoch returns how many steps go through all examples once.
func (m *MLP) BatchesPerEpoch() int { return m.feed.batches() }

// BatchesDone returns how many batches of the epoch are done, 0 at its start.
func (m *MLP) BatchesDone() int { return m.feed.drawn }
