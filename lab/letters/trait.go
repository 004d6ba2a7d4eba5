package letters

import (
	"slices"
	"strings"
	"unicode"

	"github.com/whisker-lab/whisker/nn"
)

// Traits are what a cell may turn out to know of the letters that it has read, the first one as a lesson begins.
func Traits() []string { return slices.Clone(traits[:]) }

// The traits, each of what has been read so far: its last letter is a vowel; it has five letters or more; the line ends here; its last letter stands
// twice in a row; a bracket or a quotation mark is open.
var traits = [...]string{"vowel", "late", "ending", "double", "inside"}

const (
	vowel = iota
	late
	ending
	double
	inside

	lateFrom = 5 // letters
)

// vowels are those of the Latin, the Greek and the Cyrillic alphabet, with their marks, as small letters.
const vowels = "aeiouàáâãäåæèéêëìíîïòóôõöøùúûüāēīōūąęįųœαεηιουωάέήίόύώаеёиоуыэюяіїє"

// opened and closed are what stands about something; quotation marks that are the same on both sides open and close in turn.
const (
	opened = "([{“‘«「『（"
	closed = ")]}”’»」』）"
	turned = "\""
)

// truths are the traits of a line after each of its letters (len), as bits.
func (s *script) truths(line []float32) []uint8 {
	bits := make([]uint8, len(line))
	depth, quoted := 0, false
	for i, code := range line {
		sign := s.signs[int(code)]
		switch {
		case strings.ContainsRune(opened, sign):
			depth++
		case strings.ContainsRune(closed, sign):
			depth = max(depth-1, 0)
		case strings.ContainsRune(turned, sign):
			quoted = !quoted
		}
		for trait, holds := range [...]bool{
			vowel: strings.ContainsRune(vowels, unicode.ToLower(sign)), late: i+1 >= lateFrom, ending: i+1 == len(line), double: i > 0 && code == line[i-1], inside: depth > 0 || quoted,
		} {
			if holds {
				bits[i] |= 1 << trait
			}
		}
	}
	return bits
}

// tally counts, for each trait and cell, how often the cell is above 0, where the trait holds and where it does not.
type tally struct {
	n     [len(traits)][2]int32   // letters where it does not hold, and where it does
	above [len(traits)][2][]int32 // (cells) of those, where the cell is above 0
}

func newTally(cells int) (t tally) {
	for k := range t.above {
		t.above[k] = [2][]int32{make([]int32, cells), make([]int32, cells)}
	}
	return t
}

func (t *tally) clear() {
	t.n = [len(traits)][2]int32{}
	for k := range t.above {
		clear(t.above[k][0])
		clear(t.above[k][1])
	}
}

// hear adds a letter: its traits, and the cells after it.
func (t *tally) hear(truth uint8, cells []float32) {
	for k := range t.n {
		holds := truth >> k & 1
		t.n[k][holds]++
		above := t.above[k][holds][:len(cells)]
		for i, v := range cells {
			if v > 0 {
				above[i]++
			}
		}
	}
}

// found are, for each trait, how well each cell's sign goes with it: the mean of the share of letters with the trait where the cell is above 0 and of
// the share of letters without where it is not. At 1 the sign is the trait, at ½ it says nothing, at 0 it is the trait turned round. Without letters of both
// kinds it is −1.
func (t *tally) found(to *[len(traits)][]float32) {
	for k := range to {
		no, yes := float32(t.n[k][0]), float32(t.n[k][1])
		for i := range to[k] {
			to[k][i] = -1
			if no > 0 && yes > 0 {
				to[k][i] = (float32(t.above[k][1][i])/yes + (no-float32(t.above[k][0][i]))/no) / 2
			}
		}
	}
}

// knows is how much a cell's sign tells, whichever way round: from ½ to 1, or −1 where there is nothing to tell.
func knows(found float32) float32 {
	if found < 0 {
		return -1
	}
	return max(found, 1-found)
}

// ranked are the cells by how much they know, the first one most.
func ranked(found []float32) []int {
	order := make([]int, len(found))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch x, y := knows(found[a]), knows(found[b]); {
		case x > y:
			return -1
		case x < y:
			return 1
		}
		return 0
	})
	return order
}

func (t *tally) write(e *nn.Encoder) {
	for k := range t.n {
		e.Ints(t.n[k][:])
		e.Ints(t.above[k][0])
		e.Ints(t.above[k][1])
	}
}

func (t *tally) read(d *nn.Decoder) {
	for k := range t.n {
		d.Ints("letters with a trait", t.n[k][:], 0, 1<<30)
		d.Ints("cells without it", t.above[k][0], 0, 1<<30)
		d.Ints("cells with it", t.above[k][1], 0, 1<<30)
	}
}
