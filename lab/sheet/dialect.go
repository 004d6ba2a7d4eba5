package sheet

import (
	"slices"
	"strings"
)

// dialect is how a table's text is cut into fields.
type dialect struct {
	separator rune   // blanks for runs of them
	backslash bool   // a quotation mark within quotation marks is written \"
	comment   string // what lines begin with that are no rows; empty where there are none
	width     int    // fields of most rows
}

// blanks is the separator of tables whose columns stand below each other.
const blanks = ' '

// separators are what may stand between fields, in the order in which they are preferred, with what the page calls them.
var separators = [...]struct {
	sign rune
	name string
}{{'\t', "tab"}, {';', "semicolon"}, {'|', "bar"}, {',', "comma"}, {blanks, "blanks"}}

// comments are what programs put before a line that is no row.
var comments = [...]string{"#", "%", "//"}

// looked is at how many lines at most one looks to tell how a text is cut, spread over all of it.
const looked = 2000

// separatorNamed is the sign of a separator that the page names.
func separatorNamed(name string) (rune, bool) {
	for _, s := range separators {
		if s.name == name {
			return s.sign, true
		}
	}
	return 0, false
}

// declared is the separator that a first line as spreadsheets write it names, "sep=;", and the lines with a blank one in its place, so
// that the others keep their numbers.
func declared(lines []string) (rune, []string) {
	for _, s := range separators {
		if strings.TrimSpace(lines[0]) == strings.TrimSpace("sep="+string(s.sign)) && s.sign != blanks {
			lines = slices.Clone(lines)
			lines[0] = ""
			return s.sign, lines
		}
	}
	return 0, lines
}

// sniff tells how lines are cut into fields: by the separator that gives the most of them equally many fields, two at least. A separator
// of 0 is to be found.
func sniff(lines []string, separator rune) dialect {
	var some []string
	quotes, escapes := 0, 0
	for i := 0; i < len(lines); i += 1 + len(lines)/looked {
		if strings.TrimSpace(lines[i]) != "" {
			some = append(some, lines[i])
		}
		quotes += strings.Count(lines[i], `""`)
		escapes += strings.Count(lines[i], `\"`)
	}
	d := dialect{separator: separator, comment: commented(some), backslash: escapes > quotes}
	most := 0
	for _, s := range separators {
		if separator != 0 && s.sign != separator {
			continue
		}
		try := d
		try.separator = s.sign
		// Words have blanks between them as well.
		if width, rows := try.usual(some); width > 1 && rows > most && (s.sign != blanks || separator != 0 || 2*rows > len(some)) {
			d.separator, d.width, most = s.sign, width, rows
		}
	}
	if most == 0 { // one column, or none
		if d.separator == 0 {
			d.separator = ','
		}
		d.width, _ = d.usual(some)
	}
	return d
}

// commented is what begins some lines but not most.
func commented(lines []string) string {
	for _, sign := range comments {
		n := 0
		for _, line := range lines {
			if strings.HasPrefix(strings.TrimSpace(line), sign) {
				n++
			}
		}
		if n > 0 && 2*n < len(lines) {
			return sign
		}
	}
	return ""
}

// usual is how many fields most lines have, and how many lines that is.
func (d dialect) usual(lines []string) (width, rows int) {
	count := map[int]int{}
	for _, line := range lines {
		if d.comment != "" && strings.HasPrefix(strings.TrimSpace(line), d.comment) {
			continue
		}
		fields, ok := d.cut(line)
		if !ok {
			continue
		}
		n := len(fields)
		count[n]++
		// What holds for more rows, and of two that hold for as many, what came to it first.
		if count[n] > rows && (n > 1 || width < 2) || width < 2 && n > 1 {
			width, rows = n, count[n]
		}
	}
	return width, rows
}
