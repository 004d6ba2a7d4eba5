package lab

import (
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// Weights in a link are halves, IEEE 754's binary16, little-endian, as base64url: about three significant digits each, which
// no picture tells from the whole.

// longestWeights is how many characters of a link they may take: with all the rest it still goes into a message or a mail.
const longestWeights = 1500

var (
	errNoWeights   = errors.New("lab: share: this lesson has no weights to share")
	errManyWeights = errors.New("too many for a link")
	errWildWeights = errors.New("lab: share: the weights are no numbers any more")
	coding         = base64.RawURLEncoding.Strict()
)

// share writes the link that holds what was learned as well.
func (s *Session) share() error {
	run, ok := s.run.(Weighted)
	if !ok {
		return errNoWeights
	}
	w := run.Weights()
	b := make([]byte, 2*len(w))
	for i, v := range w {
		if v != v || math.IsInf(float64(v), 0) {
			return errWildWeights
		}
		binary.LittleEndian.PutUint16(b[2*i:], toHalf(v))
	}
	c := s.config
	if c.weights = coding.EncodeToString(b); len(c.weights) > longestWeights {
		return fmt.Errorf("lab: share: %d weights: %w", len(w), errManyWeights)
	}
	s.answer.Shared = c.Link()
	return nil
}

// readWeights reads what share wrote. The error says only that it is not that.
func readWeights(text string) ([]float32, error) {
	if len(text) > longestWeights {
		return nil, errManyWeights
	}
	b, err := coding.DecodeString(text)
	if err != nil || len(b)%2 != 0 {
		return nil, errNumber
	}
	w := make([]float32, len(b)/2)
	for i := range w {
		h := binary.LittleEndian.Uint16(b[2*i:])
		if h&0x7c00 == 0x7c00 { // infinite, or none
			return nil, errNumber
		}
		w[i] = fromHalf(h)
	}
	return w, nil
}

// build makes the run of a config, with the weights that it comes with. Where those do not fit, the config is without.
func (c Config) build() (Config, Run, error) {
	run, err := c.lesson.New(c)
	if err != nil || c.weights == "" {
		return c, run, err
	}
	weighted, ok := run.(Weighted)
	if w, err := readWeights(c.weights); !ok || err != nil || weighted.SetWeights(w) != nil {
		c.weights = ""
	}
	return c, run, nil
}

// toHalf rounds to the nearest half, to the even one of two that are as near. What is too large becomes the largest.
func toHalf(v float32) uint16 {
	const largest = 0x7bff
	bits := math.Float32bits(v)
	sign, size := uint16(bits>>16&0x8000), bits&0x7fffffff
	switch {
	case size >= 0x477ff000: // 65520 and more
		return sign | largest
	case size < 0x38800000: // below 2^-14 there are multiples of 2^-24
		return sign | uint16(math.RoundToEven(math.Abs(float64(v))*(1<<24)))
	}
	size -= 112 << 23 // the exponents' biases differ by 112
	return sign | uint16((size+0xfff+size>>13&1)>>13)
}

func fromHalf(h uint16) float32 {
	sign, exponent, fraction := uint32(h&0x8000)<<16, uint32(h>>10&0x1f), uint32(h&0x3ff)
	if exponent == 0 {
		v := float32(fraction) / (1 << 24)
		return math.Float32frombits(sign | math.Float32bits(v))
	}
	return math.Float32frombits(sign | (exponent+112)<<23 | fraction<<13)
}
