package images

import (
	"fmt"

	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/convnet"
	"github.com/whisker-lab/whisker/nn/data"
	"github.com/whisker-lab/whisker/nn/model"
)

// Reader is the network that has learnt a gallery already, for another lesson to ask what it takes pictures for.
type Reader struct {
	net  *model.CNN
	x    nn.Tensor
	p    []float32 // (readAtOnce, classes)
	size int
}

// readAtOnce is how many pictures go through a reader's network together.
const readAtOnce = 20

// NewReader is the one of a gallery, nil where there is none. The error is a data.Missing.
func NewReader(shelf data.Shelf, of string) (*Reader, error) {
	net, ok := data.FindNet(of)
	if !ok {
		return nil, nil
	}
	weights, err := net.Open(shelf)
	if err != nil {
		return nil, err
	}
	spec := taught()
	plan, err := spec.Plan()
	if err != nil {
		return nil, fmt.Errorf("images: %w", err)
	}
	blank := nn.NewTensor(1, spec.Planes, spec.Height, spec.Width) // it never learns
	cnn, err := model.NewCNN(model.CNNConfig{Net: plan.Net, Batch: 1, Optimiser: "sgd"}, blank, []float32{0}, still(), 1)
	if err != nil {
		return nil, fmt.Errorf("images: %w", err)
	}
	values, _ := cnn.Network().Flat()
	for i, w := range weights {
		values[i] = float32(w)
	}
	r := &Reader{net: cnn, p: make([]float32, readAtOnce*spec.Classes), size: blank.Len()}
	r.x.Resize(readAtOnce, spec.Planes, spec.Height, spec.Width)
	return r, nil
}

// taught is what that network is built as.
func taught() convnet.Spec {
	return convnet.Spec{
		Planes: 1, Height: 14, Width: 14, Classes: 10, Pool: "max", Activation: "relu",
		Blocks: []convnet.Block{{Filters: 8, Kernel: 5, Stride: 1, Pool: 2}, {Filters: 16, Kernel: 3, Stride: 1, Pool: 2}},
	}
}

// Read sets what pictures (n, height, width), from 0 for paper to 1 for ink, are taken for, and with which probability.
func (r *Reader) Read(class []int, sure []float32, pictures []float32) {
	for at := 0; at < len(class); at += readAtOnce {
		n := min(readAtOnce, len(class)-at)
		r.x.Shape[0], r.x.Data = n, r.x.Data[:n*r.size]
		copy(r.x.Data, pictures[at*r.size:])
		classes := len(r.p) / readAtOnce
		r.net.Predict(r.p[:n*classes], &r.x)
		for i := range n {
			row := r.p[i*classes:][:classes]
			best := strongest(row, true)
			class[at+i], sure[at+i] = best, row[best]
		}
	}
}
