//go:build goexperiment.simd && !js

// What is learnt over thousands of steps is asked of the fastest build alone: the others have its bits.

package easel_test

import (
	"fmt"
	"testing"

	"github.com/whisker-lab/whisker/lab/labtest"
)

// From every seed it soon draws what it was never shown far better than guessing would.
func TestNeverShownComeOut(t *testing.T) {
	for seed := range 2 {
		t.Run(fmt.Sprint(seed+1), func(t *testing.T) {
			t.Parallel()
			s := open(fmt.Sprintf("&weights=fresh&seed=%d", seed+1))
			st := labtest.Do(t, s, "step", map[string]any{"n": 1000})
			if m := st.Metrics; m["promptAccuracy"] < 0.15 || m["shownAccuracy"] < 0.2 {
				t.Errorf("%v of never-shown prompts, %v of those shown", m["promptAccuracy"], m["shownAccuracy"])
			}
		})
	}
}
