package forgery

import (
	"errors"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/data"
	"github.com/whisker-lab/whisker/nn/kernel"
)

// set is the real digits: those that the discriminator sees, and some that neither rival ever does.
type set struct {
	*data.Pictures
	classes int
	size    int
	learn   *nn.Tensor // (n, size) from −1 for paper to 1 for ink, class by class
	class   []int      // (n)
	from    []int      // (classes+1): where in learn each class begins
	unseen  []float32  // (n, size) likewise
	unclass []int      // (n)
	nearest []float32  // (n): minus half the square of each of learn, see near
}

// mostUnseen is how many of a class are kept.
const mostUnseen = 10

var errNoDigits = errors.New("forgery: there is a class without a real digit")

// openSet takes so many real digits, of each class as many. The error is a data.Missing as it comes.
func openSet(c lab.Config) (*set, error) {
	p, err := c.PicturesOf("mnist")
	if err != nil {
		return nil, err
	}
	s := &set{Pictures: p, classes: len(p.Classes), size: p.Size(), from: []int{0}}
	each := max(int(c.Number("samples"))/s.classes, 1)
	var learn []float32
	row := make([]float32, s.size)
	for class := range s.classes {
		seen, kept := 0, 0
		for i, of := range p.Class {
			taken := p.Group[i] == 0 && seen < each
			spare := p.Group[i] == 1 && kept < mostUnseen
			if of != class || !taken && !spare {
				continue
			}
			p.Fill(row, i)
			for j, v := range row {
				row[j] = 2*v - 1
			}
			if spare {
				kept++
				s.unseen, s.unclass = append(s.unseen, row...), append(s.unclass, class)
				continue
			}
			seen++
			learn, s.class = append(learn, row...), append(s.class, class)
		}
		if s.from = append(s.from, len(s.class)); seen == 0 || kept == 0 {
			return nil, errNoDigits
		}
	}
	s.learn = nn.TensorOf(learn, len(s.class), s.size)
	s.nearest = make([]float32, len(s.class))
	for i := range s.nearest {
		var square float32
		for _, v := range s.at(i) {
			square += float32(v * v)
		}
		s.nearest[i] = -square / 2
	}
	return s, nil
}

// at is real digit i.
func (s *set) at(i int) []float32 { return s.learn.Data[i*s.size:][:s.size] }

// finder finds real digits that are like a picture.
type finder struct {
	set  *set
	x, y []float32
	of   []int
}

// near sets index to the real digits that pictures (n, size) are nearest to, each of those of its own class: class(i) is that of picture i.
// ‖a − r‖² is least where a·r − ‖r‖²/2 is most, and that is a layer of neurons, one for each real digit.
func (f *finder) near(index []int, pictures []float32, class func(i int) int) {
	s := f.set
	for c := range s.classes {
		from, n := s.from[c], s.from[c+1]-s.from[c]
		of := f.of[:0]
		for i := range index {
			if class(i) == c {
				of = append(of, i)
			}
		}
		f.of = of
		if len(of) == 0 {
			continue
		}
		stride := kernel.Stride(len(of))
		f.x, f.y = grown(f.x, s.size*stride), grown(f.y, n*stride)
		clear(f.x)
		for col, i := range of {
			for u, v := range pictures[i*s.size:][:s.size] {
				f.x[u*stride+col] = v
			}
		}
		kernel.Dense(f.y, s.learn.Data[from*s.size:][:n*s.size], s.nearest[from:][:n], f.x, n, s.size, stride)
		for col, i := range of {
			best := 0
			for k := range n {
				if f.y[k*stride+col] > f.y[best*stride+col] {
					best = k
				}
			}
			index[i] = from + best
		}
	}
}

// grown is v with room for n.
func grown(v []float32, n int) []float32 {
	if cap(v) < n {
		return make([]float32, n)
	}
	return v[:n]
}

// differ is which share of the ink of two pictures is in one of them only: 0 for a copy, 1 where none lies on the other's.
func differ(a, b []float32) float64 {
	var apart, all float64
	for i, v := range a {
		x, y := float64(ink(v)), float64(ink(b[i]))
		apart += max(x-y, y-x)
		all += max(x, y)
	}
	if all == 0 {
		return 0
	}
	return apart / all
}

// ink is how dark a pixel is, from 0 to 1; what is no number is paper.
func ink(v float32) float32 {
	if !(v > -1) {
		return 0
	}
	return min((v+1)/2, 1)
}

// inks sets dst to how dark pixels are.
func inks(dst, pixels []float32) {
	for i, v := range pixels {
		dst[i] = ink(v)
	}
}
