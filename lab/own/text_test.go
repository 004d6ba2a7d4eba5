package own_test

import (
	"encoding/base64"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/whisker-lab/whisker/lab/own"
)

func TestReadText(t *testing.T) {
	long := strings.Repeat("a line of words\n", 40)
	for _, tt := range []struct {
		name, text string
		err        error
		lines      int
		first      string
	}{
		{"lines", long, nil, 40, "a line of words"},
		{"of another system", strings.ReplaceAll(long, "\n", "\r\n"), nil, 40, "a line of words"},
		{"with gaps and signs that cannot be seen", "\ufeff" + strings.ReplaceAll(long, " ", " \t\u00a0\u200b"), nil, 40, "a line of words"},
		{"with empty lines", strings.ReplaceAll(long, "\n", "\n \n\n"), nil, 40, "a line of words"},
		{"one long line is cut at its gaps", strings.Repeat("seven letters ", 30), nil, 8, "seven letters seven letters seven letters seven letters"},
		{"and without gaps anywhere", strings.Repeat("汉", 300), nil, 5, strings.Repeat("汉", 60)},
		{"any script", strings.Repeat("床前明月光\nनमस्ते दुनिया\nпривет\n", 14), nil, 42, "床前明月光"},
		{"nothing", "", own.ErrShortText, 0, ""},
		{"only gaps", strings.Repeat(" \n", 500), own.ErrShortText, 0, ""},
		{"too few letters", strings.Repeat("a\n", own.LeastText-1), own.ErrShortText, 0, ""},
		{"just enough", strings.Repeat("a\n", own.LeastText), nil, own.LeastText, "a"},
		{"too much", strings.Repeat("a", own.MostText+1), own.ErrLongText, 0, ""},
		{"just as much as may be", strings.Repeat("abc def\n", own.MostText/8), nil, own.MostText / 8, "abc def"},
		{"another encoding", "caf\xe9 " + long, own.ErrNoText, 0, ""},
		{"a picture", "\x89PNG\r\n\x1a\n\x00\x00" + long, own.ErrNoText, 0, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			text, err := own.ReadText(tt.text)
			if !errors.Is(err, tt.err) {
				t.Fatalf("%v; want %v", err, tt.err)
			}
			if err != nil {
				return
			}
			if got := text.Lines(); len(got) != tt.lines || got[0] != tt.first {
				t.Errorf("%d lines, the first is %q; want %d and %q", len(got), got[0], tt.lines, tt.first)
			}
		})
	}
}

func TestParseTextRefuses(t *testing.T) {
	good := own.ExampleText().String()
	for name, link := range map[string]string{
		"no base64":         "%%%",
		"nothing":           "",
		"not as it is kept": base64.RawURLEncoding.EncodeToString([]byte(strings.Repeat("a  b\r\n", 200))),
		"too long":          strings.Repeat("A", 2*own.MostText),
		"cut short":         good[:100],
		"padded":            good + "=",
	} {
		if _, err := own.ParseText(link); err == nil {
			t.Errorf("%s is taken", name)
		}
	}
}

// Whatever bytes come, there is a text of sound lines that is the same when it comes again, or an error.
func FuzzReadText(f *testing.F) {
	f.Add(strings.Repeat("a line of words\n", 40))
	f.Add(strings.Repeat("汉", 300))
	f.Add("\ufeff" + strings.Repeat("x \u200b\u2028", 250))
	f.Add(strings.Repeat(" ab", 150))
	f.Fuzz(func(t *testing.T, in string) {
		text, err := own.ReadText(in)
		if err != nil {
			return
		}
		for i, line := range text.Lines() {
			if line == "" || strings.TrimSpace(line) != line || strings.ContainsAny(line, "\n\r\x00") || !utf8.ValidString(line) {
				t.Fatalf("line %d is %q", i, line)
			}
		}
		again, err := own.ParseText(text.String())
		if err != nil || again.String() != text.String() || len(again.Lines()) != len(text.Lines()) {
			t.Fatalf("%q does not come back: %v", text.Lines(), err)
		}
		if n := text.Letters(); n < own.LeastText {
			t.Fatalf("%d letters", n)
		}
	})
}
