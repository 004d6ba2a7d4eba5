//go:build goexperiment.simd && !js

// What is learnt over thousands of turns is asked of the fastest build alone: the others have its bits, which the golden links hold.

package duel_test

import (
	"fmt"
	"testing"

	"github.com/whisker-lab/whisker/lab/duel"
	"github.com/whisker-lab/whisker/lab/labtest"
)

// At the defaults the generator finds the eight groups from every seed, in a time that is bounded.
func TestEightGroupsAreFound(t *testing.T) {
	for seed := range 5 {
		t.Run(fmt.Sprint(seed+1), func(t *testing.T) {
			t.Parallel()
			s := open(fmt.Sprintf("&seed=%d&dataseed=%d", seed+1, seed+1))
			before := s.State().Metrics
			after := labtest.Step(t, s, 2500).Metrics
			if fell := before["distance"] / max(after["distance"], 1e-9); fell < 5 || after["modes"] < 7 || after["places"] != 8 {
				t.Errorf("the distance falls from %v to %v, %v of %v groups are found", before["distance"], after["distance"], after["modes"], after["places"])
			}
		})
	}
}

// What the page says helps against a collapse does: with it more places are found than without.
func TestWhatHelpsHelps(t *testing.T) {
	for _, tt := range []struct{ link, helps, better string }{
		{"&glr=0.006&dlr=0.0006", "ratio", "&glr=0.006&dlr=0.0006&ratio=6"},
		{"&data=ring&noisedim=1", "noisedim", "&data=ring&noisedim=2"},
		{"&activation=relu&dlr=0.1", "dlr", "&activation=relu&dlr=0.003"},
	} {
		t.Run(tt.helps, func(t *testing.T) {
			t.Parallel()
			var without, with float64
			said := false
			for seed := range 2 {
				link := fmt.Sprintf("%s&seed=%d", tt.link, seed+1)
				s := open(link)
				for range 3 {
					st := labtest.Step(t, s, 550)
					standing, _ := st.Panels.Of("rivals").(duel.Standing)
					said = said || standing.Collapse == tt.helps
					if standing.Collapse != "" && standing.Collapse != tt.helps {
						t.Errorf("%s: says that %s helps", link, standing.Collapse)
					}
				}
				without += s.State().Metrics["modes"]
				with += labtest.Step(t, open(fmt.Sprintf("%s&seed=%d", tt.better, seed+1)), 1650).Metrics["modes"]
			}
			if !said || with <= without {
				t.Errorf("%s: said %v; %v places in all runs without %s, %v with it", tt.link, said, without, tt.helps, with)
			}
		})
	}
}
