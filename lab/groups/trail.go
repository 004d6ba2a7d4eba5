package groups

import "github.com/whisker-lab/whisker/nn"

// trail is a number over the steps: at first after each of them, later after every second, fourth, eighth…, so that it stays
// short however long a run is, and the newest one always.
type trail struct {
	rows  [2 * longest]float32 // (n, 2): step, value
	n     int
	every int
}

const longest = 512

func (t *trail) clear() { t.n, t.every = 0, 0 }

func (t *trail) step(i int) int { return int(t.rows[2*i]) }

func (t *trail) add(step int, value float64) {
	t.every = max(t.every, 1)
	if t.n > 1 && t.step(t.n-1)%t.every != 0 {
		t.n-- // it was there as the newest only
	}
	if t.n == longest {
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

func (t *trail) write(e *nn.Encoder) {
	e.Uint(uint64(t.every))
	e.Uint(uint64(t.n))
	e.Floats(t.rows[:2*t.n])
}

func (t *trail) read(d *nn.Decoder) {
	d.Int(&t.every, 0, 1<<30)
	t.n = d.Count(longest)
	d.Floats("trail", t.rows[:2*t.n])
}
