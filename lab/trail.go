package lab

import (
	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/nn"
)

// Trail is a number over the steps: at first after each of them, later after every second, fourth, eighth…, so that it stays
// short however long a run is, and the newest one always.
type Trail struct {
	rows  [2 * longestTrail]float32 // (n, 2): step, value
	n     int
	every int
}

const longestTrail = 512

// Clear empties the trail.
func (t *Trail) Clear() { t.n, t.every = 0, 0 }

func (t *Trail) step(i int) int { return int(t.rows[2*i]) }

// Add appends the value after a step.
func (t *Trail) Add(step int, value float64) {
	t.every = max(t.every, 1)
	if t.n > 1 && t.step(t.n-1)%t.every != 0 {
		t.n-- // it was there as the newest only
	}
	if t.n == longestTrail {
		t.every *= 2
		kept := 0
		for i := range t.n {
			if t.step(i)%t.every == 0 {
				copy(t.rows[2*kept:2*kept+2], t.rows[2*i:])
				kept++
			}
		}
		t.n = kept
	}
	t.rows[2*t.n], t.rows[2*t.n+1] = float32(step), float32(value)
	t.n++
}

// Paint adds the trail to a frame as an array (n, 2) of step and value.
func (t *Trail) Paint(f *frame.Frame, name string) { copy(f.Add(name, t.n, 2), t.rows[:2*t.n]) }

// Write saves the trail.
func (t *Trail) Write(e *nn.Encoder) {
	e.Uint(uint64(t.every))
	e.Uint(uint64(t.n))
	e.Floats(t.rows[:2*t.n])
}

// Read takes what Write wrote, into a trail of its own: what is damaged changes it at once.
func (t *Trail) Read(d *nn.Decoder) {
	d.Int(&t.every, 0, 1<<30)
	t.n = d.Count(longestTrail)
	d.Floats("a trail", t.rows[:2*t.n])
}
