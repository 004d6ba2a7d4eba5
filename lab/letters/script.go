package letters

import (
	"cmp"
	"maps"
	"math/rand/v2"
	"slices"
	"unicode"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn/data"
)

// script is a text as the network has it: its letters as codes, and its lines, of which some are kept back.
type script struct {
	signs  []rune           // by code; 0 is a line's end
	code   map[rune]int32   // of every letter that there is
	rare   bool             // whether the last code stands for all letters that were too rare for one of their own
	small  bool             // whether there are no capitals
	lines  []string         // all, in the text's order
	read   [][]float32      // those to learn from
	kept   [][]float32      // those that are kept back
	known  map[string]uint8 // what each line is, by isRead and isKept
	longer int              // codes of the longest line
}

const (
	mostSigns = 640 // that are told apart
	rareSign  = '▢' // U+25A2
	endSign   = rune(0)
)

// Texts are what can be read, the usual one first.
func Texts() []string { return []string{"names", "tang", lab.OwnName} }

// writings are the data sets of the texts that are shipped, and what is written first of each.
var writings = [...]struct{ text, set, begins string }{{"names", "firstnames", "car"}, {"tang", "tang", "白云"}}

// textOf is the lines that a config reads. Its error is a data.Missing.
func textOf(c lab.Config) ([]string, error) {
	for _, w := range writings {
		if c.Text("text") != w.text {
			continue
		}
		one, ok := data.FindWriting(w.set)
		if !ok {
			panic(badText)
		}
		t, err := one.Open(c.Lesson().Shelf)
		if err != nil {
			return nil, err
		}
		return t.Lines, nil
	}
	return c.OwnText().Lines(), nil
}

const badText = "letters: a text is one of package data"

// errFewLines is of a text whose lines are all alike: none can be kept back that is not learnt.
var errFewLines = lab.Refusal{Line: lab.Line{Key: "narrator.letters.alike"}}

// newScript reads lines, of which a share is learnt. Which they are follows from chance.
func newScript(lines []string, share float64, chance *rand.PCG) (*script, error) {
	s := &script{lines: lines, known: make(map[string]uint8, len(lines)), code: map[rune]int32{}, signs: []rune{endSign}, small: true}
	counts := map[rune]int{}
	for _, line := range lines {
		for _, r := range line {
			counts[r]++
			s.small = s.small && unicode.ToLower(r) == r
		}
	}
	letters := slices.Collect(maps.Keys(counts))
	slices.SortFunc(letters, func(a, b rune) int { return cmp.Or(counts[b]-counts[a], int(a-b)) })
	if s.rare = len(letters) >= mostSigns; s.rare {
		letters = letters[:mostSigns-2]
	}
	for _, r := range letters {
		s.code[r] = int32(len(s.signs))
		s.signs = append(s.signs, r)
	}
	if s.rare {
		s.code[rareSign] = int32(len(s.signs))
		s.signs = append(s.signs, rareSign)
	}
	// Lines that stand twice are learnt or kept back together, so that what is kept back is new.
	var different []string
	for _, line := range lines {
		if s.known[line] == isNew {
			s.known[line] = isRead
			different = append(different, line)
		}
	}
	order := rand.New(chance).Perm(len(different))
	n := min(max(int(float64(share*float64(len(different)))+0.5), 1), len(different)-1)
	if n < 1 {
		return nil, errFewLines
	}
	for i, k := range order {
		codes := s.codes(different[k])
		s.longer = max(s.longer, len(codes))
		if i < n {
			s.read = append(s.read, codes)
		} else {
			s.kept, s.known[different[k]] = append(s.kept, codes), isKept
		}
	}
	return s, nil
}

// begins is what is written when a text is opened: a beginning of its own, or of its first line.
func (s *script) begins(text string) []float32 {
	for _, w := range writings {
		if w.text == text {
			return s.codes(w.begins)
		}
	}
	return s.read[0][:min(3, len(s.read[0]))]
}

// codes are a line's; what has no code of its own is rare.
func (s *script) codes(line string) []float32 {
	codes := make([]float32, 0, len(line))
	for _, r := range line {
		code, ok := s.code[r]
		if !ok {
			code = s.code[rareSign]
		}
		codes = append(codes, float32(code))
	}
	return codes
}

// text is a line of codes as it is read.
func (s *script) text(codes []float32) string {
	signs := make([]rune, len(codes))
	for i, c := range codes {
		signs[i] = s.signs[int(c)]
	}
	return string(signs)
}

// typed are the codes of what the reader types: small where there are no capitals. The error names a letter that the text does not have.
func (s *script) typed(text string) ([]float32, error) {
	codes := make([]float32, 0, len(text))
	for _, r := range text {
		if s.small {
			r = unicode.ToLower(r)
		}
		code, ok := s.code[r]
		if !ok {
			return nil, lab.Refusal{Line: lab.Line{Key: "narrator.letters.unknown", Args: map[string]any{"letter": string(r)}}}
		}
		codes = append(codes, float32(code))
	}
	if len(codes) > mostWritten {
		return nil, errFull
	}
	return codes, nil
}
