package model

import "github.com/whisker-lab/whisker/nn/kernel"

// Pushes sets dst[i] to the slope of the loss of example i of a set by one weight, the one from unit in of the layer before
// into unit out of a layer: learning from that example alone moves the weight the other way, the further the steeper. in is
// [Bias] for the bias. Nothing is dropped and nothing changes.
func (m *MLP) Pushes(s Set, layer, out, in int, dst []float32) {
	l := m.at(layer)
	l.bias(out)
	if in != Bias {
		l.weight(out, in)
	}
	if m.check("set", s) != nil || len(dst) < s.N {
		panic(badPoints)
	}
	m.blocks(s.X, s.N, func(at, count, stride int) {
		m.aim(s, at, count, stride)
		m.pushed(dst[at:at+count], layer, out, in, stride)
	})
}

// pushed sets dst to the slopes for the block that has just gone forward, of which input, target and share are known.
func (m *MLP) pushed(dst []float32, layer, out, in, stride int) {
	top := &m.layers[len(m.layers)-1]
	m.loss.Backward(m.back, top.a, m.target, m.share, m.scratch, top.out, stride)
	d, e := m.back, m.next
	if top.gate != nil {
		top.gate.back(d[:top.out*stride], stride)
	}
	for i := len(m.layers) - 1; i >= layer; i-- {
		before := &m.layers[i-1]
		before.down(e[:before.out*stride], &m.layers[i], d, stride)
		d, e = e, d
	}
	copy(dst, d[out*stride:])
	if in == Bias {
		return
	}
	x := m.input
	if layer > 1 {
		x = m.layers[layer-2].a
	}
	for i, v := range x[in*stride:][:len(dst)] {
		dst[i] *= v
	}
}

// LastPushes is [MLP.Pushes] of the examples that the last step learnt from, on the weights as they were before it: dst[i] is
// what the example LastBatch()[i] had to say in that step. It returns how many there are, 0 before the first step. Units that
// the step dropped count as if they had not been.
func (m *MLP) LastPushes(layer, out, in int, dst []float32) (n int) {
	l := m.at(layer)
	l.bias(out)
	if in != Bias {
		l.weight(out, in)
	}
	batch := m.LastBatch()
	if len(dst) < len(batch) {
		panic(badPoints)
	}
	m.swap()
	for at := 0; at < len(batch); at += blockPoints {
		count := min(blockPoints, len(batch)-at)
		stride := m.recall(batch[at : at+count])
		m.forward(m.input[:m.features()*stride], stride, nil)
		m.pushed(dst[at:at+count], layer, out, in, stride)
	}
	m.swap()
	return len(batch)
}

// swap exchanges the weights and those from before the last step.
func (m *MLP) swap() {
	for i, v := range m.params {
		m.params[i], m.was[i] = m.was[i], v
	}
}

// recall lays out training examples as a block, each weighing 1 and the padding 0.
func (m *MLP) recall(examples []int32) (stride int) {
	f := &m.feed
	width := f.features + f.outputs
	stride = kernel.Stride(len(examples))
	for i := range stride {
		m.share[i] = 0
		row := f.rows[:width] // padding repeats an example, so that it is finite where the block is
		if i < len(examples) {
			m.share[i], row = 1, f.rows[int(examples[i])*width:][:width]
		}
		for j, v := range row[:f.features] {
			m.input[j*stride+i] = v
		}
		for j, v := range row[f.features:] {
			m.target[j*stride+i] = v
		}
	}
	return stride
}

// Bias stands for the bias of a unit where a weight is asked for.
const Bias = -1

// LastBatch returns which examples of the training set the last step learnt from. It is the MLP's, until the next step.
func (m *MLP) LastBatch() []int32 { return m.feed.index[m.feed.recent.from:m.feed.recent.to] }

// Histograms runs x (features, n) through the network and counts what the units of each layer give: dst (layers, bins), the
// bins of equal width from lo to hi, those at the ends with all that lies beyond. The last layer gives what nn.Loss.Show
// makes of it. What is no number is not counted.
func (m *MLP) Histograms(x []float32, n int, lo, hi float64, dst []int) {
	bins := len(dst) / len(m.layers)
	if bins < 1 || !(lo < hi) {
		panic(badBins)
	}
	clear(dst)
	scale, from := float32(float64(bins)/(hi-lo)), float32(lo)
	m.Nodes(x, n, func(b Block) {
		row := dst[(b.Layer-1)*bins:][:bins]
		for u := range b.Units {
			for _, v := range b.Row(u) {
				if v != v {
					continue
				}
				row[int(min(max((v-from)*scale, 0), float32(bins-1)))]++
			}
		}
	})
}

const badBins = "model: a histogram needs bins between two numbers"
