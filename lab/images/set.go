package images

import (
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/data"
)

// set is the pictures of a config, parted into those to learn from and those to test by.
type set struct {
	*data.Pictures
	learn, test []int
	few         bool // there is nothing yet to learn from and to test by
}

// every is which picture, or which group of them, is kept for the test where the data do not say.
const every = 4

// large is what the name of the set ends in that has the same pictures at twice the height and width.
const large = "28"

// openSet takes the pictures that a config chooses. The error is a data.Missing as it comes.
func openSet(c lab.Config) (*set, error) {
	p, err := pictures(c)
	if err != nil {
		return nil, err
	}
	s := &set{Pictures: p}
	groups := map[int]bool{}
	for _, g := range p.Group {
		groups[g] = true
	}
	seen, most := make([]int, len(p.Classes)), int(c.Number("samples"))
	learnt := make([]int, len(p.Classes))
	for i, class := range p.Class {
		kept := seen[class]%every == every-1
		if len(groups) == 2 {
			kept = p.Group[i] == 1
		}
		seen[class]++
		switch {
		case kept:
			s.test = append(s.test, i)
		case len(s.learn) < most && learnt[class]*len(p.Classes) < most:
			learnt[class]++
			s.learn = append(s.learn, i)
		}
	}
	if len(s.learn) == 0 || len(s.test) == 0 {
		s.blank()
	}
	return s, nil
}

// pictures are those that a config chooses, in the size that it chooses where they come in two.
func pictures(c lab.Config) (*data.Pictures, error) {
	name := c.Text("data")
	if name == lab.OwnName {
		p, err := c.Pictures()
		if err == nil && c.Text("pixels") != large {
			p = p.Halved()
		}
		return p, err
	}
	if _, two := data.FindGallery(name + large); two && c.Text("pixels") == large {
		name += large
	}
	return c.PicturesOf(name)
}

// blank stands for the reader's own pictures until there are enough of them: of two classes, and one more than every to test by.
func (s *set) blank() {
	p := *s.Pictures
	p.Pixels, p.Class, p.Group = make([]byte, p.Size()), []int{0}, []int{0}
	for len(p.Classes) < 2 {
		p.Classes = append(p.Classes, "")
	}
	s.Pictures, s.learn, s.test, s.few = &p, []int{0}, []int{0}, true
}

// tensors are some pictures as a network takes them, and their classes.
func (s *set) tensors(index []int) (x *nn.Tensor, labels []float32) {
	x, labels = nn.NewTensor(len(index), s.Planes, s.Height, s.Width), make([]float32, len(index))
	for to, i := range index {
		s.Fill(x.Data[to*s.Size():][:s.Size()], i)
		labels[to] = float32(s.Class[i])
	}
	return x, labels
}

// shifted moves a picture to the right by so many pixels: what leaves it is gone, and what comes in is paper.
func shifted(to, from []float32, width, by int) {
	for row := 0; row < len(from); row += width {
		clear(to[row:][:by])
		copy(to[row+by:row+width], from[row:])
	}
}

// resized sets to (height, width) to what is below each of its pixels in from (of × of): the mean, where it has more pixels. A digit
// of the small set of 8×8 fills its picture, so that it stands for the middle of what is drawn.
func resized(to []float32, height, width int, from []float32, of int) {
	first, side := 0.0, float64(of)
	if height == small {
		first, side = side*margin, side*(1-2*margin)
	}
	for y := range height {
		for x := range width {
			y0, y1 := first+side*float64(y)/float64(height), first+side*float64(y+1)/float64(height)
			x0, x1 := first+side*float64(x)/float64(width), first+side*float64(x+1)/float64(width)
			to[y*width+x] = float32(below(from, of, x0, y0, x1, y1))
		}
	}
}

const (
	small  = 8
	margin = 1.0 / 7 // of a drawing, around what is drawn: 4 pixels of 28
)

// below is the mean of a picture over a rectangle.
func below(from []float32, of int, x0, y0, x1, y1 float64) (mean float64) {
	for y := int(y0); y < of && float64(y) < y1; y++ {
		for x := int(x0); x < of && float64(x) < x1; x++ {
			share := (min(y1, float64(y+1)) - max(y0, float64(y))) * (min(x1, float64(x+1)) - max(x0, float64(x)))
			mean += float64(share * float64(from[y*of+x]))
		}
	}
	return mean / ((y1 - y0) * (x1 - x0))
}
