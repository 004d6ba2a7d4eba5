package own

import (
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Text is lines that the reader brought, to be learnt letter by letter. It never changes; nil is none.
type Text struct {
	lines []string
	link  string // as String has it
}

// How much there may be of a text, and how little.
const (
	MostText  = 100 << 10 // bytes in UTF-8
	LeastText = 200       // letters, gaps not counted
)

// What can be wrong with a text; the page has words for each.
var (
	ErrNoText    = errors.New("own: text: no text in UTF-8")
	ErrLongText  = fmt.Errorf("own: text: more than %d bytes", MostText)
	ErrShortText = fmt.Errorf("own: text: fewer than %d letters", LeastText)
)

// A text that has hardly any lines is cut into pieces at gaps between words, so that some can be kept back.
const (
	fewLines = 24
	piece    = 60 // letters
)

// ReadText makes lines of a text as it came from a file or a clipboard: what cannot be seen is left out, gaps are one space, and lines without anything
// are none.
func ReadText(text string) (*Text, error) {
	if len(text) > MostText {
		return nil, ErrLongText
	}
	if !utf8.ValidString(text) || strings.ContainsRune(text, 0) {
		return nil, ErrNoText
	}
	var lines []string
	letters := 0
	for line := range strings.FieldsFuncSeq(text, breaks) {
		if line = plain(line); line != "" {
			lines = append(lines, line)
			letters += utf8.RuneCountInString(line) - strings.Count(line, " ")
		}
	}
	if letters < LeastText {
		return nil, ErrShortText
	}
	if len(lines) < fewLines {
		lines = pieces(lines)
	}
	return &Text{lines: lines, link: base64.RawURLEncoding.EncodeToString([]byte(strings.Join(lines, "\n")))}, nil
}

func breaks(r rune) bool { return r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029' }

// plain is a line without what cannot be seen.
func plain(line string) string {
	line = strings.Map(func(r rune) rune {
		if !unicode.IsSpace(r) && (unicode.IsControl(r) || unseen(r)) {
			return -1
		}
		return r
	}, line)
	return strings.Join(strings.Fields(line), " ")
}

// unseen tells of signs that only say how others are to be set: their widths, directions and joints. The tables of package unicode would be a good part
// of the engine.
func unseen(r rune) bool {
	return r == 0xad || r >= 0x200b && r <= 0x200f || r >= 0x202a && r <= 0x202e || r >= 0x2060 && r <= 0x206f || r == 0xfeff || r >= 0xe0000
}

// pieces cuts lines where a word ends, or, where there is no gap for long, anywhere.
func pieces(lines []string) (cut []string) {
	for _, line := range lines {
		from, n, gap := 0, 0, -1
		for at, r := range line {
			if r == ' ' {
				gap = at
			}
			if n++; n <= piece {
				continue
			}
			to := at
			if gap > from {
				to = gap
			}
			cut = append(cut, strings.TrimSpace(line[from:to]))
			from, n, gap = to, utf8.RuneCountInString(line[to:at])+1, -1
		}
		if rest := strings.TrimSpace(line[from:]); rest != "" {
			cut = append(cut, rest)
		}
	}
	return cut
}

// Lines are the reader's; they are not to be changed.
func (t *Text) Lines() []string { return t.lines }

// Letters is how many there are, gaps among them.
func (t *Text) Letters() (n int) {
	for _, line := range t.lines {
		n += utf8.RuneCountInString(line)
	}
	return n
}

// String is the text for a link, and for ParseText: base64 (RFC 4648, the alphabet for addresses, no padding) of its lines.
func (t *Text) String() string {
	if t == nil {
		return ""
	}
	return t.link
}

// ParseText reads what String wrote.
func ParseText(link string) (*Text, error) {
	if base64.RawURLEncoding.DecodedLen(len(link)) > MostText+1 {
		return nil, ErrLongText
	}
	b, err := base64.RawURLEncoding.Strict().DecodeString(link)
	if err != nil {
		return nil, fmt.Errorf("own: text: %w", err)
	}
	t, err := ReadText(string(b))
	if err != nil {
		return nil, err
	}
	if t.link != link { // there is one way to write anything
		return nil, errDamaged
	}
	return t, nil
}

// ExampleText is what stands for the reader's own text until there is one: small sentences about cats, with brackets to be closed.
func ExampleText() *Text {
	var lines []string
	cats := []string{"the cat", "a kitten", "the old tomcat", "my cat", "a grey cat"}
	asides := []string{"(asleep)", "(hungry)", "(just a little wet)", "(who knows why)"}
	acts := []string{"sits on", "looks at", "runs to", "dreams of"}
	things := []string{"the mat", "a bowl of milk", "the moon", "the dog"}
	for i, cat := range cats {
		for j, act := range acts {
			for k, thing := range things {
				aside := asides[(i+j+2*k)%len(asides)]
				switch (i + 2*j + k) % 3 {
				case 0:
					lines = append(lines, cat+" "+aside+" "+act+" "+thing)
				case 1:
					lines = append(lines, cat+" "+act+" "+thing+" "+aside)
				default:
					lines = append(lines, cat+" "+act+" "+thing)
				}
			}
		}
	}
	t, err := ReadText(strings.Join(lines, "\n"))
	if err != nil {
		panic(badExample)
	}
	return t
}

const badExample = "own: the example is a text"
