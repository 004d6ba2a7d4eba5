package model

import "github.com/whisker-lab/whisker/nn/kernel"

// join makes a chain of the layers, nil where one of them cannot be part of it. The chain goes as soon as something stands
// between two layers, see gate.
func (m *MLP) join() *kernel.Chain {
	links := make([]kernel.Link, len(m.layers))
	for i := range m.layers {
		l := &m.layers[i]
		links[i] = kernel.Link{Out: l.out, In: l.in, Act: l.act, W: l.w, DW: l.dw, B: l.b, DB: l.db, A: l.a, D: m.back}
		if i == len(m.layers)-1 {
			links[i].Act = kernel.Linear // what follows belongs to the loss
		} else {
			links[i].D = make([]float32, l.out*kernel.ChainStride)
		}
		if !links[i].Act.Chains() || l.gate != nil {
			return nil
		}
	}
	return kernel.NewChain(links)
}
