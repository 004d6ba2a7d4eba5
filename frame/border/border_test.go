package border_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/whisker-lab/whisker/frame/border"
)

var span = [4]float64{-2, 2, -1, 3}

// plane is f at the middles of side by side cells of the span.
func plane(side int, f func(x, y float64) float64) []float32 {
	var v []float32
	for r := range side {
		for c := range side {
			x := span[0] + (span[1]-span[0])*(float64(c)+0.5)/float64(side)
			y := span[3] - (span[3]-span[2])*(float64(r)+0.5)/float64(side)
			v = append(v, float32(f(x, y)))
		}
	}
	return v
}

func length(line [][2]float32) (sum float64) {
	for i := 1; i < len(line); i++ {
		sum += math.Hypot(float64(line[i][0]-line[i-1][0]), float64(line[i][1]-line[i-1][1]))
	}
	return sum
}

// A straight line stays straight up to both edges, even where the cells are few.
func TestStraightLineRunsIntoTheEdge(t *testing.T) {
	for _, side := range []int{2, 5, 32, 256} {
		for _, f := range []func(x, y float64) float64{
			func(x, y float64) float64 { return x + 0.3 },
			func(x, y float64) float64 { return 0.4*x + y - 1.1 },
			func(x, y float64) float64 { return -x + 2*y - 1.9 },
		} {
			t.Run(fmt.Sprint(side, f(0, 0)), func(t *testing.T) {
				lines := border.Lines(border.Of(nil, plane(side, f), 1, side, side, span))
				if len(lines) != 1 {
					t.Fatalf("%d lines", len(lines))
				}
				line := lines[0]
				for _, p := range line {
					if d := f(float64(p[0]), float64(p[1])); math.Abs(d) > 1e-5 {
						t.Errorf("%v is %g beside the line", p, d)
					}
				}
				for _, p := range [][2]float32{line[0], line[len(line)-1]} {
					away := min(math.Abs(float64(p[0])-span[0]), math.Abs(float64(p[0])-span[1]), math.Abs(float64(p[1])-span[2]), math.Abs(float64(p[1])-span[3]))
					if away > 1e-6 {
						t.Errorf("the end %v is %g from the edge", p, away)
					}
				}
			})
		}
	}
}

func TestRingIsClosedAndWhole(t *testing.T) {
	ring := plane(64, func(x, y float64) float64 { return 1 - math.Hypot(x, y-1) })
	lines := border.Lines(border.Of(nil, ring, 1, 64, 64, span))
	if len(lines) != 1 || lines[0][0] != lines[0][len(lines[0])-1] {
		t.Fatalf("%d lines; want one that ends where it begins", len(lines))
	}
	if l := length(lines[0]); math.Abs(l-2*math.Pi) > 0.02 {
		t.Errorf("it is %g round", l)
	}
}

// Of three classes that meet in a point, each border is there once.
func TestClassesMeet(t *testing.T) {
	const side = 60
	var field []float32
	for c := range 3 {
		sin, cos := math.Sincos(2*math.Pi*float64(c)/3 + 0.3)
		field = append(field, plane(side, func(x, y float64) float64 { return x*cos + (y-1)*sin })...)
	}
	var sum float64
	for _, line := range border.Lines(border.Of(nil, field, 3, side, side, span)) {
		sum += length(line)
	}
	// From the middle to the edges, in three directions.
	var want float64
	for c := range 3 {
		sin, cos := math.Sincos(2*math.Pi*float64(c)/3 + 0.3 + math.Pi/3)
		want += 2 / max(math.Abs(sin), math.Abs(cos))
	}
	if math.Abs(sum-want) > 0.1 {
		t.Errorf("borders are %g long; want %g", sum, want)
	}
}

func TestNothingToFind(t *testing.T) {
	nan := float32(math.NaN())
	for name, field := range map[string][]float32{
		"flat at zero": make([]float32, 9), "short": {1, -1}, "no numbers": {nan, nan, nan, nan, 1, nan, nan, nan, nan}, "one sign": {1, 2, 3, 1, 2, 3, 1, 2, 3},
	} {
		if got := border.Of(nil, field, 1, 3, 3, span); len(got) != 0 {
			t.Errorf("%s: %v", name, got)
		}
	}
	if got := border.Lines([]float32{1, 2, 3}); got != nil {
		t.Errorf("less than a piece: %v", got)
	}
}
