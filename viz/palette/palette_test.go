package palette_test

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/whisker-lab/whisker/viz/palette"
)

func colour(t testing.TB, s string) palette.Colour {
	t.Helper()
	c, err := palette.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// at is the ramp's colour of one number.
func at(r *palette.Ramp, v float32) (c [4]uint8) {
	r.Fill(c[:], []float32{v})
	return c
}

var themes = []struct{ name, neg, zero, pos, bands string }{
	{"light", "#A5C2EE", "#F5F4EF", "#F6C38C", "#A5C2EE #B9CFEF #CDDBEF #E1E8EF #F5F4EF #F6E8D7 #F6DCBE #F6D0A6 #F6C38C"},
	{"dark", "#1F4B8B", "#1B1E23", "#8A4D10", "#1F4B8B #20406F #1F3555 #1E293B #1B1E23 #352A24 #503623 #6D421E #8A4D10"},
}

func TestBandsAreTheTokens(t *testing.T) {
	for _, theme := range themes {
		t.Run(theme.name, func(t *testing.T) {
			ramp := palette.NewRamp(colour(t, theme.neg), colour(t, theme.zero), colour(t, theme.pos))
			for i, want := range strings.Fields(theme.bands) {
				if got := ramp.Band(i).Hex(); got != want {
					t.Errorf("band %d is %s; want %s", i, got, want)
				}
				p := at(ramp, float32(i)/4-1)
				got := colour(t, fmt.Sprintf("#%02X%02X%02X", p[0], p[1], p[2]))
				near := colour(t, want)
				// The smooth ramp has 255 steps a side, so a quarter lies between two of them.
				for _, d := range []float32{got.R - near.R, got.G - near.G, got.B - near.B} {
					if math.Abs(float64(d))*255 > 1.01 {
						t.Errorf("at %g the ramp is %s; want about %s", float32(i)/4-1, got.Hex(), want)
						break
					}
				}
			}
		})
	}
}

func TestRampTakesAnyNumber(t *testing.T) {
	ramp := palette.NewRamp(colour(t, "#FF0000"), colour(t, "#00FF00"), colour(t, "#0000FF"))
	nan, inf := float32(math.NaN()), float32(math.Inf(1))
	tests := []struct {
		name string
		v    float32
		want [4]uint8
	}{
		{"minus one", -1, [4]uint8{255, 0, 0, 255}},
		{"zero", 0, [4]uint8{0, 255, 0, 255}},
		{"plus one", 1, [4]uint8{0, 0, 255, 255}},
		{"below", -7, [4]uint8{255, 0, 0, 255}},
		{"above", 7, [4]uint8{0, 0, 255, 255}},
		{"not a number", nan, [4]uint8{0, 255, 0, 255}},
		{"infinite", inf, [4]uint8{0, 0, 255, 255}},
		{"minus infinite", -inf, [4]uint8{255, 0, 0, 255}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := at(ramp, test.v); got != test.want {
				t.Errorf("%g gives %v; want %v", test.v, got, test.want)
			}
		})
	}
}

func TestParse(t *testing.T) {
	for _, good := range []string{"#000000", "#FFFFFF", "#1C1E22", "#FF8DB6"} {
		if got := colour(t, good).Hex(); got != good {
			t.Errorf("%s comes back as %s", good, got)
		}
	}
	for _, bad := range []string{"", "#FFF", "1C1E22", "#1C1E2G", "#1C1E22FF", "red"} {
		if c, err := palette.Parse(bad); err == nil {
			t.Errorf("Parse(%q) = %v; want an error", bad, c)
		}
	}
}

func TestThemeFromJSON(t *testing.T) {
	var theme palette.Theme
	if err := json.Unmarshal([]byte(`{"ink":"#1C1E22","c6":"#17191C","more":"#000000"}`), &theme); err != nil {
		t.Fatal(err)
	}
	if theme.Ink.Hex() != "#1C1E22" || theme.Class(5).Hex() != "#17191C" || theme.Class(6) != theme.Ink3 {
		t.Errorf("got %+v", theme)
	}
	if err := json.Unmarshal([]byte(`{"ink":"dark"}`), &theme); err == nil {
		t.Error("a theme with the colour dark was taken")
	}
}

func ExampleMix() {
	zero, _ := palette.Parse("#F5F4EF")
	pos, _ := palette.Parse("#F6C38C")
	fmt.Println(palette.Mix(zero, pos, 0.5).Hex())
	// Output: #F6DCBE
}
