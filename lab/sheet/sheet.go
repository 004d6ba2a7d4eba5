package sheet

import (
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/whisker-lab/whisker/lab/own"
)

// Reading is how a reader wants a table to be read; what is left out is as it was found.
type Reading struct {
	Separator string // comma, semicolon, tab, bar or blanks
	Decimal   string // what stands before decimals: point or comma
	Header    *bool  // whether the first row has the names
}

// sheet is a table of text as it was understood.
type sheet struct {
	reading Reading
	dialect dialect
	header  bool     // the first row names the columns
	columns []string // empty without a header
	kinds   []column
	rows    [][]string
	lines   []int // of each row in the text, from 1
	bad     []Bad
}

// Bad is a row of a table that was left out, and why, as a key of the page's words: before, comment, fields, quote, missing, number
// or classes.
type Bad struct {
	Line   int    `json:"line"`
	Why    string `json:"why"`
	Column string `json:"column,omitempty"` // what it is called, if anything
	At     int    `json:"at,omitempty"`     // and which it is, from 1
	Text   string `json:"text,omitempty"`
	Have   int    `json:"have,omitempty"` // fields
	Want   int    `json:"want,omitempty"`
}

const (
	mostText    = 5 << 20 // bytes
	mostColumns = 100
	mostSaid    = 40 // letters of a field that is shown
)

// Why a text is no table at all, as keys of the page's words.
var (
	errSheetEmpty  = errors.New("empty")
	errSheetLarge  = errors.New("large")
	errSheetBinary = errors.New("binary")
	errSheetWide   = errors.New("wide")
)

// parseSheet reads a table. Rows that make no sense are left out and told of.
func parseSheet(text string, how Reading) (*sheet, error) {
	switch {
	case len(text) > mostText:
		return nil, errSheetLarge
	case strings.ContainsRune(text, 0) || !utf8.ValidString(text):
		return nil, errSheetBinary
	}
	text = strings.TrimPrefix(text, "\ufeff")
	if strings.TrimSpace(text) == "" {
		return nil, errSheetEmpty
	}
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n") // old spreadsheets end lines with CR alone
	separator, lines := declared(strings.Split(text, "\n"))
	if sign, ok := separatorNamed(how.Separator); ok {
		separator = sign
	}
	s := &sheet{reading: how, dialect: sniff(lines, separator)}
	s.read(lines)
	if len(s.rows) == 0 {
		return nil, errSheetEmpty
	}
	if s.dialect.width > mostColumns {
		return nil, errSheetWide
	}
	s.straighten()
	if len(s.rows) == 0 {
		return nil, errSheetEmpty
	}
	s.head()
	if len(s.rows) == 0 {
		return nil, errSheetEmpty
	}
	s.understand()
	return s, nil
}

// straighten leaves out rows that have not as many fields as most. Columns at the end that say nothing are none; what stands before
// the first row of that length is a title.
func (s *sheet) straighten() {
	want, kept := s.dialect.width, 0
	for want > 1 && s.allEmpty(want-1) {
		want--
	}
	for i, row := range s.rows {
		full := row
		for len(row) > want && row[len(row)-1] == "" {
			row = row[:len(row)-1]
		}
		if len(row) != want {
			b := Bad{Line: s.lines[i], Why: "fields", Have: len(full), Want: want}
			if kept == 0 {
				b = Bad{Line: s.lines[i], Why: "before", Text: said(strings.Join(full, " "))}
			}
			s.bad = append(s.bad, b)
			continue
		}
		s.rows[kept], s.lines[kept] = row, s.lines[i]
		kept++
	}
	s.rows, s.lines = s.rows[:kept], s.lines[:kept]
}

// allEmpty tells whether a column and those after it say nothing, in the rows that are as long as most.
func (s *sheet) allEmpty(column int) bool {
	for _, row := range s.rows {
		if len(row) <= s.dialect.width && len(row) > column && strings.Join(row[column:], "") != "" {
			return false
		}
	}
	return true
}

// width is how many columns there are.
func (s *sheet) width() int { return len(s.rows[0]) }

// distinct is how many different things a column says, or one more than most.
func (s *sheet) distinct(column, most int) int {
	seen := map[string]bool{}
	for _, row := range s.rows {
		if !unknown(row[column]) && len(seen) <= most {
			seen[row[column]] = true
		}
	}
	return len(seen)
}

// name is what a column is called, if it is called anything.
func (s *sheet) name(column int) string {
	if !s.header {
		return ""
	}
	return said(s.columns[column])
}

// said is a field as it is shown: short.
func said(field string) string {
	runes := []rune(own.Named(field))
	if len(runes) > mostSaid {
		return string(runes[:mostSaid])
	}
	return string(runes)
}
