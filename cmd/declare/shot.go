package main

import (
	"math"
	"time"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/lessons"
	"github.com/whisker-lab/whisker/nn/data/packed"
)

// shot is a small true picture of a lesson, in numbers: the page draws it in its own colours.
type shot struct {
	Side   int          `json:"side,omitempty"`   // of the field, 0 for none
	Field  []int        `json:"field,omitempty"`  // (side, side) of hundredths of −1…1, row by row from the top, or of classes from 1
	Kinds  bool         `json:"kinds,omitempty"`  // whether it is of classes
	Pixels string       `json:"pixels,omitempty"` // grey, signed or ink where it is a picture made of pixels
	Points [][3]float64 `json:"points,omitempty"` // x and y from −1 to 1, and the class, below 0 for none
	Lines  [][4]float64 `json:"lines,omitempty"`  // arrows
	Dots   [][3]float64 `json:"dots,omitempty"`   // centres and the like, larger
	Curve  [][2]float64 `json:"curve,omitempty"`  // x and y from 0 to 1
}

const (
	grid       = 27  // of a field
	mostPoints = 90  // of a picture
	mostOfAny  = 60  // of a curve
	nobody     = 0.5 // of a class's share, below which a place is nobody's
)

// taken are the shots of all lessons.
func taken() map[string][]shot {
	shots := map[string][]shot{}
	for _, l := range lessons.On(packed.Shelf()) {
		for _, one := range l.Shots {
			shots[l.ID] = append(shots[l.ID], take(l, one))
		}
	}
	return shots
}

// take runs a lesson to where a shot is taken.
func take(l *lab.Lesson, how lab.Shot) shot {
	s, err := lab.Opened(l, how.Set)
	if err == nil && how.Steps > 0 {
		err = s.Apply(lab.NewMsg("step", map[string]any{"n": how.Steps}))
	}
	for err == nil && s.Stepping() {
		s.Advance(time.Second)
	}
	if err == nil && how.Unit > 0 {
		err = s.Apply(lab.NewMsg("focus", map[string]any{"layer": 1, "unit": how.Unit - 1}))
	}
	if err != nil {
		panic(err)
	}
	var f frame.Frame
	s.Snapshot(&f)
	if how.Curve != "" {
		return shot{Curve: curve(f.Array(how.Curve))}
	}
	if how.Field != "" {
		field, look := spread(f.Array(how.Field), how.Ink)
		return shot{Side: grid, Field: field, Pixels: look}
	}
	p := plane{-1, 1, -1, 1}
	if r := f.Array("plot/range"); r != nil {
		copy(p[:], r.Data)
	}
	var out shot
	if a := f.Array("plot"); a != nil {
		out.Side, out.Kinds = grid, a.Shape[0] > 1
		out.Field = sampled(a)
	}
	if how.Unit > 0 {
		return out
	}
	points := frame.MarksOf[frame.Point](&f, "points")
	for i, each := 0, max(1, len(points)/mostPoints); i < len(points); i += each {
		out.Points = append(out.Points, p.at(points[i].X, points[i].Y, points[i].Class))
	}
	for _, a := range frame.MarksOf[frame.Arrow](&f, "arrows") {
		from, to := p.at(a.X1, a.Y1, 0), p.at(a.X2, a.Y2, 0)
		out.Lines = append(out.Lines, [4]float64{from[0], from[1], to[0], to[1]})
	}
	if cells := f.Array("cells"); cells != nil {
		for from, i := p.at(0, 0, 0), 0; i+1 < len(cells.Data); i += 2 {
			to := p.at(cells.Data[i], cells.Data[i+1], 0)
			out.Lines = append(out.Lines, [4]float64{from[0], from[1], to[0], to[1]})
		}
	}
	for _, c := range frame.MarksOf[frame.Centre](&f, "centres") {
		out.Dots = append(out.Dots, p.at(c.X, c.Y, c.Class))
	}
	for _, c := range frame.MarksOf[frame.Pin](&f, "pins") {
		out.Dots = append(out.Dots, p.at(c.X, c.Y, c.Class))
	}
	return out
}

// plane is what of it is shown: xmin, xmax, ymin, ymax.
type plane [4]float32

// at is a place from −1 to 1, and a class.
func (p plane) at(x, y, class float32) [3]float64 {
	share := func(v, lo, hi float32) float64 {
		return math.Round(100*min(max(float64(2*(v-lo)/(hi-lo)-1), -1.5), 1.5)) / 100
	}
	return [3]float64{share(x, p[0], p[1]), share(y, p[2], p[3]), float64(class)}
}

// spread is a picture of numbers in fewer places, from −1 to 1: each is the mean of what lies there. Where all are above 0, it is
// brightness and goes from the smallest to the largest; ink goes from 0 to 1.
func spread(a *frame.Array, ink bool) (field []int, look string) {
	h, w := a.Shape[len(a.Shape)-2], a.Shape[len(a.Shape)-1]
	means, lo, hi := make([]float64, 0, grid*grid), math.Inf(1), math.Inf(-1)
	for row := range grid {
		for column := range grid {
			sum, n := 0.0, 0.0
			for y := row * h / grid; y < max((row+1)*h/grid, row*h/grid+1); y++ {
				for x := column * w / grid; x < max((column+1)*w/grid, column*w/grid+1); x++ {
					sum, n = sum+float64(a.Data[y*w+x]), n+1
				}
			}
			means = append(means, sum/n)
			lo, hi = min(lo, sum/n), max(hi, sum/n)
		}
	}
	middle, reach := 0.0, max(-lo, hi)
	look = "signed"
	if ink {
		middle, reach, look = 0.5, 0.5, "ink"
	} else if lo > 0 {
		middle, reach, look = (lo+hi)/2, (hi-lo)/2, "grey"
	}
	for _, v := range means {
		field = append(field, int(math.Round(100*(v-middle)/max(reach, 1e-9))))
	}
	return field, look
}

// sampled is a field in fewer places: signed, or which class is the largest.
func sampled(a *frame.Array) []int {
	classes, h, w := a.Shape[0], a.Shape[1], a.Shape[2]
	out := make([]int, 0, grid*grid)
	for row := range grid {
		for column := range grid {
			at := (row*(h-1)/(grid-1))*w + column*(w-1)/(grid-1)
			if classes == 1 {
				out = append(out, int(math.Round(100*float64(min(max(a.Data[at], -1), 1)))))
				continue
			}
			best := 0
			for c := range classes {
				if a.Data[c*h*w+at] > a.Data[best*h*w+at] {
					best = c
				}
			}
			if a.Data[best*h*w+at] < nobody/float32(classes) {
				best = -1
			}
			out = append(out, best+1)
		}
	}
	return out
}

// curve is some rows of x and y, brought into the unit square.
func curve(a *frame.Array) (out [][2]float64) {
	if a == nil {
		return nil
	}
	n := len(a.Data) / 2
	lo, hi := [2]float64{math.Inf(1), 0}, [2]float64{math.Inf(-1), math.Inf(-1)}
	for i := range n {
		for j := range 2 {
			lo[j], hi[j] = min(lo[j], float64(a.Data[2*i+j])), max(hi[j], float64(a.Data[2*i+j]))
		}
	}
	for i := 0; i < n; i += max(1, n/mostOfAny) {
		var row [2]float64
		for j := range row {
			row[j] = math.Round(1000*(float64(a.Data[2*i+j])-lo[j])/max(hi[j]-lo[j], 1e-9)) / 1000
		}
		out = append(out, row)
	}
	return out
}
