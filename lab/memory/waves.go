package memory

import (
	"errors"
	"math"
	"strconv"
	"strings"
)

// WaveLong is how many values a wave has.
const WaveLong = 64

// Waves are those that the lesson has ready, the usual one first.
func Waves() []string { return []string{"sine", "beats", "saw", "steps"} }

var errWave = errors.New("memory: a wave is one by name, or so many numbers between commas")

// parseWave is the values of a wave by its name, or of one that was drawn.
func parseWave(text string) ([]float32, error) {
	w := make([]float32, WaveLong)
	shape, known := map[string]func(i int) float64{
		"sine": func(i int) float64 { return 0.8 * math.Sin(2*math.Pi*float64(i)/16) },
		"beats": func(i int) float64 {
			return 0.45*math.Sin(2*math.Pi*float64(i)/8) + 0.4*math.Sin(2*math.Pi*float64(i)/20)
		},
		"saw":   func(i int) float64 { return 0.8 * (2*float64(i%12)/11 - 1) },
		"steps": func(i int) float64 { return [...]float64{-0.7, -0.7, -0.7, -0.7, 0.7, 0.7, 0.7, 0.7, 0, 0, 0, 0}[i%12] },
	}[text]
	if known {
		for i := range w {
			w[i] = float32(math.Round(1000*shape(i)) / 1000)
		}
		return w, nil
	}
	parts := strings.Split(text, ",")
	if len(parts) != WaveLong {
		return nil, errWave
	}
	for i, part := range parts {
		above, below, broken := strings.Cut(part, "/")
		v, err := strconv.ParseFloat(above, 64)
		if broken && err == nil {
			var by float64
			by, err = strconv.ParseFloat(below, 64)
			v /= by
		}
		if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
			return nil, errWave
		}
		w[i] = float32(min(max(v, -1), 1))
	}
	return w, nil
}

// goOn reads the wave and then goes on by itself, each value being what it gave before; for the network without a loop from the few
// values that it sees.
func (r *Run) goOn(v *seen) {
	n := len(r.wave)
	v.on = v.on[:0]
	if v.loop == nil {
		var sees [Window]float32
		for back := range sees {
			sees[back] = r.wave[n-1-back]
		}
		v.x.Resize(1, 1, Window)
		for range n {
			copy(v.x.Data, sees[:])
			y := v.net.Forward(v.x, false).Data[0]
			v.on = append(v.on, y)
			copy(sees[1:], sees[:Window-1])
			sees[0] = y
		}
		return
	}
	v.net.Reset()
	v.net.SetCarry(true)
	v.x.Resize(n, 1, 1)
	copy(v.x.Data, r.wave)
	y := v.net.Forward(v.x, false).Data[n-1]
	for range n {
		v.on = append(v.on, y)
		v.x.Resize(1, 1, 1)
		v.x.Data[0] = y
		y = v.net.Forward(v.x, false).Data[0]
	}
	v.net.SetCarry(false)
}
