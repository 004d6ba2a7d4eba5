package nn

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"

	"github.com/whisker-lab/whisker/nn/kernel"
)

// Description says what a network is made of. It is the same in links, in files and in code, and small as JSON:
//
//	{"input":[1,28,28],"layers":[{"kind":"conv","units":8,"kernel":5,"pad":"same"},{"kind":"relu"},
//	 {"kind":"maxpool","kernel":2},{"kind":"flatten"},{"kind":"dense","units":10}]}
//
// The input is one of: [n] numbers, an image [planes, height, width], a sequence of [n] numbers a step, or a sequence of
// codes in [0, codes).
type Description struct {
	Input    []int  `json:"input,omitempty"`
	Sequence bool   `json:"sequence,omitempty"` // the input is a sequence of what Input says
	Codes    int    `json:"codes,omitempty"`    // the input is a sequence of codes
	Layers   []Spec `json:"layers"`
}

// Spec describes one layer. Kinds, and what they take beside kind:
//
//	dense                   units, init
//	conv                    units (channels), kernel, stride (1), pad (valid|same), init
//	maxpool meanpool sumpool  kernel, stride (the kernel's size), pad
//	flatten last
//	dropout                 share
//	layernorm batchnorm examplenorm
//	residual                layers, which keep the shape
//	embedding               units
//	rnn gru lstm            units, init
//	softmax
//
// and every activation of kernel.Activations by its own name.
type Spec struct {
	Kind   string  `json:"kind"`
	Units  int     `json:"units,omitempty"`
	Kernel int     `json:"kernel,omitempty"`
	Stride int     `json:"stride,omitempty"`
	Pad    string  `json:"pad,omitempty"`
	Share  float64 `json:"share,omitempty"`
	Init   string  `json:"init,omitempty"`   // how weights begin, see Initialisers; auto where left out
	Factor float64 `json:"factor,omitempty"` // scales them; 1 where left out
	Layers []Spec  `json:"layers,omitempty"` // that a residual goes around
}

// The largest network that Build makes: beyond it a browser's tab runs out of memory.
const (
	mostLayers  = 64
	mostUnits   = 1 << 14
	mostParams  = 1 << 24
	mostOutputs = 1 << 22 // values one layer gives for one example
)

// form is the shape of one example on its way: [n], [planes, height, width], or codes.
type form struct {
	shape    []int
	sequence bool
	codes    int
}

func (f form) String() string {
	switch {
	case f.codes > 0:
		return fmt.Sprintf("a sequence of codes below %d", f.codes)
	case f.sequence:
		return fmt.Sprintf("a sequence of %d numbers a step", f.shape[0])
	case len(f.shape) == 3:
		return fmt.Sprintf("%d planes of %d×%d", f.shape[0], f.shape[1], f.shape[2])
	}
	return fmt.Sprintf("%d numbers", f.shape[0])
}

// ParseDescription reads a description from JSON.
func ParseDescription(data []byte) (Description, error) {
	var d Description
	if err := json.Unmarshal(data, &d); err != nil {
		return Description{}, fmt.Errorf("nn: description: %w", err)
	}
	return d, nil
}

// Shape is the shape of one example as it leaves the last layer.
func (d Description) Shape() ([]int, error) {
	_, f, err := d.plan()
	return f.shape, err
}

// Build makes the network, with weights drawn from r. Its error says which layer is impossible, and why.
func (d Description) Build(r *rand.Rand) (*Network, error) {
	makers, _, err := d.plan()
	if err != nil {
		return nil, err
	}
	about, err := json.Marshal(d)
	if err != nil {
		return nil, fmt.Errorf("nn: description: %w", err)
	}
	layers := make([]Layer, len(makers))
	for i, m := range makers {
		layers[i] = m.make(r)
		m.begin.fill(layers[i], r)
	}
	n := NewNetwork(layers...)
	n.about = string(about)
	return n, nil
}

// maker makes one layer once all are known to be possible.
type maker struct {
	make   func(r *rand.Rand) Layer
	params int
	begin  beginning
}

// plan follows the shape through the layers without making any.
func (d Description) plan() ([]maker, form, error) {
	f, err := d.form()
	if err != nil {
		return nil, form{}, fmt.Errorf("nn: input: %w", err)
	}
	if len(d.Layers) > mostLayers {
		return nil, form{}, fmt.Errorf("nn: %d layers, at most %d", len(d.Layers), mostLayers)
	}
	makers, params := make([]maker, 0, len(d.Layers)), 0
	for i, s := range d.Layers {
		m, next, err := s.plan(f, d.activationAfter(i))
		if err == nil {
			if params += m.params; params > mostParams {
				err = fmt.Errorf("%d weights so far, at most %d", params, mostParams)
			} else if v := volume(next.shape); v > mostOutputs {
				err = fmt.Errorf("gives %d values, at most %d", v, mostOutputs)
			}
		}
		if err != nil {
			return nil, form{}, fmt.Errorf("nn: layer %d (%s): %w", i+1, s.Kind, err)
		}
		makers, f = append(makers, m), next
	}
	return makers, f, nil
}

// activationAfter is the activation that the weights of layer i are drawn for: the next one, past what does not change the
// scale.
func (d Description) activationAfter(i int) kernel.Activation {
	for _, s := range d.Layers[i+1:] {
		switch s.Kind {
		case "batchnorm", "layernorm", "examplenorm", "dropout", "maxpool", "meanpool", "flatten":
			continue
		}
		if a, err := kernel.ParseActivation(s.Kind); err == nil {
			return a
		}
		break
	}
	return kernel.Linear
}

func (d Description) form() (form, error) {
	if d.Codes != 0 {
		if d.Codes < 0 || d.Codes > mostUnits || len(d.Input) != 0 {
			return form{}, fmt.Errorf("codes=%d: want 1 to %d, and no other input", d.Codes, mostUnits)
		}
		return form{shape: []int{1}, sequence: true, codes: d.Codes}, nil
	}
	if len(d.Input) != 1 && (len(d.Input) != 3 || d.Sequence) {
		return form{}, fmt.Errorf("%v: want [n], or [planes, height, width] of an image", d.Input)
	}
	for _, v := range d.Input {
		if v < 1 || v > mostUnits {
			return form{}, fmt.Errorf("%v: every size must be 1 to %d", d.Input, mostUnits)
		}
	}
	if v := volume(d.Input); v > mostOutputs {
		return form{}, fmt.Errorf("%v: %d values, at most %d", d.Input, v, mostOutputs)
	}
	return form{shape: d.Input, sequence: d.Sequence}, nil
}

var (
	errNeedsImage    = errors.New("needs an image")
	errNeedsSequence = errors.New("needs a sequence")
	errNeedsCodes    = errors.New("needs a sequence of codes")
	errNeedsNumbers  = errors.New("needs numbers, not codes; put an embedding before it")
)

func (s Spec) plan(f form, after kernel.Activation) (maker, form, error) {
	if s.Kind == "residual" {
		return s.around(f, after)
	}
	m, next, err := s.shape(f)
	if err != nil {
		return maker{}, form{}, fmt.Errorf("%w; it gets %v", err, f)
	}
	if m.params > 0 {
		if m.begin, err = s.beginning(after); err != nil {
			return maker{}, form{}, err
		}
	}
	return m, next, nil
}

// around plans layers with a way around them. All weights are drawn for the activation after that.
func (s Spec) around(f form, after kernel.Activation) (maker, form, error) {
	var makers []maker
	whole, at := maker{}, f
	for i, inner := range s.Layers {
		if inner.Kind == "residual" {
			return maker{}, form{}, errors.New("a residual goes around plain layers")
		}
		m, next, err := inner.plan(at, after)
		if err != nil {
			return maker{}, form{}, fmt.Errorf("inner layer %d (%s): %w", i+1, inner.Kind, err)
		}
		makers, at = append(makers, m), next
		whole.params += m.params
	}
	if !slices.Equal(at.shape, f.shape) || at.sequence != f.sequence || f.codes > 0 || len(s.Layers) == 0 {
		return maker{}, form{}, fmt.Errorf("what goes around %v cannot be added to %v", f, at)
	}
	whole.make = func(r *rand.Rand) Layer {
		layers := make([]Layer, len(makers))
		for i, m := range makers {
			layers[i] = m.make(r)
			m.begin.fill(layers[i], r)
		}
		return NewResidual(layers...)
	}
	return whole, f, nil
}

func (s Spec) shape(f form) (maker, form, error) {
	image, width := len(f.shape) == 3, f.shape[0]
	switch s.Kind {
	case "dense":
		switch {
		case f.codes > 0:
			return maker{}, form{}, errNeedsNumbers
		case image:
			return maker{}, form{}, errors.New("needs a row of numbers; put a flatten before it")
		}
		return s.units(func() Layer { return NewDense(width, s.Units) }, (width+1)*s.Units, form{shape: []int{s.Units}, sequence: f.sequence})
	case "conv":
		if !image {
			return maker{}, form{}, errNeedsImage
		}
		w, next, err := s.window(f, 1)
		if err != nil {
			return maker{}, form{}, err
		}
		next.shape[0] = s.Units
		return s.units(func() Layer { return NewConv(w, width, s.Units) }, s.Units*(width*w.Area()+1), next)
	case "maxpool", "meanpool", "sumpool":
		if !image {
			return maker{}, form{}, errNeedsImage
		}
		w, next, err := s.window(f, s.Kernel)
		kind := map[string]Pooling{"maxpool": MaxPooling, "meanpool": MeanPooling, "sumpool": SumPooling}[s.Kind]
		return fixed(func() Layer { return NewPool(kind, w, width) }), next, err
	case "flatten":
		if f.sequence {
			return maker{}, form{}, errors.New("needs one example, not a sequence")
		}
		return fixed(func() Layer { return NewFlatten() }), form{shape: []int{volume(f.shape)}}, nil
	case "last":
		if !f.sequence || f.codes > 0 {
			return maker{}, form{}, errNeedsSequence
		}
		return fixed(func() Layer { return NewLast() }), form{shape: f.shape}, nil
	case "dropout":
		if !(s.Share >= 0 && s.Share < 1) {
			return maker{}, form{}, fmt.Errorf("share=%v: want at least 0 and below 1", s.Share)
		}
		if f.codes > 0 {
			return maker{}, form{}, errNeedsNumbers
		}
		return maker{make: func(r *rand.Rand) Layer { return NewDropout(s.Share, r) }}, f, nil
	case "layernorm":
		if f.codes > 0 || image {
			return maker{}, form{}, errors.New("needs a row of numbers")
		}
		return fixed(func() Layer { return NewLayerNorm(width) }), f, nil
	case "examplenorm":
		if f.codes > 0 || f.sequence {
			return maker{}, form{}, errors.New("needs examples of numbers")
		}
		return fixed(func() Layer { return NewExampleNorm() }), f, nil
	case "batchnorm":
		if f.codes > 0 {
			return maker{}, form{}, errNeedsNumbers
		}
		return fixed(func() Layer { return NewBatchNorm(width) }), f, nil
	case "embedding":
		if f.codes == 0 {
			return maker{}, form{}, errNeedsCodes
		}
		return s.units(func() Layer { return NewEmbedding(f.codes, s.Units) }, f.codes*s.Units, form{shape: []int{s.Units}, sequence: true})
	case "rnn", "gru", "lstm":
		if !f.sequence {
			return maker{}, form{}, errNeedsSequence
		}
		in := width
		if f.codes > 0 {
			in = f.codes
		}
		cell, gates := cells(s.Kind, in, s.Units)
		return s.units(cell, gates*s.Units*(in+s.Units+1), form{shape: []int{s.Units}, sequence: true})
	}
	if s.Kind == "softmax" {
		if f.codes > 0 || image {
			return maker{}, form{}, errors.New("needs a row of numbers")
		}
		return fixed(func() Layer { return NewSoftmax() }), f, nil
	}
	if a, err := kernel.ParseActivation(s.Kind); err == nil {
		if f.codes > 0 {
			return maker{}, form{}, errNeedsNumbers
		}
		return fixed(func() Layer { return NewActivation(a) }), f, nil
	}
	return maker{}, form{}, errors.New("no such kind of layer")
}

func cells(kind string, in, hidden int) (cell func() Layer, gates int) {
	switch kind {
	case "lstm":
		return func() Layer { return NewLSTM(in, hidden) }, 4
	case "gru":
		return func() Layer { return NewGRU(in, hidden) }, 3
	}
	return func() Layer { return NewRNN(in, hidden) }, 1
}

func fixed(layer func() Layer) maker {
	return maker{make: func(*rand.Rand) Layer { return layer() }}
}

// units is for layers whose width is theirs to choose.
func (s Spec) units(layer func() Layer, params int, next form) (maker, form, error) {
	if s.Units < 1 || s.Units > mostUnits {
		return maker{}, form{}, fmt.Errorf("units=%d: want 1 to %d", s.Units, mostUnits)
	}
	m := fixed(layer)
	m.params = params
	return m, next, nil
}

// window works out how the kernel slides, and what is left of the image.
func (s Spec) window(f form, stride int) (kernel.Window, form, error) {
	if s.Stride != 0 {
		stride = s.Stride
	}
	if s.Kernel < 1 || s.Kernel > mostUnits || stride < 1 || stride > mostUnits {
		return kernel.Window{}, form{}, fmt.Errorf("kernel=%d, stride=%d: want 1 to %d", s.Kernel, stride, mostUnits)
	}
	w := kernel.Window{Height: f.shape[1], Width: f.shape[2], KernelH: s.Kernel, KernelW: s.Kernel, Stride: stride}
	switch s.Pad {
	case "same":
		w = w.Same()
	case "", "valid":
		if s.Kernel > min(w.Height, w.Width) {
			return kernel.Window{}, form{}, fmt.Errorf("kernel=%d is larger than the image", s.Kernel)
		}
	default:
		return kernel.Window{}, form{}, fmt.Errorf("pad=%q: want valid or same", s.Pad)
	}
	h, width := w.Out()
	return w, form{shape: []int{f.shape[0], h, width}}, nil
}
