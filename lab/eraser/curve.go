package eraser

import (
	"math"

	"github.com/whisker-lab/whisker/nn"
)

// curve is both accuracies over the sweeps: at first after each of them, later after every second, fourth, eighth…, so that it
// stays short however long a run is.
type curve struct {
	every int
	rows  []float64 // (longest, 3): sweep, the method's, the supervised network's; NaN for none
}

const (
	longest = 256
	columns = 3
)

func newCurve() curve { return curve{1, make([]float64, 0, columns*(longest+1))} }

// add appends a row if it is due and, when there are too many, drops every second one.
func (c *curve) add(sweep int, shown [2]float64) {
	if sweep%c.every != 0 {
		return
	}
	c.rows = append(c.rows, float64(sweep), shown[0], shown[1])
	if len(c.rows) <= columns*longest {
		return
	}
	n := 0
	for i := 0; i < len(c.rows); i += 2 * columns {
		n += copy(c.rows[n:], c.rows[i:i+columns])
	}
	c.rows = c.rows[:n]
	c.every *= 2
}

// line writes one of the curves, in per cent, into an array made by add (rows, 2), with where it is now at its end.
func (c *curve) line(which, sweep int, now float64, add func(rows int) []float32) {
	n := 0
	each := func(f func(x, y float64)) {
		last := -1.0
		for i := 0; i < len(c.rows); i += columns {
			if y := c.rows[i+1+which]; !math.IsNaN(y) {
				f(c.rows[i], y)
				last = c.rows[i]
			}
		}
		if last < float64(sweep) && !math.IsNaN(now) {
			f(float64(sweep), now)
		}
	}
	each(func(float64, float64) { n++ })
	table, i := add(n), 0
	each(func(x, y float64) {
		table[i], table[i+1] = float32(x), float32(100*y)
		i += 2
	})
}

func (c *curve) save(e *nn.Encoder) {
	e.Uint(uint64(c.every))
	e.Uint(uint64(len(c.rows)))
	e.Doubles(c.rows)
}

// load reads into a curve of its own, so that what is damaged changes nothing.
func (c *curve) load(d *nn.Decoder) {
	*c = newCurve()
	d.Int(&c.every, 1, 1<<40)
	c.rows = c.rows[:d.Count(columns*longest)/columns*columns]
	d.Doubles("curve", c.rows)
}
