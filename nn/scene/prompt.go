package scene

import "strings"

// The groups of words, in the order in which a prompt is said.
const (
	Number = iota
	Size
	Shape
	Place
	Groups
)

// Words are the words of each group, by the names that links hold.
var Words = [Groups][]string{
	{"one", "two"},
	{"small", "big"},
	{"ring", "square", "cat"},
	{"left", "right", "top", "bottom"},
}

// Unsaid stands for a word that a prompt leaves open.
const Unsaid = -1

// Prompt is one word of each group, by its place there, or Unsaid.
type Prompt [Groups]int

const (
	// Codes is how many words there are, and one more, 0, for no word.
	Codes = 1 + 2 + 2 + 3 + 4
	// Prompts is how many there are with a word of each group.
	Prompts = 2 * 2 * 3 * 4
)

const badPrompt = "scene: no such prompt"

// At is prompt i of all that have a word of each group, the last group varying fastest.
func At(i int) Prompt {
	if i < 0 || i >= Prompts {
		panic(badPrompt)
	}
	var p Prompt
	for g := Groups - 1; g >= 0; g-- {
		p[g] = i % len(Words[g])
		i /= len(Words[g])
	}
	return p
}

// Index is the inverse of At, −1 for a prompt that leaves something open.
func (p Prompt) Index() int {
	i := 0
	for g, w := range p {
		if w == Unsaid {
			return -1
		}
		i = i*len(Words[g]) + w
	}
	return i
}

// Whole tells whether there is a word of each group.
func (p Prompt) Whole() bool { return p.Index() >= 0 }

// Fits tells whether q says all that p says.
func (p Prompt) Fits(q Prompt) bool {
	for g, w := range p {
		if w != Unsaid && q[g] != w {
			return false
		}
	}
	return true
}

// Code is the number of a word among all, from 1.
func Code(group, word int) int {
	code := 1 + word
	for g := range group {
		code += len(Words[g])
	}
	return code
}

// Fill sets dst (Groups) to the codes of what is said, in order, at its end: what is left open is no word, and comes first.
func (p Prompt) Fill(dst []float32) {
	at := Groups
	for g := Groups - 1; g >= 0; g-- {
		if p[g] != Unsaid {
			at--
			dst[at] = float32(Code(g, p[g]))
		}
	}
	clear(dst[:at])
}

// String is the prompt in the words of links, as Parse reads them.
func (p Prompt) String() string {
	var said []string
	for g, w := range p {
		if w != Unsaid {
			said = append(said, Words[g][w])
		}
	}
	return strings.Join(said, " ")
}
