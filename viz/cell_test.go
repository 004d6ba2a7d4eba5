package viz

import (
	"math"
	"testing"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/viz/layout"
)

// What is written of a cell adds up, however large its weights are.
func TestCellAddsUp(t *testing.T) {
	for _, tt := range []struct {
		x, w  [2]float32
		total string
	}{
		{[2]float32{1.861, 1.688}, [2]float32{-0.1, 0.988}, "+1.49"},
		{[2]float32{0.004, -0.3}, [2]float32{1, 0}, "0.00"},
		{[2]float32{-1, 0.5}, [2]float32{1234.4, 10}, "−1,230"},
		{[2]float32{1, 1}, [2]float32{3e7, 3e7}, "+6.0e7"},
	} {
		var f frame.Frame
		copy(f.Add("cells", 1, 2), tt.w[:])
		copy(f.Add("cells/next", 2), tt.x[:])
		v := newCell(nil).(*cell)
		v.Read(&f)
		v.Arrange(layout.Rect{W: 600, H: 160}, &Setup{})
		if got := plus(v.y); got != tt.total {
			t.Errorf("%v × %v is written as %s; want %s", tt.x, tt.w, got, tt.total)
		}
		if sum := v.x[0]*v.w[0] + v.x[1]*v.w[1]; math.Abs(sum-v.y) > 0.0051*max(math.Abs(sum), 1) {
			t.Errorf("%v × %v: %v is said of %v", tt.x, tt.w, v.y, sum)
		}
	}
}

// A number that leaves every scale goes by decades, and a chart without a line has its axes.
func TestTrail(t *testing.T) {
	for _, tt := range []struct {
		last   float32
		decade bool
		ticks  int
	}{{0.5, false, 3}, {150, false, 4}, {250, true, 5}, {1e6, true, 4}} {
		var f frame.Frame
		copy(f.Add("length", 2, 2), []float32{0, 1, 10, tt.last})
		v := newTrail(Bind{"lines": "length", "top": "2"}).(*trail)
		v.Read(&f)
		v.Arrange(layout.Rect{W: 300, H: 200}, &Setup{})
		if v.decade != tt.decade || len(v.ticks) != tt.ticks {
			t.Errorf("to %v: by decades %v with %d numbers; want %v with %d", tt.last, v.decade, len(v.ticks), tt.decade, tt.ticks)
		}
		if y := v.height(float64(tt.last)); y < v.chart.Y || y > v.chart.Bottom() {
			t.Errorf("%v lies at %v of %v", tt.last, y, v.chart)
		}
	}
}
