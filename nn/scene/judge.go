package scene

import (
	"math/rand/v2"

	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/kernel"
)

// Judge says of a picture which words it shows, one of each group. It is a network of its own, taught by drawings of all prompts, and has
// nothing to do with what makes the pictures.
type Judge struct {
	net *nn.Network
	x   nn.Tensor
	p   []float32
}

const judgeHidden = 48

// NewJudge is one that knows nothing.
func NewJudge() *Judge {
	return &Judge{net: nn.NewNetwork(nn.NewDense(Pixels, judgeHidden), nn.NewActivation(kernel.ReLU), nn.NewDense(judgeHidden, Codes-1))}
}

// Weights are all that it knows.
func (j *Judge) Weights() []float32 {
	values, _ := j.net.Flat()
	return values
}

// Read sets p (n, Codes−1) to the probability of each word, those of a group together 1, for pictures (n, Pixels) from 0 for paper to 1.
func (j *Judge) Read(p, pictures []float32) {
	n := len(pictures) / Pixels
	j.x.Resize(n, Pixels)
	copy(j.x.Data, pictures)
	z := j.net.Forward(&j.x, false)
	for i := range n {
		from := i * (Codes - 1)
		for _, words := range Words {
			kernel.SoftmaxRows(p[from:from+len(words)], z.Data[from:from+len(words)], 1, len(words))
			from += len(words)
		}
	}
}

// Best is the most probable word of each group, of p (Codes−1).
func Best(p []float32) (best Prompt) {
	for g, words := range Words {
		for w := range words {
			if p[w] > p[best[g]] {
				best[g] = w
			}
		}
		p = p[len(words):]
	}
	return best
}

// Teach teaches it from the beginning, by drawings that are smudged, as made ones are.
func (j *Judge) Teach(steps int, r *rand.Rand) error {
	const batch = 32
	for at, in := range map[int]int{0: Pixels, 2: judgeHidden} {
		w := j.net.Layers[at].Params()[0].Value
		nn.He.Fill(w.Data, in, w.Shape[0], kernel.ReLU, 1, r)
	}
	values, grads := j.net.Flat()
	opt, err := nn.NewOptimiser("adam", len(values), 0.002)
	if err != nil {
		return err
	}
	dz, p, x := nn.NewTensor(batch, Codes-1), make([]float32, batch*(Codes-1)), make([]float32, batch*Pixels)
	for step := range steps {
		clear(dz.Data)
		said := [batch]Prompt{}
		for i := range batch {
			said[i] = At(r.IntN(Prompts))
			one := x[i*Pixels:][:Pixels]
			Draw(one, said[i], r)
			smudge(one, r)
		}
		j.Read(p, x)
		for i := range batch {
			row := dz.Data[i*(Codes-1):][:Codes-1]
			for k := range row {
				row[k] = p[i*(Codes-1)+k] / batch
			}
			for g, w := range said[i] {
				row[Code(g, w)-1] -= 1.0 / batch
			}
		}
		j.net.ClearGrads()
		j.net.Forward(&j.x, true)
		j.net.Backward(dz)
		opt.Rate = 0.002 * (1 - float64(step)/float64(steps))
		opt.Step(values, grads)
	}
	return nil
}

// smudge makes a drawing fainter here and there, and adds grain.
func smudge(x []float32, r *rand.Rand) {
	faint, grain := 0.6+0.4*r.Float32(), 0.15*r.Float32()
	for i, v := range x {
		x[i] = min(max(v*faint+grain*float32(r.NormFloat64()), 0), 1)
	}
}
