package images

import (
	"math"

	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/convnet"
)

// eye is a network with the weights of another, not a copy of them, that looks at a few pictures at a time and remembers what it saw.
type eye struct {
	plan *convnet.Plan
	net  *nn.Network
	x    nn.Tensor
	at   []*nn.Tensor // (stages): what each gives; of the answer the logits
	outs []*nn.Tensor // (layers): what each gives
	back nn.Tensor
}

func newEye(plan *convnet.Plan, of *nn.Network) (*eye, error) {
	net, err := plan.Net.Build(still())
	if err != nil {
		return nil, err
	}
	for i, p := range net.Params() {
		p.Value.Data = of.Params()[i].Value.Data
	}
	e := &eye{plan: plan, net: net, at: make([]*nn.Tensor, len(plan.Stages)), outs: make([]*nn.Tensor, len(net.Layers))}
	e.room(1)
	return e, nil
}

// room makes room for n pictures.
func (e *eye) room(n int) {
	s := &e.plan.Stages[0]
	e.x.Resize(n, s.Planes, s.Height, s.Width)
}

// see takes what stands in x through the network up to a stage.
func (e *eye) see(last int) {
	e.at[0] = &e.x
	t, stage := &e.x, 1
	for i, layer := range e.net.Layers {
		t = layer.Forward(t, true) // maxima are remembered, for the way back
		e.outs[i] = t
		for stage < len(e.plan.Stages) && e.plan.Stages[stage].Layers == i+1 {
			e.at[stage] = t
			stage++
		}
		if stage > last {
			return
		}
	}
}

// of is what a plane of a stage gives for a picture.
func (e *eye) of(stage, picture, plane int) []float32 {
	s := &e.plan.Stages[stage]
	return e.at[stage].Data[picture*s.Size()+plane*s.Height*s.Width:][:s.Height*s.Width]
}

// before is what the layer of a stage gives before its activation, of which the answer has none.
func (e *eye) before(stage int) (values *nn.Tensor, layers int) {
	s := &e.plan.Stages[stage]
	layers = s.Layers
	if s.Kind == convnet.Conv || s.Kind == convnet.Dense {
		layers--
	}
	return e.outs[layers-1], layers
}

// slope is the gradient by the pictures of what a stage gives before its activation, of which each counts as much as by says, after
// see. It is the eye's until the next one.
func (e *eye) slope(stage int, by []float32) []float32 {
	values, layers := e.before(stage)
	e.back.Resize(values.Shape...)
	copy(e.back.Data, by)
	e.net.ClearGrads()
	d := &e.back
	for i := layers - 1; i >= 0; i-- {
		d = e.net.Layers[i].Backward(d)
	}
	return d.Data
}

// params are the weights and biases of a stage's layer; none of what has none.
func (e *eye) params(stage int) (w, b []float32) {
	s := &e.plan.Stages[stage]
	for i := e.plan.Stages[stage-1].Layers; i < s.Layers; i++ {
		if p := e.net.Layers[i].Params(); len(p) == 2 {
			return p[0].Value.Data, p[1].Value.Data
		}
	}
	return nil, nil
}

// strongest is where the largest of some values is, by its size where sign is not set.
func strongest(values []float32, signed bool) (at int) {
	most := float32(math.Inf(-1))
	for i, v := range values {
		if v < 0 && !signed {
			v = -v
		}
		if v > most {
			at, most = i, v
		}
	}
	return at
}
