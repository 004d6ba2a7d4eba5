//go:build goexperiment.simd && !js

// What is learnt over many steps is asked of the fastest build alone: the others have its bits, which the golden links hold.

package memory_test

import (
	"fmt"
	"testing"

	"github.com/whisker-lab/whisker/lab/labtest"
)

// Twenty seconds at the lesson's own pace.
const within = 20 * 60

// Over ten distractions the LSTM remembers, and a network without a loop guesses, from every seed.
func TestTenStepsAreRemembered(t *testing.T) {
	for seed := range 5 {
		t.Run(fmt.Sprint(seed+1), func(t *testing.T) {
			t.Parallel()
			about := fmt.Sprintf("&delay=10&seed=%d&dataseed=%d", seed+1, seed+1)
			s := open(t, "&cell=lstm"+about)
			n := 0
			for ; s.State().Metrics["recallAccuracy"] < 0.95; n += 50 {
				if n >= within {
					t.Fatalf("%v right after %d steps", s.State().Metrics["recallAccuracy"], n)
				}
				labtest.Step(t, s, 50)
			}
			t.Logf("after %d steps", n)
			if got := labtest.Step(t, open(t, "&cell=feedforward"+about), within).Metrics["recallAccuracy"]; got < 0.2 || got > 0.3 {
				t.Errorf("%v right without a loop", got)
			}
		})
	}
}

// What the lesson opens with is learnt in seconds, and so are the other tasks.
func TestTasksAreLearnt(t *testing.T) {
	for _, tt := range []struct {
		link  string
		steps int
		want  float64
	}{{"", 500, 0.95}, {"&task=parity", 1200, 0.95}, {"&task=add&cell=lstm&hidden=16", 1200, 0.8}, {"&cell=gru&delay=16", 800, 0.95}} {
		t.Run(tt.link, func(t *testing.T) {
			t.Parallel()
			if got := labtest.Step(t, open(t, tt.link), tt.steps).Metrics["recallAccuracy"]; got < tt.want {
				t.Errorf("%v right", got)
			}
		})
	}
}
