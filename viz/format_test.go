package viz

import (
	"slices"
	"strings"
	"testing"

	"github.com/whisker-lab/whisker/viz/layout"
)

func TestNumber(t *testing.T) {
	for v, want := range map[float64]string{
		0: "0.000", 1.5: "1.500", -1.5: "−1.500", 12.34: "12.3", 234.5: "235", -2345: "−2,345", 23456: "23,456", 1e5: "1.0e5", -0.00002: "−2.0e−5", 0.0042: "0.0042",
	} {
		if got := number(v); got != want {
			t.Errorf("%g is %s; want %s", v, got, want)
		}
	}
}

// Numbers below each other have as many decimals, whatever the range, and no hyphen for a minus.
func TestTicksAreAlike(t *testing.T) {
	for _, r := range [][2]float64{{0, 1}, {-1, 1}, {0, 0.6}, {-0.3, 0.1}, {0, 3}, {0, 8000}, {-2.4, 2.4}, {0, 0.003}, {-20000, 90000}} {
		ticks := layout.Ticks(r[0], r[1], 4)
		decimals := map[int]bool{}
		for _, v := range ticks {
			s := tick(v, ticks[1]-ticks[0])
			_, after, _ := strings.Cut(s, ".")
			decimals[len(after)] = true
			if strings.Contains(s, "-") || (v >= 1000) != strings.Contains(s, ",") && v >= 0 {
				t.Errorf("%g is %s", v, s)
			}
		}
		if len(decimals) != 1 {
			t.Errorf("%v: numbers of %v decimals", ticks, decimals)
		}
	}
	if got, want := alike(2345.6, 12, -2321), []string{"2,346", "12", "−2,321"}; !slices.Equal(got, want) {
		t.Errorf("%v; want %v", got, want)
	}
	if got, want := alike(12.34, 5, -2.34), []string{"12.3", "5.0", "−2.3"}; !slices.Equal(got, want) {
		t.Errorf("%v; want %v", got, want)
	}
}
