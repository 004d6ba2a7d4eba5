package model

import "github.com/whisker-lab/whisker/nn/kernel"

// Look asks rivals what they make of noise and of points, as many as there are, and leaves what they are learning by as it is: it may
// be asked in the middle of a turn.
type Look struct {
	m     *GAN
	g, d  *stack
	n     int
	spare []float32 // gradients that nobody asked for
}

// Look is one that takes n at a time.
func (m *GAN) Look(n int) *Look {
	stride := kernel.Stride(n)
	return &Look{m: m, g: m.maker().twin(stride), d: m.d.twin(stride), n: n}
}

// Make sets dst (n, dims) to the fakes that become of noise (n, width), with what is given at the end of each row.
func (l *Look) Make(dst, noise []float32) { generate(l.g, dst, noise, l.n) }

// Score sets s to what the discriminator gives n points (n, dims), with what is given at the end of each row: a logit, or as the loss has
// it a label or a critic's score.
func (l *Look) Score(s, points []float32) {
	width, stride := l.d.sizes[0]+l.d.told, kernel.Stride(l.n)
	for len(s) > 0 {
		k := min(len(s), l.n)
		l.d.put(points, k, 0, stride)
		l.d.forward(stride)
		l.d.project(stride)
		copy(s[:k], l.d.result())
		s, points = s[k:], points[k*width:]
	}
}

// Pull sets dst (n, dims) to where fakes at these points would go to lessen the generator's loss, each its own: minus its gradient by
// the point. What is given stands at the end of each row of points, and stays as it is.
func (l *Look) Pull(dst, points []float32) {
	dims, stride := l.d.sizes[0], kernel.Stride(l.n)
	for n := len(dst) / dims; n > 0; {
		k := min(n, l.n)
		l.d.put(points, k, 0, stride)
		l.d.forward(stride)
		l.d.project(stride)
		grad := l.d.grad[len(l.d.grad)-1][:stride]
		l.m.loss.made(grad, l.d.result()[:stride], k)
		l.d.share(stride)
		l.d.backward(stride, false, true)
		for i := range k {
			for u := range dims {
				dst[i*dims+u] = -l.d.grad[0][u*stride+i] * float32(k) // which the mean has divided by
			}
		}
		dst, points, n = dst[k*dims:], points[k*(dims+l.d.told):], n-k
	}
}

// Stakes are both losses on what the discriminator gave some fakes and some real points, as it is now; without the penalty, which is a
// matter of training.
func (l *Look) Stakes(fakes, reals []float32) (g, d float64) {
	if n := max(len(fakes), len(reals)); len(l.spare) < n {
		l.spare = make([]float32, n)
	}
	f, r := l.spare[:len(fakes)], l.spare[:len(reals)]
	g = l.m.loss.made(f, fakes, len(fakes))
	d = l.m.loss.fake(f, fakes, len(fakes)) + l.m.loss.real(r, reals, len(reals))
	return g, d
}

// Maker makes fakes by weights of a generator that stay as they were taken.
type Maker struct {
	m *GAN
	g *stack
	n int
}

// Maker is one that takes n at a time, with the weights of now.
func (m *GAN) Maker(n int) *Maker {
	k := &Maker{m: m, g: newStack("made", m.g.sizes, m.config.Hidden, m.config.Out, kernel.Stride(n)), n: n}
	k.Take()
	return k
}

// Take takes the weights as they are now: those of the generator whose fakes are looked at.
func (k *Maker) Take() { copy(k.g.w, k.m.maker().w) }

// Weights are those that it makes fakes with.
func (k *Maker) Weights() []float32 { return k.g.w }

// Make sets dst (n, dims) to the fakes that become of noise (n, width), with what is given at the end of each row.
func (k *Maker) Make(dst, noise []float32) { generate(k.g, dst, noise, k.n) }

// Learnt is all that both rivals have learnt, the generator's weights first as they are looked at.
func (m *GAN) Learnt() []float32 { return append(append([]float32(nil), m.maker().w...), m.d.w...) }

// SetLearnt takes what rivals of the same sizes had learnt, and tells whether these are.
func (m *GAN) SetLearnt(w []float32) bool {
	n := len(m.g.w)
	if len(w) != n+len(m.d.w) {
		return false
	}
	copy(m.g.w, w)
	copy(m.maker().w, w)
	copy(m.d.w, w[n:])
	return true
}
