package duel

// Divergence is that between two clouds.
func Divergence(real, fakes []float32) float64 {
	m := measured{fakes: fakes, shares: make([]float64, cells*cells), reuse: make([]float64, cells*cells)}
	m.diverge(real)
	return m.divergence
}
