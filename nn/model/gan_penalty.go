package model

import (
	"math"

	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/kernel"
)

// penalty is λ times the mean of (‖∇D‖ − 1)² at places between fakes and real points: Gulrajani et al., "Improved Training of
// Wasserstein GANs" (2017), section 4.
//
// Its gradient by the weights is of second order. With v, the gradient of the penalty by ∇D, held still, it is the gradient of v·∇D:
// of how D changes along v. So one pass back gives ∇D, one forward carries v along (Pearlmutter, "Fast Exact Multiplication by
// the Hessian", 1994), and where the activations bend, one more goes back.
type penalty struct {
	at      *stack      // the discriminator at those places
	along   [][]float32 // by layers: how act changes along v
	bent    [][]float32 // by layers: the gradient of v·∇D by what stands before the activation
	scratch []*nn.Param // like those of the stack, for a gradient that is yet to be added
	added   []float32   // all of those
	nothing []float32   // a bias of zeros
	// Sums that nobody wants: a bias does not change how steep a straight layer is.
	unwanted []float32
}

func newPenalty(at *stack) *penalty {
	p := &penalty{at: at}
	widest := 0
	for _, units := range at.sizes {
		p.along, p.bent = append(p.along, make([]float32, units*at.stride)), append(p.bent, make([]float32, units*at.stride))
		widest = max(widest, units)
	}
	for _, of := range at.params {
		p.scratch = append(p.scratch, &nn.Param{Name: of.Name, Value: nn.NewTensor(of.Value.Shape...), Grad: nn.NewTensor(of.Value.Shape...)})
	}
	_, p.added = nn.Flat(p.scratch)
	p.nothing, p.unwanted = make([]float32, widest), make([]float32, widest)
	return p
}

// forward is the penalty of n places: of what the discriminator saw, real points and then fakes in rows of twice the stride, mix says how
// far to go from each fake to its real point. Both are given the same.
func (p *penalty) forward(seen, given, mix []float32, n, stride int, weight float32) float64 {
	s := p.at
	for k := range s.told {
		copy(s.given[k*stride:][:stride], given[k*2*stride:])
	}
	for u := range s.sizes[0] {
		row := s.act[0][u*stride:][:stride]
		real, fake := seen[u*2*stride:][:stride], seen[u*2*stride+stride:][:stride]
		clear(row)
		for i := range n {
			row[i] = fake[i] + float32(mix[i]*(real[i]-fake[i]))
		}
	}
	s.forward(stride)
	ones := s.grad[len(s.grad)-1][:stride]
	for i := range ones {
		ones[i] = 0
		if i < n {
			ones[i] = 1
		}
	}
	s.share(stride)
	s.backward(stride, false, true)
	slope, v := s.grad[0], p.along[0]
	var sum float64
	for i := range stride {
		var square float32
		for u := range s.sizes[0] {
			square += float32(slope[u*stride+i] * slope[u*stride+i])
		}
		norm, scale := float32(math.Sqrt(float64(square))), float32(0)
		if i < n {
			sum += float64((norm - 1) * (norm - 1))
		}
		if norm > 0 { // where nothing slopes, no way is the steepest
			scale = 2 * weight * (norm - 1) / (norm * float32(n))
		}
		for u := range s.sizes[0] {
			v[u*stride+i] = scale * slope[u*stride+i]
		}
	}
	return float64(weight) * sum / float64(n)
}

// backward adds the penalty's gradient to that of the weights. It follows a forward.
func (p *penalty) backward(stride int) {
	s := p.at
	clear(p.added)
	last, bends := len(s.sizes)-1, false
	for l := 1; l <= last; l++ {
		out, in := s.sizes[l], s.sizes[l-1]
		d, along := s.grad[l][:out*stride], p.along[l][:out*stride]
		kernel.DenseGrad(p.scratch[2*l-2].Grad.Data, p.unwanted, d, p.along[l-1], out, in, stride)
		if l == last {
			break
		}
		kernel.Dense(along, s.params[2*l-2].Value.Data, p.nothing, p.along[l-1], out, in, stride)
		bent := p.bent[l][:out*stride]
		for i := range bent {
			bent[i] = d[i] * along[i]
		}
		bends = s.hidden.Bend(bent, s.act[l]) || bends
		s.hidden.Slope(along, s.act[l][:out*stride])
	}
	p.add()
	for l := last - 1; bends && l > 0; l-- {
		out, in := s.sizes[l], s.sizes[l-1]
		bent := p.bent[l][:out*stride]
		kernel.DenseGrad(p.scratch[2*l-2].Grad.Data, p.scratch[2*l-1].Grad.Data, bent, s.act[l-1], out, in, stride)
		if l == 1 {
			break
		}
		below := p.along[l-1][:in*stride] // which is not needed any more
		kernel.DenseBack(below, s.params[2*l-2].Value.Data, bent, out, in, stride)
		s.hidden.Slope(below, s.act[l-1][:in*stride])
		next := p.bent[l-1]
		for i, b := range below {
			next[i] += b
		}
	}
	if bends {
		clear(p.scratch[2*last-2].Grad.Data)
		p.add()
	}
}

// add adds the scratch to the gradient.
func (p *penalty) add() {
	for i, g := range p.added {
		p.at.g[i] += g
	}
}
