package shape_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/whisker-lab/whisker/viz/shape"
)

// rimOf is shape.kage's: below 0 where the rim is what is filled.
func rimOf(v shape.Vertex) float64 {
	switch s := float64(v.Custom3); {
	case s == -1:
		return float64(v.Custom2)
	case s <= -999:
		return s + 999
	case s <= -2:
		return -2 - s
	}
	return 0
}

// seen is the colour, premultiplied, of one pixel on a ground as the shader has it. All shapes lie square to the axes.
func seen(l *shape.List, x, y float64, ground, paper shape.Ink) [4]float64 {
	var c [4]float64
	for i := range c {
		c[i] = float64(ground[i])
	}
	for at := 0; at < len(l.Vertices); at += 4 {
		a, far := l.Vertices[at], l.Vertices[at+3]
		u, w := (x-float64(a.DstX))/float64(far.DstX-a.DstX), (y-float64(a.DstY))/float64(far.DstY-a.DstY)
		if u < 0 || u > 1 || w < 0 || w > 1 {
			continue
		}
		d, rim := distance(float64(a.SrcX)+u*float64(far.SrcX-a.SrcX), float64(a.SrcY)+w*float64(far.SrcY-a.SrcY), a), rimOf(a)
		outer, inner := min(max(0.5-d, 0), 1), min(max(0.5-d-math.Abs(rim), 0), 1)
		ink := [4]float64{float64(a.ColorR), float64(a.ColorG), float64(a.ColorB), float64(a.ColorA)}
		for i := range c {
			mine := ink[i] * outer
			alpha := ink[3] * outer
			if rim != 0 {
				over, under := ink[i], float64(paper[i])*ink[3]
				if rim < 0 {
					over, under = under, over
				}
				mine = over*inner + under*outer*(1-inner*ink[3])
				alpha = ink[3] * (inner + outer*(1-inner*ink[3]))
			}
			c[i] = mine + c[i]*(1-alpha)
		}
	}
	return c
}

// One rimmed marker is, pixel by pixel, two markers one over the other.
func TestRimmed(t *testing.T) {
	ground := shape.Ink{0.2, 0.5, 0.3, 1}
	for _, class := range []int{0, 1, 2, 5} {
		for _, opacity := range []float32{1, 0.3} {
			for _, hollow := range []bool{false, true} {
				t.Run(fmt.Sprintf("class %d, opacity %v, hollow %t", class, opacity, hollow), func(t *testing.T) {
					ink, paper := shape.Ink{0.9 * opacity, 0.1 * opacity, 0, opacity}, shape.Ink{opacity, 0.95 * opacity, opacity, opacity}
					one, two := shape.List{Scale: 2}, shape.List{Scale: 2}
					one.Rimmed(class, 8, 8, 3.1, 0.8, -0.8, hollow, ink, paper)
					outer, inner := paper, ink
					if hollow {
						outer, inner = ink, paper
					}
					two.Marker(class, 8, 8, 3.1, 0.8, outer)
					two.Marker(class, 8, 8, 3.1, -0.8, inner)
					for y := range 32 {
						for x := range 32 {
							got, want := seen(&one, float64(x)+0.5, float64(y)+0.5, ground, shape.Ink{1, 0.95, 1, 1}), seen(&two, float64(x)+0.5, float64(y)+0.5, ground, shape.Ink{1, 0.95, 1, 1})
							for i := range got {
								if math.Abs(got[i]-want[i]) > 0.004 {
									t.Fatalf("(%d, %d) is %.3f; want %.3f", x, y, got, want)
								}
							}
						}
					}
				})
			}
		}
	}
}
