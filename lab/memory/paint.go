package memory

import (
	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/lab"
)

// names are what a chart calls the cells that the survey compares.
var names = [len(surveyed)]string{"recalled/plain", "recalled/lstm", "recalled/none"}

// Paint is part of lab.Run.
func (r *Run) Paint(f *frame.Frame, _ lab.Focus) {
	if r.task == wave {
		r.paintWave(f)
	} else {
		r.paintSteps(f)
		r.paintDelays(f)
	}
	for i := range r.trails {
		name := trailNames[i]
		if r.task == wave && i == trailRight {
			name = "foreseen"
		}
		r.trails[i].Paint(f, name)
	}
}

// paintSteps adds the network, step by step.
func (r *Run) paintSteps(f *frame.Frame) {
	v := r.look()
	steps := r.length()
	items := f.Add("memory/items", steps)
	for i := range items {
		items[i] = float32(*r.item(i))
	}
	copy(f.Add("memory/states", steps, r.hidden), v.state)
	if n := len(shownGates[r.cell]); n > 0 {
		copy(f.Add("memory/gates", steps, n, r.hidden), v.gates)
	}
	blame := f.Add("memory/blame", steps)
	for i, b := range v.blame {
		blame[i] = float32(b)
	}
	copy(f.Add("memory/answers", steps, r.task.outputs()), v.out)
	copy(f.Add("memory", 9), []float32{
		float32(r.task), float32(r.cell), float32(r.moment), float32(bit(r.unrolled)), float32(r.task.answer(v.seq, steps-1)), float32(r.cut), Window, float32(r.norm), float32(r.clip),
	})
}

// paintDelays adds how well it is recalled over how long: of this network, of those of the survey, and of mere guessing.
func (r *Run) paintDelays(f *frame.Frame) {
	for which, name := range names {
		n := 0
		var rows [2 * len(delays)]float32
		for i, delay := range delays {
			if right, known := r.survey.mean(which, i); known {
				rows[2*n], rows[2*n+1] = float32(delay), float32(right)
				n++
			}
		}
		if n > 0 {
			copy(f.Add(name, n, 2), rows[:2*n])
		}
	}
	copy(f.Add("recalled/here", 1, 2), []float32{float32(r.delay), float32(r.examine().right)})
	guess := float32(r.task.guess())
	copy(f.Add("recalled/guess", 2, 2), []float32{1, guess, MostDelay, guess})
	f.Add("recalled/at", 1)[0] = float32(r.delay)
}

// paintWave adds the wave and how the network goes on with it.
func (r *Run) paintWave(f *frame.Frame) {
	copy(f.Add("foresee/wave", WaveLong), r.wave)
	copy(f.Add("foresee/on", WaveLong), r.look().on)
}
