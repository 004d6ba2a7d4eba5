package nntest

import (
	"bytes"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/whisker-lab/whisker/nn"
)

// conformSteps is no multiple of a usual number of batches in an epoch, so that saves fall inside one.
const conformSteps = 37

// Conform checks what every nn.Learner promises. build returns a new learner of the same kind, whose randomness all comes
// from seed, but for its data, which must be the same for every seed. tune holds settings that act without a restart, by name.
func Conform(t *testing.T, build func(seed uint64) nn.Learner, tune map[string]float64) {
	t.Helper()
	t.Run("same seed gives the same bits", func(t *testing.T) {
		a, b := run(build(1), conformSteps), run(build(1), conformSteps)
		if !slices.Equal(a, b) {
			t.Errorf("losses differ from step %d on", differ(a, b))
		}
	})
	t.Run("another seed gives another run", func(t *testing.T) {
		if slices.Equal(run(build(1), conformSteps), run(build(2), conformSteps)) {
			t.Error("the same losses from seeds 1 and 2")
		}
	})
	t.Run("losses are finite", func(t *testing.T) {
		for i, bits := range run(build(1), conformSteps) {
			if loss := math.Float64frombits(bits); math.IsNaN(loss) || math.IsInf(loss, 0) {
				t.Fatalf("step %d: loss %v", i, loss)
			}
		}
	})
	t.Run("a save holds everything", func(t *testing.T) { conformSave(t, build, tune) })
	t.Run("a damaged save is an error", func(t *testing.T) { conformDamage(t, build) })
	t.Run("steps allocate nothing", func(t *testing.T) {
		l := build(1)
		l.Step()
		if n := testing.AllocsPerRun(100, func() { l.Step() }); n != 0 {
			t.Errorf("%v allocations a step; want 0", n)
		}
	})
	t.Run("tuning changes no weight", func(t *testing.T) {
		l := build(1)
		run(l, conformSteps)
		before := Snapshot(l)
		for _, name := range sorted(tune) {
			l.Tune(name, tune[name])
			if !slices.Equal(Snapshot(l), before) {
				t.Errorf("Tune(%q, %v) changed what is published", name, tune[name])
			}
		}
		l.Tune("no such setting", 1)
		if !slices.Equal(Snapshot(l), before) {
			t.Error("an unknown setting changed what is published")
		}
	})
	t.Run("tensors are published under names of their own", func(t *testing.T) {
		seen := map[string]bool{}
		build(1).Publish(func(name string, x *nn.Tensor) {
			if seen[name] || name == "" {
				t.Errorf("name %q twice or empty", name)
			}
			seen[name] = true
			n := 1
			for _, d := range x.Shape {
				n *= d
			}
			if n != len(x.Data) {
				t.Errorf("%s: shape %v holds %d values", name, x.Shape, len(x.Data))
			}
		})
		if len(seen) == 0 {
			t.Error("nothing is published")
		}
	})
}

func conformSave(t *testing.T, build func(seed uint64) nn.Learner, tune map[string]float64) {
	whole := build(1)
	run(whole, conformSteps)
	for _, name := range sorted(tune) {
		whole.Tune(name, tune[name])
	}
	run(whole, conformSteps)
	var save bytes.Buffer
	if err := whole.Save(&save); err != nil {
		t.Fatal(err)
	}
	want, end := run(whole, conformSteps), Snapshot(whole)

	saved := slices.Clone(save.Bytes())
	save.WriteString("what follows is not the learner's")
	other := build(2)
	run(other, 3)
	if err := other.Load(&save); err != nil {
		t.Fatal(err)
	}
	if got := run(other, conformSteps); !slices.Equal(got, want) {
		t.Errorf("losses after Load differ from step %d on", differ(got, want))
	}
	if !slices.Equal(Snapshot(other), end) {
		t.Error("what is published differs after Load and more steps")
	}
	if !strings.HasPrefix(save.String(), "what follows") {
		t.Errorf("Load left %q; want it to stop at the end of the save", save.String())
	}
	var again bytes.Buffer
	fresh := build(3)
	if err := fresh.Load(bytes.NewReader(saved)); err != nil {
		t.Fatal(err)
	}
	if err := fresh.Save(&again); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(again.Bytes(), saved) {
		t.Error("saving what was just loaded gives other bytes")
	}
}

func conformDamage(t *testing.T, build func(seed uint64) nn.Learner) {
	source := build(1)
	run(source, conformSteps)
	var save bytes.Buffer
	if err := source.Save(&save); err != nil {
		t.Fatal(err)
	}
	l := build(2)
	run(l, 3)
	before := Snapshot(l)
	refuse := func(what string, b []byte) {
		t.Helper()
		if err := l.Load(bytes.NewReader(b)); err == nil {
			t.Fatalf("%s: no error", what)
		}
	}
	whole := save.Bytes()
	stride := max(1, len(whole)/500)
	for n := 0; n < len(whole); n += stride {
		refuse("cut short", whole[:n])
	}
	for at := 0; at < len(whole); at += stride {
		bad := slices.Clone(whole)
		bad[at] ^= 1 << (at % 8)
		refuse("one bit changed", bad)
	}
	if !slices.Equal(Snapshot(l), before) {
		t.Error("a refused save changed the learner")
	}
}

// Snapshot copies the bits of everything that a learner publishes.
func Snapshot(l nn.Learner) (bits []uint32) {
	l.Publish(func(name string, x *nn.Tensor) {
		for _, v := range x.Data {
			bits = append(bits, math.Float32bits(v))
		}
	})
	return bits
}

// run steps n times and returns the bits of the losses.
func run(l nn.Learner, n int) (losses []uint64) {
	for range n {
		loss, _ := l.Step()
		losses = append(losses, math.Float64bits(loss))
	}
	return losses
}

func differ(a, b []uint64) int {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return i
		}
	}
	return min(len(a), len(b))
}

func sorted(tune map[string]float64) (names []string) {
	for name := range tune {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
