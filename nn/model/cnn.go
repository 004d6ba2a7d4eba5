package model

import (
	"fmt"
	"io"
	"math/rand/v2"

	"github.com/whisker-lab/whisker/nn"
)

// CNNConfig describes a network that sorts images into classes.
type CNNConfig struct {
	Net       nn.Description // from an image to one logit a class
	Batch     int
	Optimiser string // sgd where left out
	Rate      float64
	Schedule  nn.Schedule // of the rate
	L2        float64     // weight decay, of weights but not of biases
	Loss      string      // see CNNLosses; crossentropy where left out
	Plain     bool        // each output is a sigmoid by itself; else they share a softmax
}

// CNN is a network that sorts images into classes, trained by cross-entropy or squared error on what its logits come to (LeCun et
// al., "Gradient-Based Learning Applied to Document Recognition", 1998). Any description from images to logits will do.
type CNN struct {
	config  CNNConfig
	net     *nn.Network
	images  *nn.Tensor // (n, planes, height, width)
	labels  []float32  // (n)
	size    int        // of an image
	classes int
	order   *order
	x, y    nn.Tensor
	dz      nn.Tensor
	opt     *nn.Optimiser
	rate    float64
	decay   float32
	verdict verdict
	steps   int
	loss    float64
	correct int
	metrics *nn.Tensor
}

// NewCNN trains on images (n, planes, height, width) with labels (n), whole numbers from 0. Weights come from weights, the
// order of examples from seed.
func NewCNN(c CNNConfig, images *nn.Tensor, labels []float32, weights *rand.Rand, seed uint64) (*CNN, error) {
	shape, err := c.Net.Shape()
	if err != nil {
		return nil, fmt.Errorf("model: cnn: %w", err)
	}
	if c.Net.Sequence || c.Net.Codes > 0 || len(shape) != 1 {
		return nil, fmt.Errorf("model: cnn: the network gives %v; want one logit a class", shape)
	}
	if len(images.Shape) != len(c.Net.Input)+1 || fmt.Sprint(images.Shape[1:]) != fmt.Sprint(c.Net.Input) || images.Dim(0) != len(labels) || len(labels) == 0 {
		return nil, fmt.Errorf("model: cnn: images %v with %d labels do not fit input %v", images.Shape, len(labels), c.Net.Input)
	}
	for i, l := range labels {
		if k := int(l); l != float32(k) || k < 0 || k >= shape[0] {
			return nil, fmt.Errorf("model: cnn: label %d is %v; the network knows %d classes", i, l, shape[0])
		}
	}
	if c.Batch < 1 {
		return nil, fmt.Errorf("model: cnn: batch=%d: want 1 or more", c.Batch)
	}
	net, err := c.Net.Build(weights)
	if err != nil {
		return nil, fmt.Errorf("model: cnn: %w", err)
	}
	net.FeedsOnData()
	values, _ := net.Flat()
	opt, err := newOptimiser(c.Optimiser, len(values), c.Rate)
	if err != nil {
		return nil, fmt.Errorf("model: cnn: %w", err)
	}
	if err := c.Schedule.Check(); err != nil {
		return nil, fmt.Errorf("model: cnn: %w", err)
	}
	verdict, err := newVerdict(c.Loss, c.Plain)
	if err != nil {
		return nil, fmt.Errorf("model: cnn: %w", err)
	}
	return &CNN{
		config: c, net: net, images: images, labels: labels, size: images.Len() / len(labels), classes: shape[0],
		order: newOrder(len(labels), seed), opt: opt, rate: c.Rate, decay: float32(c.L2), verdict: verdict, metrics: nn.NewTensor(2),
	}, nil
}

// Step is part of nn.Learner: one batch, in an order drawn anew for each epoch.
func (m *CNN) Step() (loss float64, done bool) {
	index := m.order.take(m.config.Batch)
	m.shapeX(len(index))
	m.y.Resize(len(index))
	for i, k := range index {
		copy(m.x.Data[i*m.size:][:m.size], m.images.Data[int(k)*m.size:])
		m.y.Data[i] = m.labels[k]
	}
	return m.TrainBatch(&m.x, m.y.Data), false
}

func (m *CNN) shapeX(n int) {
	m.x.Shape = append(append(m.x.Shape[:0], n), m.images.Shape[1:]...)
	if cap(m.x.Data) < n*m.size {
		m.x.Data = make([]float32, n*m.size)
	}
	m.x.Data = m.x.Data[:n*m.size]
}

// TrainBatch does one update on images x (n, planes, height, width) with labels (n), and returns the loss before it.
func (m *CNN) TrainBatch(x *nn.Tensor, labels []float32) float64 {
	m.net.ClearGrads()
	z := m.net.Forward(x, true)
	m.correct = countCorrect(z.Data, labels, m.classes)
	m.loss = m.verdict.loss(&m.dz, z, labels, m.classes)
	m.net.Backward(&m.dz)
	m.opt.Rate = m.rate * m.config.Schedule.Factor(m.steps)
	decay(m.net.Params(), m.decay, m.opt)
	m.opt.Step(m.net.Flat())
	m.steps++
	m.metrics.Data[0], m.metrics.Data[1] = float32(m.loss), float32(m.correct)/float32(len(labels))
	return m.loss
}

// Predict sets p (n, classes) to the outputs of the classes, which are probabilities unless they are plain, for images x (n, planes, height, width).
func (m *CNN) Predict(p []float32, x *nn.Tensor) {
	z := m.net.Forward(x, false)
	m.Outputs(p, z.Data, x.Dim(0))
}

// Loss is the mean loss over images x with labels, and the share that is classified right.
func (m *CNN) Loss(x *nn.Tensor, labels []float32) (loss, accuracy float64) {
	z := m.net.Forward(x, false)
	correct := countCorrect(z.Data, labels, m.classes)
	loss = m.verdict.loss(&m.dz, z, labels, m.classes)
	return loss, float64(correct) / float64(len(labels))
}

// Read is Loss, with the class that each of the images is taken for besides, and how many are taken for what they are.
func (m *CNN) Read(x *nn.Tensor, labels []float32, read []uint8) (loss float64, correct int) {
	z := m.net.Forward(x, false)
	for i, label := range labels {
		row, best := z.Data[i*m.classes:][:m.classes], 0
		for c, v := range row {
			if v > row[best] {
				best = c
			}
		}
		if read[i] = uint8(best); best == int(label) {
			correct++
		}
	}
	return m.verdict.loss(&m.dz, z, labels, m.classes), correct
}

// Outputs sets y (n, classes), which may be z, to what logits z come to.
func (m *CNN) Outputs(y, z []float32, n int) { m.verdict.outputs(y, z, n, m.classes) }

// countCorrect counts the rows of z (n, classes) whose largest value is at the label.
func countCorrect(z, labels []float32, classes int) int {
	correct := 0
	for i, label := range labels {
		row, best := z[i*classes:][:classes], 0
		for c, v := range row {
			if v > row[best] {
				best = c
			}
		}
		if best == int(label) {
			correct++
		}
	}
	return correct
}

// Network is the network that is trained.
func (m *CNN) Network() *nn.Network { return m.net }

// Tune is part of nn.Learner: lr, l2, and dropout where the network has it.
func (m *CNN) Tune(name string, v float64) {
	switch name {
	case "lr":
		m.rate = v
	case "l2":
		m.decay = float32(v)
	case "dropout":
		for _, l := range m.net.Layers {
			if d, ok := l.(*nn.Dropout); ok && v >= 0 && v < 1 {
				d.SetShare(v)
			}
		}
	}
}

// Publish is part of nn.Learner: the parameters by name, and the last batch's loss and accuracy.
func (m *CNN) Publish(emit func(name string, t *nn.Tensor)) {
	for _, p := range m.net.Params() {
		emit(p.Name, p.Value)
	}
	emit("loss", m.metrics)
}

// Save is part of nn.Learner.
func (m *CNN) Save(w io.Writer) error {
	e := nn.NewEncoder(w, "cnn")
	m.net.Write(e)
	m.order.write(e)
	e.Optimiser(m.opt)
	e.Uint(uint64(m.steps))
	e.Float(m.rate)
	e.Float(float64(m.decay))
	return e.Close()
}

// Load is part of nn.Learner.
func (m *CNN) Load(r io.Reader) error {
	d := nn.NewDecoder(r, "cnn")
	var decay float64
	m.net.Read(d)
	m.order.read(d)
	d.Optimiser(m.opt)
	d.Int(&m.steps, 0, 1<<40)
	d.Float(&m.rate)
	d.Float(&decay)
	if err := d.Close(); err != nil {
		return err
	}
	m.decay = float32(decay)
	return nil
}

// Epoch is how often the images have been gone through, with the part of the epoch that is under way.
func (m *CNN) Epoch() float64 {
	return float64(m.order.epoch) + float64(m.order.next)/float64(len(m.order.index))
}

// Steps is how many updates there have been.
func (m *CNN) Steps() int { return m.steps }

// Correct is how many of the last batch were taken for what they are, before the step.
func (m *CNN) Correct() int { return m.correct }
