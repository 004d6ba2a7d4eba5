package viz

import (
	"testing"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/viz/layout"
)

func piled(at float32, scores ...float32) *piles {
	var f frame.Frame
	rows := f.Add("piles", len(scores), 3)
	for i, score := range scores {
		rows[3*i], rows[3*i+1], rows[3*i+2] = score, float32(i%2), float32(i)
	}
	f.Add("piles/at", 1)[0] = at
	copy(f.Add("piles/known", 4), []float32{3, 2, 1, 0.5})
	v := newPiles(Bind{"set": "threshold"}).(*piles)
	v.Read(&f)
	v.Arrange(layout.Rect{W: 500, H: 240}, &Setup{})
	return v
}

// No dot stands on the other side of the threshold than its score does, however near that is.
func TestDotsStandOnTheirSide(t *testing.T) {
	for _, at := range []float32{0, 0.5, 1, 1.9999, 2, 3} {
		v := piled(at, 0, 0, 0.5, 1, 1.0001, 2, 2.00001, 3, 8, 800)
		line, alarms := v.toX(v.at), 0
		for _, dot := range v.rows {
			x, _ := v.place(dot)
			alarm := dot.score > v.at
			if alarm {
				alarms++
			}
			if dot.score != v.hi && (x > line) != alarm {
				t.Errorf("threshold %v at %v: the dot of %v stands at %v", at, line, dot.score, x)
			}
		}
		if counted := v.side[0][1] + v.side[1][1]; counted != alarms || v.side[0][0]+v.side[1][0] != len(v.rows)-alarms {
			t.Errorf("threshold %v: %v; want %d alarms of %d", at, v.side, alarms, len(v.rows))
		}
	}
}

// The threshold goes from one known score to the next, and no farther than half of them.
func TestThresholdIsDragged(t *testing.T) {
	v := piled(2, 0, 1, 2, 3, 4)
	target := v.Hit(v.toX(2), v.area.Y+30, false)
	if target.Kind != thresholdKind || target.Take == nil {
		t.Fatalf("the threshold is %v", target)
	}
	g := target.Take(1)
	if g.Message() != nil {
		t.Error("a threshold that was not moved says so")
	}
	for _, tt := range []struct{ by, share float64 }{{-1.2, 0.5}, {2.4, 0}, {-900, 0.5}} {
		g.Drag(Drag{DX: tt.by / (v.hi - v.lo) * v.area.W})
		m, _ := g.Message().(Msg)
		if m["value"] != tt.share || m["name"] != "threshold" {
			t.Errorf("dragged by %v it sends %v; want %v", tt.by, m, tt.share)
		}
	}
}
