package model_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/model"
	"github.com/whisker-lab/whisker/nn/nntest"
)

// rhymes are lines of codes from 1: each is a run that goes up by one, so that the second letter tells nothing of where it began but the end does.
func rhymes() (lines [][]float32) {
	for from := 1; from <= 4; from++ {
		for n := 1; n <= 7; n++ {
			var line []float32
			for k := range n {
				line = append(line, float32((from+k)%6+1))
			}
			lines = append(lines, append(line, line[0])) // which has to be remembered
		}
	}
	return lines
}

func spellerNet(cell string, hidden int) nn.Description {
	return nn.Description{Codes: 8, Layers: []nn.Spec{{Kind: cell, Units: hidden}, {Kind: "dense", Units: 8}}}
}

func newSpeller(t testing.TB, cell string, batch, steps int, seed uint64) *model.Speller {
	t.Helper()
	m, err := model.NewSpeller(model.SpellerConfig{Net: spellerNet(cell, 12), Batch: batch, Steps: steps, Optimiser: "adam", Rate: 0.01, Clip: 5}, rhymes(), weights(seed), seed)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestSpellerConforms(t *testing.T) {
	for _, cell := range []string{"rnn", "gru", "lstm"} {
		t.Run(cell, func(t *testing.T) {
			nntest.Conform(t, func(seed uint64) nn.Learner { return newSpeller(t, cell, 5, 3, seed) }, map[string]float64{"lr": 0.02, "clip": 1, "batch": 3, "steps": 4})
		})
	}
}

// bitsOf is what lines cost by a voice that reads them one at a time: the definition.
func bitsOf(v *model.Voice, lines [][]float32) float64 {
	var bits float64
	n := 0
	for _, line := range lines {
		_, p := v.Read(line, 1)
		for i := range len(line) + 1 {
			code := 0
			if i < len(line) {
				code = int(line[i])
			}
			bits -= math.Log2(float64(p[i*8+code]))
			n++
		}
	}
	return bits / float64(n)
}

// However many lines are read side by side, and in pieces however short, a judge finds what reading them one by one gives, and hears every letter once
// with the cells that a voice has after it.
func TestJudgesReadAsVoicesDo(t *testing.T) {
	for _, cell := range []string{"rnn", "gru", "lstm"} {
		for _, steps := range []int{1, 3, 16} {
			t.Run(fmt.Sprint(cell, steps), func(t *testing.T) {
				m, still := newSpeller(t, cell, 4, steps, 1), newSpeller(t, cell, 4, steps, 1)
				for range 40 {
					m.Step()
					still.Step()
				}
				net, lines := spellerNet(cell, 12), rhymes()
				v, j := still.Voice(net), m.Judge(net, lines, 5)
				heard := make([]int, len(lines))
				j.Heard = func(line, at int, cells []float32) {
					heard[line]++
					all, _ := v.Read(lines[line], 1)
					for i, c := range cells {
						if math.Abs(float64(c-all[at*12+i])) > 1e-5 {
							t.Fatalf("line %d, letter %d: cell %d is %v; a voice has %v", line, at, i, c, all[at*12+i])
						}
					}
				}
				j.Begin(m)
				for j.Go() {
					m.Step() // which changes nothing for the judge
				}
				for i, n := range heard {
					if n != len(lines[i])+1 {
						t.Errorf("line %d: %d letters heard; want %d", i, n, len(lines[i])+1)
					}
				}
				if got, want := j.Bits(), bitsOf(v, lines); math.Abs(got-want) > 1e-5 {
					t.Errorf("%v bits; read one by one %v", got, want)
				}
			})
		}
	}
}

// A step's loss is that of its lines, whatever stands beside them and behind their ends, and its update goes down their gradient.
func TestSpellerStepsDownTheLoss(t *testing.T) {
	for _, cell := range []string{"rnn", "gru", "lstm"} {
		lines := [][]float32{{1, 2, 3}, {4}, {5, 6, 5, 6, 5}}
		net := spellerNet(cell, 6)
		build := func(rate float64) *model.Speller {
			m, err := model.NewSpeller(model.SpellerConfig{Net: net, Batch: 3, Steps: 8, Rate: rate}, lines, weights(3), 1)
			if err != nil {
				t.Fatal(err)
			}
			return m
		}
		m := build(1) // plain gradient descent: the change is the gradient
		values, _ := m.Network().Flat()
		before := slices.Clone(values)
		loss, _ := m.Step()
		if m.Used() != 12 {
			t.Fatalf("%d letters used; want 12", m.Used())
		}
		at := func(w []float32) float64 {
			other := build(0)
			to, _ := other.Network().Flat()
			copy(to, w)
			return bitsOf(other.Voice(net), lines) * math.Ln2
		}
		if want := at(before); math.Abs(loss-want) > 1e-5 {
			t.Errorf("%s: loss %v; want %v", cell, loss, want)
		}
		r := rand.New(rand.NewPCG(5, 5))
		for range 30 {
			i := r.IntN(len(before))
			const h = 1e-2
			up, down := slices.Clone(before), slices.Clone(before)
			up[i] += h
			down[i] -= h
			want := (at(up) - at(down)) / (2 * h)
			if got := float64(before[i] - values[i]); math.Abs(got-want) > 2e-3*max(1, math.Abs(want)) {
				t.Errorf("%s: gradient %d is %v; want %v", cell, i, got, want)
			}
		}
	}
}

// What comes last in a line is what it began with: only who remembers that is less surprised than who counts.
func TestSpellersRemember(t *testing.T) {
	for _, cell := range []string{"rnn", "gru", "lstm"} {
		m := newSpeller(t, cell, 8, 10, 1)
		for range 1500 {
			m.Step()
		}
		v := m.Voice(spellerNet(cell, 12))
		if _, p := v.Read([]float32{3, 4, 5}, 1); p[3*8+3]+p[3*8+6] < 0.9 {
			t.Errorf("%s: after 3 4 5 it gives 3 again %v, and 6 %v", cell, p[3*8+3], p[3*8+6])
		}
	}
}

// The same dice give the same lines, a cold voice always the likeliest, and writing leaves training alone.
func TestVoicesWrite(t *testing.T) {
	net := spellerNet("lstm", 12)
	a, b := newSpeller(t, "lstm", 4, 8, 1), newSpeller(t, "lstm", 4, 8, 1)
	write := func(m *model.Speller, temperature float64, seed uint64) [][]float32 {
		lines, dice := make([][]float32, 6), make([]*rand.Rand, 6)
		for i := range dice {
			dice[i] = rand.New(rand.NewPCG(seed, uint64(i)))
		}
		m.Voice(net).Write(lines, 9, temperature, dice)
		return lines
	}
	for range 300 {
		x, _ := a.Step()
		y, _ := b.Step()
		if x != y {
			t.Fatalf("loss %v beside a voice; want %v", y, x)
		}
		if b.Used()%7 == 0 {
			write(b, 1, 1)
		}
	}
	same := func(a, b [][]float32) bool { return slices.EqualFunc(a, b, slices.Equal) }
	if !same(write(a, 1, 4), write(a, 1, 4)) || same(write(a, 1, 4), write(a, 1, 5)) {
		t.Error("lines do not go by their dice")
	}
	v := a.Voice(net)
	for _, line := range write(a, 0, 4) {
		_, p := v.Read(line, 1)
		for i := range len(line) + 1 {
			code := 0
			if i < len(line) {
				code = int(line[i])
			} else if len(line) == 9 {
				break
			}
			row := p[i*8:][:8]
			if row[code] != slices.Max(row) {
				t.Errorf("a cold voice writes %v, whose letter %d is not the likeliest", line, i)
			}
		}
	}
}

func TestNewSpellerRefuses(t *testing.T) {
	lines := rhymes()
	for name, c := range map[string]struct {
		config model.SpellerConfig
		lines  [][]float32
	}{
		"no codes":      {model.SpellerConfig{Net: nn.Description{Input: []int{8}, Layers: []nn.Spec{{Kind: "dense", Units: 8}}}, Batch: 1, Steps: 1}, lines},
		"no lines":      {model.SpellerConfig{Net: spellerNet("lstm", 4), Batch: 1, Steps: 1}, nil},
		"no batch":      {model.SpellerConfig{Net: spellerNet("lstm", 4), Steps: 1}, lines},
		"a far code":    {model.SpellerConfig{Net: spellerNet("lstm", 4), Batch: 1, Steps: 1}, [][]float32{{8}}},
		"half a code":   {model.SpellerConfig{Net: spellerNet("lstm", 4), Batch: 1, Steps: 1}, [][]float32{{1.5}}},
		"an end within": {model.SpellerConfig{Net: spellerNet("lstm", 4), Batch: 1, Steps: 1}, [][]float32{{1, 0, 1}}},
		"no optimiser":  {model.SpellerConfig{Net: spellerNet("lstm", 4), Batch: 1, Steps: 1, Optimiser: "luck"}, lines},
	} {
		if _, err := model.NewSpeller(c.config, c.lines, weights(1), 1); err == nil {
			t.Errorf("%s is taken", name)
		}
	}
}

func FuzzLoadSpeller(f *testing.F) {
	nntest.FuzzLoad(f, func(t testing.TB, seed uint64) nn.Learner { return newSpeller(t, "gru", 3, 4, seed) })
}
