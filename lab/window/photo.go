package window

import (
	"errors"
	"math"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/own"
	"github.com/whisker-lab/whisker/nn/data"
)

// colours is how many planes a picture in colour has.
const colours = 3

// Largest is the largest number of a kernel, either way.
const Largest = 100

var errWild = errors.New("window: a kernel's number is too large")

// photo is the picture that the window slides over: how bright each pixel is, in whole hundredths from 0 for black to 1 for white, so
// that what is written with two digits is all there is.
type photo struct {
	planes, h, w int
	pixels       []float32 // (planes, h, w)
}

// open takes the picture that a config says.
func open(c lab.Config) (photo, error) {
	all, err := c.Pictures()
	if err != nil {
		return photo{}, err
	}
	if all.Len() == 0 {
		all = shapes()
	}
	return develop(all, which(c, all), c.On("colour")), nil
}

// which is the picture of a set that is chosen: the first of a class by its name, or, of many, by its number.
func which(c lab.Config, all *data.Pictures) int {
	for i, class := range all.Class {
		if all.Classes[class] == c.Text("photo") {
			return i
		}
	}
	return (int(c.Number("picture")) - 1) % all.Len()
}

// Form is what pictures of the reader's own are like: one, in colour.
func Form() own.Form { return own.Form{Planes: colours, Height: side, Width: side, Bits: 8, Most: 1} }

const side = 64 // of a picture of the reader's own

// shapes are what stands for a picture of the reader's own until there is one: on a ground that gets lighter a disc, a square and bars.
func shapes() *data.Pictures {
	p := &data.Pictures{Planes: colours, Height: side, Width: side, Bits: 8, Classes: []string{""}, Class: []int{0}, Group: []int{0}}
	for plane := range colours {
		for i := range side * side {
			x, y := i%side, i/side
			level := 70 + x + y/2
			switch {
			case (x-18)*(x-18)+(y-18)*(y-18) < 12*12:
				level = [colours]int{230, 120, 90}[plane]
			case x >= 38 && x < 56 && y >= 8 && y < 28:
				level = [colours]int{40, 70, 150}[plane]
			case y >= 38 && y < 56 && x >= 8 && x < 56 && x/6%2 == 1:
				level = 235
			}
			p.Pixels = append(p.Pixels, byte(level))
		}
	}
	return p
}

// develop is picture i in hundredths: in its colours, or grey, as bright as it looks (ITU-R BT.601, 2.5.1).
func develop(all *data.Pictures, i int, colour bool) photo {
	p := photo{planes: all.Planes, h: all.Height, w: all.Width}
	from, size := all.At(i), all.Height*all.Width
	if all.Planes == colours && !colour {
		p.planes = 1
		p.pixels = make([]float32, size)
		for j := range p.pixels {
			p.pixels[j] = hundredths((299*int(from[j]) + 587*int(from[size+j]) + 114*int(from[2*size+j])) / 1000)
		}
		return p
	}
	p.pixels = make([]float32, len(from))
	for j, v := range from {
		p.pixels[j] = hundredths(int(v))
	}
	return p
}

// hundredths is a level of 0 to 255 as whole hundredths of 1.
func hundredths(level int) float32 { return float32(math.Round(float64(level)/255*100)) / 100 }
