package nn

import (
	"encoding/binary"
	"fmt"
	"io"
	"slices"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/stat"
)

// Scaling is how a scaler brings features to a common size.
type Scaling uint8

// The scalings.
const (
	Raw    Scaling = iota // as they are
	MinMax                // smallest to −1, largest to 1
	ZScore                // mean to 0, standard deviation to 1
)

// Scalings lists the names in the order of the constants.
var Scalings = [...]string{"raw", "minmax", "zscore"}

// Scaler maps every feature by its own straight line, found from training data alone.
type Scaler struct {
	Centre, Spread []float64 // (features): scaled = (x − Centre)/Spread
}

// NewScaler finds the lines from x (features, n). A feature that never changes is only moved to 0.
func NewScaler(scaling string, x []float32, features, n int) (*Scaler, error) {
	kind := slices.Index(Scalings[:], scaling)
	if kind < 0 {
		return nil, fmt.Errorf("nn: no scaling %q", scaling)
	}
	if features < 1 || n < 1 || len(x) < features*n {
		panic(badShape)
	}
	s := &Scaler{Centre: make([]float64, features), Spread: make([]float64, features)}
	row := make([]float64, n)
	for f := range features {
		for i, v := range x[f*n:][:n] {
			row[i] = float64(v)
		}
		s.Spread[f] = 1
		switch Scaling(kind) {
		case MinMax:
			lo, hi := floats.Min(row), floats.Max(row)
			s.Centre[f], s.Spread[f] = (lo+hi)/2, (hi-lo)/2
		case ZScore:
			s.Centre[f], s.Spread[f] = stat.PopMeanStdDev(row, nil)
		}
		if !(s.Spread[f] > 0) {
			s.Spread[f] = 1
		}
	}
	return s, nil
}

// Apply sets dst to the scaled x, both (features, n). dst may be x.
func (s *Scaler) Apply(dst, x []float32, n int) {
	if len(x) < len(s.Centre)*n || len(dst) < len(s.Centre)*n {
		panic(badShape)
	}
	for f, c := range s.Centre {
		out, spread := dst[f*n:][:n], s.Spread[f]
		for i, v := range x[f*n:][:n] {
			out[i] = float32((float64(v) - c) / spread)
		}
	}
}

// Do returns the scaled value of feature f for a raw one.
func (s *Scaler) Do(f int, v float64) float64 { return (v - s.Centre[f]) / s.Spread[f] }

// Undo returns the raw value of feature f for a scaled one.
func (s *Scaler) Undo(f int, v float64) float64 { return v*s.Spread[f] + s.Centre[f] }

// Save writes the lines.
func (s *Scaler) Save(w io.Writer) error {
	for _, part := range [][]float64{s.Centre, s.Spread} {
		if err := binary.Write(w, binary.LittleEndian, part); err != nil {
			return fmt.Errorf("nn: saving the scaler: %w", err)
		}
	}
	return nil
}

// Load reads what Save wrote for as many features. After an error s is as it was.
func (s *Scaler) Load(r io.Reader) error {
	var part [2][]float64
	for i := range part {
		part[i] = make([]float64, len(s.Centre))
		if err := binary.Read(r, binary.LittleEndian, part[i]); err != nil {
			return fmt.Errorf("nn: loading the scaler: %w", err)
		}
	}
	copy(s.Centre, part[0])
	copy(s.Spread, part[1])
	return nil
}
