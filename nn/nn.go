package nn

import "io"

const badShape = "nn: shape does not fit"

// Param is one array that training changes, with the gradient of the loss by it.
type Param struct {
	Name        string
	Value, Grad *Tensor
}

// Layer maps a batch of inputs to a batch of outputs and can be differentiated.
type Layer interface {
	Forward(x *Tensor, train bool) *Tensor // the result is the layer's until its next Forward
	Backward(dy *Tensor) *Tensor           // also adds into each Param's gradient
	Params() []*Param
}

// Learner is anything that learns in bounded steps: a network, a pair of rivals, k-means.
type Learner interface {
	// Step does one bounded unit of work (a batch, an iteration) and allocates nothing.
	// It returns the loss of that unit and whether there is nothing left to do.
	Step() (loss float64, done bool)
	// Tune changes a control that acts without a restart. Names it does not know it ignores.
	Tune(name string, v float64)
	// Publish hands out what the views may show. The tensors are the learner's: copy what is kept.
	Publish(emit func(name string, t *Tensor))
	// Save writes weights, optimiser, random state and place in the epoch, so that after Load the
	// next steps give the same bits.
	Save(w io.Writer) error
	Load(r io.Reader) error
}
