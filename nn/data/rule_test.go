package data_test

import (
	"testing"

	"github.com/whisker-lab/whisker/nn/data"
)

// The rule that tells two classes apart is right about nearly all points that no noise has moved, and only two classes have one.
func TestRules(t *testing.T) {
	for _, s := range data.All {
		if s.Rule == nil {
			continue
		}
		t.Run(s.Name, func(t *testing.T) {
			if s.Classes != 2 || s.Values || s.Real {
				t.Fatal("its rule is none of two generated classes")
			}
			p, right := s.Generate(2000, 0, seeded(3)), 0
			for i, class := range p.Class {
				if (s.Rule(float64(p.X[i]), float64(p.Y[i])) > 0) == (class == 1) {
					right++
				}
			}
			want := 2000
			if s.Name == "gauss" {
				want = 1960 // two clouds that reach into each other
			}
			if right < want {
				t.Errorf("right about %d of 2000 points; want %d", right, want)
			}
		})
	}
	for _, name := range []string{"circle", "xor", "gauss", "spiral", "moons", "rings"} {
		if s, _ := data.Find(name); s.Rule == nil {
			t.Errorf("nobody knows the rule of %s", name)
		}
	}
}
