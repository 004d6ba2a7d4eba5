package memory

import (
	"math/rand/v2"
	"slices"
)

// task is what has to be kept in mind: items are shown one after the other, and in the end something is asked that only an earlier one
// tells.
type task uint8

const (
	recall task = iota // which symbol was the first
	parity             // whether the ones so far are odd in number, asked at every step
	add                // the sum of the first number and the last
	wave               // how a wave goes on, asked at every step
)

var tasks = [...]string{"recall", "parity", "add", "wave"}

// Tasks are what may be learnt, the usual one first.
func Tasks() []string { return slices.Clone(tasks[:]) }

// What items are, by task: of recall the symbols, then what distracts, then the question; of parity the bits; of adding the digits, then
// what distracts.
const (
	symbols   = 4
	digits    = 10
	distracts = 3
	question  = symbols + distracts
)

// inputs is how many numbers stand for an item.
func (t task) inputs() int { return [...]int{question + 1, 2, 2 + distracts, 1}[t] }

// outputs is how many answers are told apart, or 1 where the answer is a number.
func (t task) outputs() int { return [...]int{symbols, 2, 1, 1}[t] }

// classes tells whether the answer is one of a few, and not a number.
func (t task) classes() bool { return t == recall || t == parity }

// everywhere tells whether every step is asked, and not the last one alone.
func (t task) everywhere() bool { return t == parity || t == wave }

// guess is the share that who remembers nothing is right about, by the best guess there is.
func (t task) guess() float64 { return [...]float64{1.0 / symbols, 0.5, 1.0 / digits, 0}[t] }

// kinds is how many different items there may be at a step.
func (t task) kinds(step, steps int) (from, n int) {
	ends := step == 0 || step == steps-1
	switch {
	case t == parity:
		return 0, 2
	case t == add && ends:
		return 0, digits
	case t == add:
		return digits, distracts
	case step == 0:
		return 0, symbols
	case ends:
		return question, 1
	}
	return symbols, distracts
}

// draw draws a sequence.
func (t task) draw(items []uint8, r *rand.Rand) {
	for i := range items {
		from, n := t.kinds(i, len(items))
		items[i] = uint8(from + r.IntN(n))
	}
}

// answer is what is right at a step.
func (t task) answer(items []uint8, step int) int {
	switch t {
	case parity:
		odd := 0
		for _, bit := range items[:step+1] {
			odd ^= int(bit)
		}
		return odd
	case add:
		return int(items[0]) + int(items[step])
	}
	return int(items[0])
}

// encode writes an item as the numbers that a network sees.
func (t task) encode(to []float32, item uint8) {
	clear(to)
	switch {
	case t != add:
		to[item] = 1
	case item < digits:
		to[0], to[1] = float32(item)/(digits-1), 1
	default:
		to[2+item-digits] = 1
	}
}

// target is a right answer as a network is to give it: a class, or a sum between 0 and 1.
func (t task) target(right int) float32 {
	if t == add {
		return float32(right) / (2 * (digits - 1))
	}
	return float32(right)
}

// told is a number that a network gives as the sum that it means.
func (t task) told(y float32) float64 { return float64(y) * 2 * (digits - 1) }
