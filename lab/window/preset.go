package window

import (
	"math"
	"math/rand/v2"

	"github.com/whisker-lab/whisker/lab"
)

// Presets lists the kernels that have a name, in the order in which they are offered; the last one is drawn by chance.
func Presets() []string {
	names := make([]string, 0, len(presets)+1)
	for _, p := range presets {
		names = append(names, p.name)
	}
	return append(names, chance)
}

const chance = "random"

// preset is a kernel that has a name, as rows of three and of five. What all numbers are divided by comes last.
type preset struct {
	name  string
	three [9]float64
	five  [25]float64
	by    [2]float64
}

// The kernels. edges and lying are I. Sobel's and G. Feldman's (1968), as R. Duda and P. Hart print them in "Pattern Classification and
// Scene Analysis" (1973), and, of five, the same differences smoothed by a binomial.
var presets = [...]preset{
	{"edges", [9]float64{-1, 0, 1, -2, 0, 2, -1, 0, 1}, [25]float64{-1, -2, 0, 2, 1, -4, -8, 0, 8, 4, -6, -12, 0, 12, 6, -4, -8, 0, 8, 4, -1, -2, 0, 2, 1}, [2]float64{1, 1}},
	{"lying", [9]float64{-1, -2, -1, 0, 0, 0, 1, 2, 1}, [25]float64{-1, -4, -6, -4, -1, -2, -8, -12, -8, -2, 0, 0, 0, 0, 0, 2, 8, 12, 8, 2, 1, 4, 6, 4, 1}, [2]float64{1, 1}},
	{"blur", [9]float64{1, 1, 1, 1, 1, 1, 1, 1, 1}, [25]float64{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}, [2]float64{9, 25}},
	{"sharpen", [9]float64{0, -1, 0, -1, 5, -1, 0, -1, 0}, [25]float64{0, 0, -1, 0, 0, 0, -1, -2, -1, 0, -1, -2, 17, -2, -1, 0, -1, -2, -1, 0, 0, 0, -1, 0, 0}, [2]float64{1, 1}},
	{"outline", [9]float64{-1, -1, -1, -1, 8, -1, -1, -1, -1}, [25]float64{-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 24, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1}, [2]float64{1, 1}},
	{"emboss", [9]float64{-2, -1, 0, -1, 1, 1, 0, 1, 2}, [25]float64{-2, -1, -1, -1, 0, -1, -1, -1, 0, 1, -1, -1, 1, 1, 1, -1, 0, 1, 1, 1, 0, 1, 1, 1, 2}, [2]float64{1, 1}},
	{"identity", [9]float64{0, 0, 0, 0, 1, 0, 0, 0, 0}, [25]float64{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, [2]float64{1, 1}},
}

// Sketches are the numbers of those that have a name, three by three, each as a share of its largest.
func Sketches() map[string][]float64 {
	all := map[string][]float64{}
	for _, p := range presets {
		largest := 0.0
		for _, v := range p.three {
			largest = max(largest, math.Abs(v))
		}
		for _, v := range p.three {
			all[p.name] = append(all[p.name], math.Round(100*v/largest)/100)
		}
	}
	return all
}

// forKernel is what randomness is drawn for.
const forKernel = 1

// chosen is the kernel that a config says: (planes, size, size), and its size. Nine numbers are those of every plane.
func chosen(c lab.Config, planes int) (w []float32, size int) {
	name := c.Text("kernel")
	size = int(c.Number("size"))
	one := make([]float64, size*size)
	switch numbers := c.Numbers("kernel"); {
	case numbers != nil:
		one = numbers
		for _, n := range [...]int{3, 5} {
			if len(one)%(n*n) == 0 && len(one)/(n*n) <= colours {
				size = n
			}
		}
	case name == chance:
		r := rand.New(c.Rand("seed", forKernel))
		for i := range one {
			one[i] = math.Round(20*r.Float64()-10) / 10
		}
	default:
		for i := range presets {
			if p := &presets[i]; p.name == name {
				one = p.numbers(size)
			}
		}
	}
	area := size * size
	w = make([]float32, planes*area)
	for i := range w {
		w[i] = float32(one[i%len(one)])
	}
	return w, size
}

// numbers are the preset's, row by row.
func (p *preset) numbers(size int) []float64 {
	from, by := p.three[:], p.by[0]
	if size == 5 {
		from, by = p.five[:], p.by[1]
	}
	all := make([]float64, len(from))
	for i, v := range from {
		all[i] = v / by
	}
	return all
}
