package model

import (
	"fmt"
	"math/rand/v2"

	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/kernel"
)

// stack is a row of narrow dense layers with the batch across the lanes: every array is (units, stride), see
// kernel.Stride. A batch may be joined of several, each padded to its own stride.
type stack struct {
	sizes    []int
	hidden   kernel.Activation // of all layers but the last
	out      kernel.Activation
	params   []*nn.Param // w (out, in) and b (out) of each layer
	w, g     []float32   // all parameters and their gradients
	stride   int
	act, pre [][]float32 // act[l] is what layer l gives, act[0] its input; pre[l] before the activation, where that is needed
	grad     [][]float32 // of act
	told     int         // numbers that come with each example beside its input, see given
	given    []float32   // (told, stride): each tells how much an output of its own counts for the first, see project
}

func newStack(name string, sizes []int, hidden, out kernel.Activation, stride int) *stack {
	return newStackTold(name, sizes, hidden, out, stride, 0)
}

// newStackTold is one whose examples come with so many numbers besides, and whose last layer has an output more for each of them.
func newStackTold(name string, sizes []int, hidden, out kernel.Activation, stride, told int) *stack {
	s := &stack{sizes: sizes, hidden: hidden, out: out, stride: stride, told: told}
	s.room()
	for l, units := range sizes {
		if l == 0 {
			continue
		}
		for i, shape := range [][]int{{units, sizes[l-1]}, {units}} {
			s.params = append(s.params, &nn.Param{
				Name:  fmt.Sprintf("%s.%d.%c", name, l, "wb"[i]),
				Value: nn.NewTensor(shape...), Grad: nn.NewTensor(shape...),
			})
		}
	}
	s.w, s.g = nn.Flat(s.params)
	return s
}

// room makes what a pass of up to stride columns writes to.
func (s *stack) room() {
	for l, units := range s.sizes {
		s.act, s.grad = append(s.act, make([]float32, units*s.stride)), append(s.grad, make([]float32, units*s.stride))
		s.pre = append(s.pre, nil)
		if l > 0 && s.activation(l).NeedsInput() {
			s.pre[l] = make([]float32, units*s.stride)
		}
	}
	s.given = make([]float32, s.told*s.stride)
}

// twin is a stack of the same parameters that has passes of its own: what it is asked leaves those of the first as they are.
func (s *stack) twin(stride int) *stack {
	t := &stack{sizes: s.sizes, hidden: s.hidden, out: s.out, params: s.params, w: s.w, g: s.g, stride: stride, told: s.told}
	t.room()
	return t
}

// draw sets the weights as suits the activation after them, the biases to 0.
func (s *stack) draw(r *rand.Rand) {
	for l := 1; l < len(s.sizes); l++ {
		nn.Auto.Fill(s.params[2*l-2].Value.Data, s.sizes[l-1], s.sizes[l], s.activation(l), 1, r)
	}
}

func (s *stack) activation(l int) kernel.Activation {
	if l == len(s.sizes)-1 {
		return s.out
	}
	return s.hidden
}

// result is what the last layer gave.
func (s *stack) result() []float32 { return s.act[len(s.act)-1] }

// forward runs the first stride columns of act[0] through the layers. Rows lie stride apart.
func (s *stack) forward(stride int) {
	for l := 1; l < len(s.sizes); l++ {
		w, b := s.params[2*l-2].Value.Data, s.params[2*l-1].Value.Data
		a, y := s.activation(l), s.act[l][:s.sizes[l]*stride]
		if a == kernel.ReLU {
			kernel.DenseReLU(y, w, b, s.act[l-1], s.sizes[l], s.sizes[l-1], stride)
			continue
		}
		z := y
		if s.pre[l] != nil {
			z = s.pre[l][:len(y)]
		}
		kernel.Dense(z, w, b, s.act[l-1], s.sizes[l], s.sizes[l-1], stride)
		a.Apply(y, z)
	}
}

// backward takes the gradient by the result, before its activation, in the last grad. It sets the gradients of the weights
// where weights is set, and that of the input where input is set.
func (s *stack) backward(stride int, weights, input bool) {
	for l := len(s.sizes) - 1; l > 0; l-- {
		out, in := s.sizes[l], s.sizes[l-1]
		d := s.grad[l][:out*stride]
		if weights {
			kernel.DenseGrad(s.params[2*l-2].Grad.Data, s.params[2*l-1].Grad.Data, d, s.act[l-1], out, in, stride)
		}
		if l == 1 && !input {
			return
		}
		below := s.grad[l-1][:in*stride]
		kernel.DenseBack(below, s.params[2*l-2].Value.Data, d, out, in, stride)
		if l == 1 {
			return
		}
		if v := s.pre[l-1]; v != nil {
			s.hidden.Slope(below, v[:len(below)])
		} else {
			s.hidden.Slope(below, s.act[l-1][:len(below)])
		}
	}
}

// put copies n rows of width values into columns from…from+n-1 of act[0], and of given what comes with them at the end of each row,
// zeros up to the next multiple of four.
func (s *stack) put(rows []float32, n, from, stride int) {
	units, width := s.sizes[0], s.sizes[0]+s.told
	for u := 0; u < width; u++ {
		to, at := s.act[0], u
		if u >= units {
			to, at = s.given, u-units
		}
		row := to[at*stride+from:][:kernel.Stride(n)]
		for i := range row {
			if i < n {
				row[i] = rows[i*width+u]
			} else {
				row[i] = 0
			}
		}
	}
}

// project adds to the first output what the others come to, each as much as the number that is given for it says: y₀ + Σ given·y (Miyato
// and Koyama, "cGANs with Projection Discriminator", 2018). It follows a forward; of a stack that is told nothing it does nothing.
func (s *stack) project(stride int) {
	y := s.result()
	for k := range s.told {
		by, of := s.given[k*stride:][:stride], y[(k+1)*stride:][:stride]
		for i, v := range of {
			y[i] += float32(by[i] * v)
		}
	}
}

// share sets the gradients by all outputs from that by what project made, in the place of the first. It comes before a backward.
func (s *stack) share(stride int) {
	grad := s.grad[len(s.grad)-1]
	for k := range s.told {
		by, of := s.given[k*stride:][:stride], grad[(k+1)*stride:][:stride]
		for i, g := range grad[:stride] {
			of[i] = by[i] * g
		}
	}
}
