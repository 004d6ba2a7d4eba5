//go:build goexperiment.simd && !js

// What is learnt over thousands of turns is asked of the fastest build alone: the others have its bits, which the golden links hold.

package forgery_test

import (
	"fmt"
	"testing"

	"github.com/whisker-lab/whisker/lab/labtest"
)

// At the defaults the grader reads at least four fifths of the fakes as the digit that was asked for, from every seed: after as few turns
// as a slow browser makes in a part of a minute, and later on.
func TestFakesAreRead(t *testing.T) {
	for seed := range 3 {
		t.Run(fmt.Sprint(seed+1), func(t *testing.T) {
			t.Parallel()
			s := open(fmt.Sprintf("&seed=%d", seed+1))
			for range 3 {
				st := labtest.Step(t, s, 500)
				if m := st.Metrics; st.Step > 500 && m["gradeAccuracy"] < 0.8 {
					t.Errorf("turn %d: %v are read as asked for", st.Step, m["gradeAccuracy"])
				} else if m["unlikeNearest"] < 0.7*m["unlikeUnseen"] {
					t.Errorf("turn %d: copies, of whose ink %v differs", st.Step, m["unlikeNearest"])
				}
			}
		})
	}
}

// A few digits are copied.
func TestFewDigitsAreCopied(t *testing.T) {
	t.Parallel()
	if m := labtest.Step(t, open("&samples=50"), 1500).Metrics; m["unlikeNearest"] > m["unlikeUnseen"]/2 {
		t.Errorf("%v of the ink of fakes differs, %v of that of unseen digits", m["unlikeNearest"], m["unlikeUnseen"])
	}
}
