//go:build goexperiment.simd && !js

// What is learnt over thousands of turns is asked of the fastest build alone: the others have its bits, which the golden links hold.

package forgery_test

import (
	"fmt"
	"testing"
)

// At the defaults the grader reads at least four fifths of the fakes as the digit that was asked for, from every seed: after as few turns
// as a slow browser makes in a part of a minute, and later on.
func TestFakesAreRead(t *testing.T) {
	for seed := range 3 {
		t.Run(fmt.Sprint(seed+1), func(t *testing.T) {
			t.Parallel()
			s := open(fmt.Sprintf("&seed=%d", seed+1))
			for range 2 {
				st := step(t, s, 1500)
				if grade := st.Metrics["gradeAccuracy"]; grade < 0.8 {
					t.Errorf("turn %d: %v are read as asked for", st.Step, grade)
				}
			}
		})
	}
}

// Of many real digits the fakes are no copies, of a few they are.
func TestFewDigitsAreCopied(t *testing.T) {
	for _, tt := range []struct {
		link   string
		copied bool
	}{{"", false}, {"&samples=50", true}} {
		t.Run(tt.link, func(t *testing.T) {
			t.Parallel()
			m := step(t, open(tt.link), 2000).Metrics
			if copied := m["unlikeNearest"] < m["unlikeUnseen"]/2; copied != tt.copied {
				t.Errorf("%v of the ink of fakes differs, %v of that of unseen digits", m["unlikeNearest"], m["unlikeUnseen"])
			}
		})
	}
}
