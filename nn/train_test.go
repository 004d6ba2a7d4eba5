package nn_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/whisker-lab/whisker/nn"
)

func TestSchedule(t *testing.T) {
	tests := []struct {
		name string
		s    nn.Schedule
		want map[int]float64
	}{
		{"none", nn.Schedule{}, map[int]float64{0: 1, 1000: 1}},
		{"step", nn.Schedule{Kind: "step", Period: 10, Decay: 0.5}, map[int]float64{0: 1, 9: 1, 10: 0.5, 25: 0.25}},
		{"exponential", nn.Schedule{Kind: "exponential", Period: 10, Decay: 0.25}, map[int]float64{0: 1, 5: 0.5, 10: 0.25}},
		{"inverse", nn.Schedule{Kind: "inverse", Period: 4}, map[int]float64{0: 1, 4: 0.5, 12: 0.25}},
		{"cosine", nn.Schedule{Kind: "cosine", Period: 10, Floor: 0.2}, map[int]float64{0: 1, 5: 0.6, 10: 0.2, 99: 0.2}},
		{"warm-up", nn.Schedule{Kind: "step", Warmup: 3, Period: 2, Decay: 0.5}, map[int]float64{0: 0.25, 2: 0.75, 3: 1, 5: 0.5}},
		{"only warm-up", nn.Schedule{Warmup: 1}, map[int]float64{0: 0.5, 1: 1, 9: 1}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if err := tt.s.Check(); err != nil {
				t.Fatal(err)
			}
			for step, want := range tt.want {
				if got := tt.s.Factor(step); math.Abs(got-want) > 1e-12 {
					t.Errorf("Factor(%d) = %v; want %v", step, got, want)
				}
			}
		})
	}
}

func TestScheduleRefuses(t *testing.T) {
	for want, s := range map[string]nn.Schedule{
		"no such kind": {Kind: "lunar", Period: 1},
		"period=0":     {Kind: "cosine"},
		"decay=2":      {Kind: "step", Period: 1, Decay: 2},
		"floor=-1":     {Kind: "cosine", Period: 1, Floor: -1},
		"warmup=-1":    {Warmup: -1},
	} {
		t.Run(want, func(t *testing.T) {
			if err := s.Check(); err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("error %v; want one with %q", err, want)
			}
		})
	}
}

func TestClip(t *testing.T) {
	grad := func(g ...float32) []*nn.Param {
		return []*nn.Param{{Grad: nn.TensorOf(g, len(g))}}
	}
	p := grad(3, 4)
	if norm := nn.ClipNorm(p, 1); norm != 5 || math.Abs(nn.GradNorm(p)-1) > 1e-6 {
		t.Errorf("clipped from %v to %v; want 5 to 1", norm, nn.GradNorm(p))
	}
	p = grad(3, 4)
	if nn.ClipNorm(p, 6); p[0].Grad.Data[1] != 4 {
		t.Errorf("%v: a norm below the limit must stay", p[0].Grad.Data)
	}
	nan := float32(math.NaN())
	p = grad(nan, 4)
	if nn.ClipNorm(p, 1); p[0].Grad.Data[1] != 4 {
		t.Errorf("%v: NaN must stay visible", p[0].Grad.Data)
	}
	p = grad(-3, 0.5, 9)
	if nn.ClipValue(p, 2); fmt.Sprint(p[0].Grad.Data) != "[-2 0.5 2]" {
		t.Errorf("got %v; want [-2 0.5 2]", p[0].Grad.Data)
	}
}
