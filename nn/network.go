package nn

import (
	"fmt"
	"io"
)

// Network is a row of layers, each fed with what the one before gives. It is a Layer itself.
type Network struct {
	Layers []Layer

	about         string // its description, in what is saved
	params        []*Param
	values, grads []float32 // of all parameters, one after the other
	pooled        []*pooled // (layers): what begins there and is taken together without training, mostly nil
}

const badBack = "nn: a gradient is needed from a layer that has none to give"

// NewNetwork joins layers. It numbers their parameters, "0.w", "0.b", "2.w"…, and moves them into two arrays, which is
// what an optimiser works on.
func NewNetwork(layers ...Layer) *Network {
	n := &Network{Layers: layers}
	for i, l := range layers {
		for _, p := range l.Params() {
			p.Name = fmt.Sprintf("%d.%s", i, p.Name)
			n.params = append(n.params, p)
		}
		n.pooled = append(n.pooled, pooledAt(layers[i:]))
	}
	n.values, n.grads = Flat(n.params)
	return n
}

// Flat is all parameters in one array, and their gradients in another, in the order of Params.
func (n *Network) Flat() (values, grads []float32) { return n.values, n.grads }

// FeedsOnData tells the first layer that its input is data, whose gradient nobody asks for: Backward then returns nil where
// leaving it out saves work.
func (n *Network) FeedsOnData() {
	if len(n.Layers) == 0 {
		return
	}
	if l, ok := n.Layers[0].(interface{ feedsOnData() }); ok {
		l.feedsOnData()
	}
}

// Forward is part of Layer.
func (n *Network) Forward(x *Tensor, train bool) *Tensor {
	for i := 0; i < len(n.Layers); i++ {
		if p := n.pooled[i]; p != nil && !train {
			x = p.forward(x)
			i += 2
			continue
		}
		x = n.Layers[i].Forward(x, train)
	}
	return x
}

// Backward is part of Layer.
func (n *Network) Backward(dy *Tensor) *Tensor {
	for i := len(n.Layers) - 1; i >= 0; i-- {
		if dy == nil {
			panic(badBack)
		}
		dy = n.Layers[i].Backward(dy)
	}
	return dy
}

// Params is part of Layer.
func (n *Network) Params() []*Param { return n.params }

// ClearGrads sets the gradients of all parameters to zero, which every step begins with.
func (n *Network) ClearGrads() { clear(n.grads) }

// Reset makes every recurrent layer forget its state.
func (n *Network) Reset() {
	for _, l := range n.Layers {
		if l, ok := l.(interface{ Reset() }); ok {
			l.Reset()
		}
	}
}

// SetCarry tells every recurrent layer whether to begin where it ended.
func (n *Network) SetCarry(on bool) {
	for _, l := range n.Layers {
		if l, ok := l.(interface{ SetCarry(bool) }); ok {
			l.SetCarry(on)
		}
	}
}

// Keep is part of Keeper: what the layers keep besides their weights.
func (n *Network) Keep(e *Encoder) { keepEach(n.Layers, e) }

// keepEach keeps what layers keep besides their weights.
func keepEach(layers []Layer, e *Encoder) {
	for _, l := range layers {
		if k, ok := l.(Keeper); ok {
			k.Keep(e)
		}
	}
}

// Restore is part of Keeper.
func (n *Network) Restore(d *Decoder) { restoreEach(n.Layers, d) }

// restoreEach reads what keepEach wrote.
func restoreEach(layers []Layer, d *Decoder) {
	for _, l := range layers {
		if k, ok := l.(Keeper); ok {
			k.Restore(d)
		}
	}
}

// Write puts the network into a file: its description, all weights, and what the layers keep besides.
func (n *Network) Write(e *Encoder) {
	e.String(n.about)
	for _, p := range n.params {
		e.String(p.Name)
		e.Floats(p.Value.Data)
	}
	n.Keep(e)
}

// Read takes what Write wrote.
func (n *Network) Read(d *Decoder) {
	d.Expect("the network", n.about)
	for _, p := range n.params {
		d.Expect("a parameter", p.Name)
		d.Floats(p.Name, p.Value.Data)
	}
	n.Restore(d)
}

// Save writes the network to the bit.
func (n *Network) Save(w io.Writer) error {
	e := NewEncoder(w, "network")
	n.Write(e)
	return e.Close()
}

// Load reads what Save wrote from a network of the same description. An error leaves the network as it was.
func (n *Network) Load(r io.Reader) error {
	d := NewDecoder(r, "network")
	n.Read(d)
	return d.Close()
}

// Flat moves the storage of params into one array of values and one of gradients, and returns them.
func Flat(params []*Param) (values, grads []float32) {
	size := 0
	for _, p := range params {
		size += len(p.Value.Data)
	}
	values, grads = make([]float32, size), make([]float32, size)
	from := 0
	for _, p := range params {
		to := from + len(p.Value.Data)
		copy(values[from:to], p.Value.Data)
		p.Value.Data, p.Grad.Data = values[from:to:to], grads[from:to:to]
		from = to
	}
	return values, grads
}
