package sheet

import (
	"encoding/csv"
	"errors"
	"io"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/whisker-lab/whisker/lab/own"
)

// sheet is a table of text as it was understood: RFC 4180, with other separators as well.
type sheet struct {
	separator rune
	decimals  bool     // a comma stands before the decimals
	header    bool     // the first row names the columns
	columns   []string // empty without a header
	rows      [][]string
	lines     []int // of each row in the text, from 1
	bad       []Bad
}

// Bad is a row of a table that was left out, and why, as a key of the page's words: fields, quote, missing, number, classes or
// many.
type Bad struct {
	Line   int    `json:"line"`
	Why    string `json:"why"`
	Column string `json:"column,omitempty"`
	Text   string `json:"text,omitempty"`
	Have   int    `json:"have,omitempty"` // fields
	Want   int    `json:"want,omitempty"`
}

const (
	mostText    = 2 << 20 // bytes
	mostRows    = 20_000
	mostColumns = 100
	guessFrom   = 20 // rows to tell the separator and the header by
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
func parseSheet(text string) (*sheet, error) {
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
	separator, text := separatorOf(text)
	s := &sheet{separator: separator}
	s.read(text, s.separator)
	if len(s.rows) == 0 {
		return nil, errSheetEmpty
	}
	if len(s.rows[0]) > mostColumns {
		return nil, errSheetWide
	}
	s.straighten()
	s.decimals = s.separator != ',' && s.commas()
	s.head()
	if len(s.rows) == 0 {
		return nil, errSheetEmpty
	}
	return s, nil
}

// separatorOf is the separator that gives the most rows as many fields as the first one has, two at least, unless a first line
// as spreadsheets write it names one: "sep=;". That line becomes a blank one, so that the others keep their numbers.
func separatorOf(text string) (rune, string) {
	for _, c := range [...]rune{'\t', ';', ','} {
		if after, ok := strings.CutPrefix(text, "sep="+string(c)+"\n"); ok {
			return c, "\n" + after
		}
	}
	best, most := ',', 0
	for _, c := range [...]rune{'\t', ';', ','} {
		t := &sheet{}
		t.read(firstLines(text), c)
		score := 0
		for _, row := range t.rows {
			if len(row) == len(t.rows[0]) && len(row) > 1 {
				score++
			}
		}
		if score > most {
			best, most = c, score
		}
	}
	return best, text
}

// firstLines is the beginning of a text.
func firstLines(text string) string {
	at := 0
	for range guessFrom {
		next := strings.IndexByte(text[at:], '\n')
		if next < 0 {
			return text
		}
		at += next + 1
	}
	return text[:at]
}

// read takes the fields of all rows that can be read.
func (s *sheet) read(text string, separator rune) {
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord, r.TrimLeadingSpace = separator, -1, separator != '\t'
	for len(s.rows) < mostRows {
		row, err := r.Read()
		if err == io.EOF {
			return
		}
		if err != nil {
			var wrong *csv.ParseError
			if !errors.As(err, &wrong) {
				return
			}
			s.bad = append(s.bad, Bad{Line: wrong.StartLine, Why: "quote"})
			continue
		}
		line, _ := r.FieldPos(0)
		for i := range row {
			row[i] = strings.TrimSpace(row[i])
		}
		if strings.Join(row, "") == "" {
			continue
		}
		s.rows, s.lines = append(s.rows, row), append(s.lines, line)
	}
}

// straighten leaves out rows of another length than the first one's. Empty fields at the end are nothing.
func (s *sheet) straighten() {
	want, kept := len(s.rows[0]), 0
	for want > 1 && s.rows[0][want-1] == "" && s.allEmpty(want-1) {
		want--
	}
	for i, row := range s.rows {
		for len(row) > want && row[len(row)-1] == "" {
			row = row[:len(row)-1]
		}
		if len(row) != want {
			s.bad = append(s.bad, Bad{Line: s.lines[i], Why: "fields", Have: len(row), Want: want})
			continue
		}
		s.rows[kept], s.lines[kept] = row, s.lines[i]
		kept++
	}
	s.rows, s.lines = s.rows[:kept], s.lines[:kept]
}

// allEmpty tells whether a column and those after it say nothing.
func (s *sheet) allEmpty(column int) bool {
	for _, row := range s.rows {
		if len(row) > column && strings.Join(row[column:], "") != "" {
			return false
		}
	}
	return true
}

// commas tells whether numbers are written with a comma before the decimals.
func (s *sheet) commas() bool {
	for _, row := range s.rows {
		for _, field := range row {
			if isDecimalComma(field) {
				return true
			}
		}
	}
	return false
}

// number reads a field.
func (s *sheet) number(field string) (float64, bool) {
	if s.decimals {
		field = strings.Replace(field, ",", ".", 1)
	}
	field = strings.Replace(field, "−", "-", 1)
	if !isNumber(field) {
		return 0, false
	}
	v, err := strconv.ParseFloat(field, 64)
	return v, err == nil && math.Abs(v) <= own.Farthest/2
}

// missing tells whether a field says that nothing is known.
func missing(field string) bool {
	switch strings.ToLower(field) {
	case "", "na", "n/a", "nan", "null", "none", "?", "-":
		return true
	}
	return false
}

// head takes the first row for names, unless it has numbers: so has the table below, or there is nothing to tell them apart by.
func (s *sheet) head() {
	for _, field := range s.rows[0] {
		if _, ok := s.number(field); ok {
			return
		}
	}
	s.header, s.columns = true, s.rows[0]
	s.rows, s.lines = s.rows[1:], s.lines[1:]
}

// width is how many columns there are.
func (s *sheet) width() int { return len(s.rows[0]) }

// numbers is how many fields of a column are numbers, and distinct how many different ones there are, or one more than most.
func (s *sheet) numbers(column, most int) (numbers, distinct int) {
	seen := map[string]bool{}
	for _, row := range s.rows {
		if _, ok := s.number(row[column]); ok {
			numbers++
		}
		if !missing(row[column]) && len(seen) <= most {
			seen[row[column]] = true
		}
	}
	return numbers, len(seen)
}

// said is a field as it is shown: short.
func said(field string) string {
	runes := []rune(own.Named(field))
	if len(runes) > mostSaid {
		return string(runes[:mostSaid])
	}
	return string(runes)
}
