//go:build goexperiment.simd && !js

// What is learnt over thousands of steps is asked of the fastest build alone: the others have its bits, which the golden links hold.

package letters_test

import (
	"fmt"
	"testing"

	"github.com/whisker-lab/whisker/lab/labtest"
)

// From every seed names that were kept back cost at least 0.15 bits a letter less than counting pairs tells, in a bounded time.
func TestBeatsLetterPairs(t *testing.T) {
	for seed := range 5 {
		t.Run(fmt.Sprint(seed+1), func(t *testing.T) {
			t.Parallel()
			s := open(fmt.Sprintf("&seed=%d&dataseed=%d", seed+1, seed+1))
			for n := 0; ; n += 100 {
				if m := labtest.Step(t, s, 100).Metrics; m["ahead"] >= 0.15 {
					t.Logf("ahead by %.2f after %d steps", m["ahead"], n+100)
					return
				} else if n > 2500 {
					t.Fatalf("after %d steps it needs %v bits; pairs %v", n+100, m["validBitsPerChar"], m["pairBitsPerChar"])
				}
			}
		})
	}
}

// A text with brackets is learnt by cells that know whether one is open.
func TestACellKnowsBrackets(t *testing.T) {
	s := open("&text=own&knows=inside")
	if m := labtest.Step(t, s, 1500).Metrics; m["cellKnows"] < 0.7 {
		t.Errorf("the best cell is right %v of the time", m["cellKnows"])
	}
}
