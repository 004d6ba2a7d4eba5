package nn

import (
	"encoding/binary"
	"fmt"
	"io"
	"math"

	"github.com/whisker-lab/whisker/nn/eigen"
)

// Whitener maps features to uncorrelated ones of mean 0 and variance 1, found from training data alone. Of all maps that do
// so it is the one that changes them least, so that a feature can still be recognised: ZCA, Bell and Sejnowski (1997).
type Whitener struct {
	Centre []float64 // (features)
	Mix    []float64 // (features, features): whitened = Mix·(x − Centre)

	back []float64 // (features, features): x = back·whitened + Centre
}

// whitenLeast is how little a direction may vary, as a share of the one that varies most, before it is taken for noise of
// float32 and left at 0.
const whitenLeast = 1e-10

// NewWhitener finds the map from x (features, n). Directions in which nothing varies are only moved to 0.
func NewWhitener(x []float32, features, n int) *Whitener {
	if features < 1 || n < 1 || len(x) < features*n {
		panic(badShape)
	}
	w := newWhitener(features)
	rows := make([]float64, n*features)
	for f := range features {
		for i, v := range x[f*n:][:n] {
			rows[i*features+f] = float64(v)
			w.Centre[f] += float64(v)
		}
		w.Centre[f] /= float64(n)
	}
	if n == 1 {
		return w
	}
	cov := eigen.Covariance(rows, n, features)
	for i := range cov {
		cov[i] *= float64(n-1) / float64(n) // of these points, as Scaler does
	}
	variances, vectors := eigen.Symmetric(cov, features)
	for k, variance := range variances {
		if !(variance > whitenLeast*variances[0]) {
			continue
		}
		vector := vectors[k*features:][:features]
		for i := range features {
			for j := range features {
				v := vector[i] * vector[j]
				w.Mix[i*features+j] += v / math.Sqrt(variance)
				w.back[i*features+j] += v * math.Sqrt(variance)
			}
		}
	}
	return w
}

func newWhitener(features int) *Whitener {
	return &Whitener{
		Centre: make([]float64, features), Mix: make([]float64, features*features), back: make([]float64, features*features),
	}
}

// Apply sets dst to the whitened x, both (features, n). dst must not be x.
func (w *Whitener) Apply(dst, x []float32, n int) {
	k := len(w.Centre)
	if len(x) < k*n || len(dst) < k*n {
		panic(badShape)
	}
	for i := range n {
		for f := range k {
			var sum float64
			for j, m := range w.Mix[f*k:][:k] {
				sum += m * (float64(x[j*n+i]) - w.Centre[j])
			}
			dst[f*n+i] = float32(sum)
		}
	}
}

// Undo sets dst to what was whitened to x, both (features, n). dst must not be x.
func (w *Whitener) Undo(dst, x []float32, n int) {
	k := len(w.Centre)
	if len(x) < k*n || len(dst) < k*n {
		panic(badShape)
	}
	for i := range n {
		for f, sum := range w.Centre {
			for j, m := range w.back[f*k:][:k] {
				sum += m * float64(x[j*n+i])
			}
			dst[f*n+i] = float32(sum)
		}
	}
}

// Save writes the map.
func (w *Whitener) Save(to io.Writer) error {
	for _, part := range [][]float64{w.Centre, w.Mix, w.back} {
		if err := binary.Write(to, binary.LittleEndian, part); err != nil {
			return fmt.Errorf("nn: saving the whitener: %w", err)
		}
	}
	return nil
}

// Load reads what Save wrote for as many features. After an error w is as it was.
func (w *Whitener) Load(r io.Reader) error {
	read := newWhitener(len(w.Centre))
	for _, part := range [][]float64{read.Centre, read.Mix, read.back} {
		if err := binary.Read(r, binary.LittleEndian, part); err != nil {
			return fmt.Errorf("nn: loading the whitener: %w", err)
		}
	}
	copy(w.Centre, read.Centre)
	copy(w.Mix, read.Mix)
	copy(w.back, read.back)
	return nil
}
