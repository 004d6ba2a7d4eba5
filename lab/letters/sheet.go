package letters

import (
	"errors"
	"math/rand/v2"
	"slices"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn"
)

// sheet is the line that the reader begins and the network goes on with.
type sheet struct {
	written []float32
	over    int // 1 where its end was written too
	pen     *rand.PCG

	fresh   bool
	cells   []float32 // (1+len, cells), the first of the code before the line
	chances []float32 // (1+len, codes) of what comes next, at the temperature
	order   []int     // the codes by how likely they are to come next
}

const mostWritten = 60

func newSheet(c lab.Config) sheet { return sheet{pen: c.Rand("seed", forPen)} }

// see brings the sheet up to date: what the network thinks of the line, and of what comes next.
func (r *Run) see() *sheet {
	v := &r.sheet
	if v.fresh {
		return v
	}
	v.fresh = true
	cells, chances := r.voice.Read(v.written, r.heat)
	v.cells, v.chances = append(v.cells[:0], cells...), append(v.chances[:0], chances...)
	n := len(r.script.signs)
	last := v.chances[len(v.written)*n:][:n]
	if len(v.order) != n {
		v.order = make([]int, n)
	}
	for i := range v.order {
		v.order[i] = i
	}
	slices.SortStableFunc(v.order, func(a, b int) int {
		switch {
		case last[a] > last[b]:
			return -1
		case last[a] < last[b]:
			return 1
		}
		return 0
	})
	return v
}

// chance is how likely a code was to come as the at-th, from 0.
func (r *Run) chance(at int, code float32) float32 {
	n := len(r.script.signs)
	return r.see().chances[at*n+int(code)]
}

var (
	errFull   = lab.Refusal{Line: lab.Line{Key: "narrator.letters.full", Args: map[string]any{"most": mostWritten}}}
	errNoSign = errors.New("letters: write: add: no such code")
	errWhat   = errors.New("letters: write: want text, add, next or keep")
	errNoCell = errors.New("letters: cell: at: there are not so many")
)

// put changes what is written: {"do": "write", "text": "car"} is a beginning, {"add": 4} a letter by its code, {"keep": 2} cuts it off,
// {"next": true} lets the network choose.
func (r *Run) put(m lab.Msg) error {
	f := m.Fields()
	text, add, next, keep := f.Text("text", ""), f.Int("add", -1), f.Bool("next", false), f.Int("keep", -1)
	if err := f.Err(); err != nil {
		return err
	}
	v := &r.sheet
	switch {
	case f.Has("text"):
		codes, err := r.script.typed(text)
		if err != nil {
			return err
		}
		v.written, v.over = codes, 0
	case f.Has("keep"):
		if keep < 0 {
			return errWhat
		}
		v.written, v.over = slices.Clone(v.written[:min(keep, len(v.written))]), 0
	case f.Has("add"):
		if add < 0 || add >= len(r.script.signs) {
			return errNoSign
		}
		return r.take(float32(add))
	case next:
		if v.over == 1 { // the next line
			v.written, v.over, v.fresh = nil, 0, false
		}
		n := len(r.script.signs)
		last := r.see().chances[len(v.written)*n:][:n]
		u, code := rand.New(v.pen).Float32(), n-1
		for i, p := range last {
			if u -= p; u < 0 {
				code = i
				break
			}
		}
		return r.take(float32(code))
	default:
		return errWhat
	}
	v.fresh = false
	return nil
}

// take adds a code to what is written; after the end a line begins anew.
func (r *Run) take(code float32) error {
	v := &r.sheet
	if v.over == 1 {
		v.written, v.over = nil, 0
	}
	if code == 0 {
		v.over = 1
		return nil
	}
	if len(v.written) >= mostWritten {
		return errFull
	}
	v.written, v.fresh = append(slices.Clone(v.written), code), false
	return nil
}

// Act is part of lab.Actor: write, see put; {"do": "cell", "at": 7} follows a cell, −1 the one that knows most.
func (r *Run) Act(m lab.Msg) (known bool, err error) {
	switch m.Do {
	case "write":
		return true, r.put(m)
	case "cell":
		f := m.Fields()
		at := f.Int("at", -1)
		if err := f.Err(); err != nil {
			return true, err
		}
		if at < -1 || at >= r.cells {
			return true, errNoCell
		}
		r.cell = at
		return true, nil
	}
	return false, nil
}

func (v *sheet) write(e *nn.Encoder) {
	e.Uint(uint64(len(v.written)))
	for _, c := range v.written {
		e.Uint(uint64(c))
	}
	e.Uint(uint64(v.over))
	e.Source(v.pen)
}

// read takes what write wrote. What it returns is what was written, once the decoder is closed without an error.
func (v *sheet) read(d *nn.Decoder, signs int) (written func() []float32) {
	line := make([]int, d.Count(mostWritten))
	for i := range line {
		d.Int(&line[i], 1, signs-1)
	}
	d.Int(&v.over, 0, 1)
	d.Source(v.pen)
	return func() []float32 {
		codes := make([]float32, len(line))
		for i, c := range line {
			codes[i] = float32(c)
		}
		return codes
	}
}
