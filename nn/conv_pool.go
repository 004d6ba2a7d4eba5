package nn

import "github.com/whisker-lab/whisker/nn/kernel"

// pooled is a convolution, the ReLU and the maxima after it, which give their result together where nothing will be learnt
// from it: what lies between them is not kept.
type pooled struct {
	conv *Conv
	relu *Activation
	pool *Pool
	y    Tensor
	rest Tensor // the last images of a batch, which go layer by layer
}

// pooledAt returns what the first three of layers make together, nil if they do not.
func pooledAt(layers []Layer) *pooled {
	if len(layers) < 3 {
		return nil
	}
	conv, _ := layers[0].(*Conv)
	relu, _ := layers[1].(*Activation)
	pool, _ := layers[2].(*Pool)
	if conv == nil || relu == nil || pool == nil || relu.f != kernel.ReLU || pool.kind != MaxPooling ||
		pool.planes != conv.plan.Out || !conv.plan.Pools(pool.plan) {
		return nil
	}
	return &pooled{conv: conv, relu: relu, pool: pool}
}

// forward is the three layers' Forward.
func (p *pooled) forward(x *Tensor) *Tensor {
	c := p.conv.plan
	n := imagesOf(x, c.In, c.Height, c.Width)
	h, w := p.pool.plan.Out()
	p.y.Resize(n, c.Out, h, w)
	done := c.ForwardMax(p.y.Data, x.Data, p.conv.W.Value.Data, p.conv.B.Value.Data, n, p.pool.plan)
	if done < n {
		p.rest.Shape = append(append(p.rest.Shape[:0], n-done), x.Shape[1:]...)
		p.rest.Data = x.Data[done*c.SizeX():]
		rest := p.pool.Forward(p.relu.Forward(p.conv.Forward(&p.rest, false), false), false)
		copy(p.y.Data[len(p.y.Data)-len(rest.Data):], rest.Data)
	}
	return &p.y
}
