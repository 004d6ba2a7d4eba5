package model

import "github.com/whisker-lab/whisker/nn/kernel"

// pathSteps is in how many steps a path goes from nothing to an input.
const pathSteps = 32

// Parts sets dst (features) to how much each input of x (features) has to do with what an output, before what nn.Loss.Show makes of
// it, is for x rather than for all zeros: together they are the difference, but for what so many steps are off. They are integrated
// gradients: Sundararajan, Taly and Yan, "Axiomatic attribution for deep networks" (2017), equation 3.
func (m *MLP) Parts(x []float32, output int, dst []float32) {
	n := m.features()
	if len(x) < n || len(dst) < n || output < 0 || output >= m.outputs() {
		panic(badPoints)
	}
	stride := kernel.Stride(pathSteps)
	m.path = again(m.path, n*(pathSteps+stride))
	along, slopes := m.path[:n*pathSteps], m.path[n*pathSteps:]
	for f, v := range x[:n] {
		for k := range pathSteps {
			along[f*pathSteps+k] = v * ((float32(k) + 0.5) / pathSteps)
		}
	}
	m.blocks(along, pathSteps, func(_, count, stride int) {
		d, e := m.back, m.next
		top := &m.layers[len(m.layers)-1]
		clear(d[:top.out*stride])
		for i := range count {
			d[output*stride+i] = 1
		}
		if top.gate != nil {
			top.gate.back(d[:top.out*stride], stride)
		}
		for i := len(m.layers) - 1; i > 0; i-- {
			before := &m.layers[i-1]
			before.down(e[:before.out*stride], &m.layers[i], d, stride)
			d, e = e, d
		}
		first := &m.layers[0]
		kernel.DenseBack(slopes[:n*stride], first.w, d, first.out, first.in, stride)
		for f, v := range x[:n] {
			var sum float32
			for _, slope := range slopes[f*stride:][:count] {
				sum += slope
			}
			dst[f] = v * (sum / pathSteps)
		}
	})
}
