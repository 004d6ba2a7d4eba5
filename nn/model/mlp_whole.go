package model

// Whole is a network with nothing cut out, to be asked and not to learn. It shares the weights of the MLP that it comes from,
// and its storage, so the two are asked one after the other.
type Whole struct{ net MLP }

// Whole returns the network as if all that is cut out were back. The MLP itself stays as it is.
func (m *MLP) Whole() *Whole {
	w := &Whole{net: *m}
	w.net.layers = append([]layer(nil), m.layers...)
	for i := range w.net.layers {
		w.net.layers[i].gate = nil // nothing is dropped where nothing is learnt: only cuts are left out
	}
	return w
}

// Evaluate is [MLP.Evaluate].
func (w *Whole) Evaluate(s Set) (loss, accuracy float64) { return w.net.Evaluate(s) }

// Outputs is [MLP.Outputs].
func (w *Whole) Outputs(x []float32, n int, dst []float32) { w.net.Outputs(x, n, dst) }
