package easel

import (
	"fmt"
	"math/rand/v2"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/kernel"
	"github.com/whisker-lab/whisker/nn/model"
	"github.com/whisker-lab/whisker/nn/scene"
)

const (
	usualFilters = 16
	forgerNoise  = 16 // numbers of noise that a picture is made of: the first of those that are shown
	forgerEach   = 64 // drawings of each prompt that is shown
)

// Reader is the encoder that flow matching has taught, from its weights.
func Reader(weights []float32) (*model.Painter, error) {
	config := FlowOf(usualFilters)
	m, err := model.NewFlow(config, rand.New(rand.NewPCG(1, 1)), 1)
	if err != nil {
		return nil, err
	}
	p := m.Painter()
	copy(p.Weights(), weights)
	return p, nil
}

// ForgerOf is the rivals, and the drawings that they learn from.
func ForgerOf(course *scene.Course, reader *model.Painter, r *rand.Rand) (model.GANConfig, *nn.Tensor) {
	n := len(course.Shown) * forgerEach
	points, words := nn.NewTensor(n, scene.Pixels), nn.NewTensor(scene.Groups, n)
	said := make([]float32, scene.Groups)
	for i := range n {
		course.Example(said, points.Data[i*scene.Pixels:][:scene.Pixels], r)
		for w, code := range said {
			words.Data[w*n+i] = code
		}
	}
	read := reader.Read(words)
	width := len(read) / n
	given := nn.TensorOf(append([]float32(nil), read...), n, width)
	return model.GANConfig{
		Generator: []int{forgerNoise + width, 96, 96, scene.Pixels}, Discriminator: []int{scene.Pixels, 96, 64, 1},
		Hidden: kernel.Tanh, Out: kernel.Tanh, Loss: "nonsaturating", Batch: 32, Rate: 0.001, Optimiser: "adam", Keep: 0.5, Gauss: true, Given: given, Average: 0.99,
	}, points
}

// forger is the way of the rivals: a generator that draws at once, against a discriminator that sees the words as well. The words are
// read by the encoder that flow matching has taught.
type forger struct {
	*model.GAN
	reader *model.Painter
}

func newForger(c lab.Config, course *scene.Course, read []float32, weights *rand.Rand, seed uint64) (learner, error) {
	reader, err := Reader(read)
	if err != nil {
		return nil, fmt.Errorf("easel: %w", err)
	}
	config, points := ForgerOf(course, reader, rand.New(c.Rand("dataseed", forExamples)))
	config.Rate = c.Number("lr") / lrOfRivals
	m, err := model.NewGAN(config, points, weights, seed)
	if err != nil {
		return nil, fmt.Errorf("easel: %w", err)
	}
	return forger{m, reader}, nil
}

// lrOfRivals is by how much slower rivals learn at the same setting, who shake one another.
const lrOfRivals = 4

// Tune is part of nn.Learner.
func (f forger) Tune(name string, v float64) {
	if name == "lr" {
		f.GAN.Tune(name, v/lrOfRivals)
	}
}

// Words is part of learner: a part of the generator's weights, those of the first layer.
func (f forger) Words() *nn.Tensor { return f.Params()[0].Value }

// Recall is part of learner.
func (f forger) Recall(w []float32) bool { return f.SetLearnt(w) }

// Drawer is part of learner.
func (f forger) Drawer() drawer { return &maker{Maker: f.Maker(slice), reader: f.reader} }

// maker draws as a generator does.
type maker struct {
	*model.Maker
	reader *model.Painter
	z      []float32
}

// Stages is part of drawer: all at once.
func (*maker) Stages(int) int { return 1 }

// Advance is part of drawer.
func (k *maker) Advance(x []float32, words *nn.Tensor, _, _ int, _ float32) {
	n := words.Dim(1)
	read := k.reader.Read(words)
	width := len(read) / n
	k.z = k.z[:0]
	for i := range n {
		k.z = append(append(k.z, x[i*scene.Pixels:][:forgerNoise]...), read[i*width:][:width]...)
	}
	k.Make(x, k.z)
}
