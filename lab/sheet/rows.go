package sheet

import (
	"encoding/csv"
	"strings"
)

// joined is over how many lines a field in quotation marks may reach.
const joined = 8

// read takes the fields of all lines that can be read. What is left out is told of.
func (s *sheet) read(lines []string) {
	d := s.dialect
	for i := 0; i < len(lines); {
		line, at := lines[i], i+1
		i++
		text := strings.TrimSpace(line)
		if text == "" {
			continue
		}
		if d.comment != "" && strings.HasPrefix(text, d.comment) {
			// What stands right before the rows, and has as many fields, names the columns.
			row, ok := d.cut(strings.TrimSpace(strings.TrimPrefix(text, d.comment)))
			if len(s.rows) > 0 || !ok || len(row) != d.width || d.width < 2 || !follows(lines[i:], d.comment) {
				s.bad = append(s.bad, Bad{Line: at, Why: "comment", Text: said(text)})
				continue
			}
			s.take(row, at)
			continue
		}
		row, ok := d.cut(line)
		if !ok && strings.Count(line, `"`)%2 == 1 {
			// A field may go on in the next lines; if what comes of it has not as many fields as the others, one mark is too many.
			text := line
			for n := range min(joined, len(lines)-i) {
				text += "\n" + lines[i+n]
				if more, sound := d.cut(text); sound && len(more) == d.width {
					row, ok, i = more, true, i+n+1
					break
				}
			}
		}
		if !ok {
			if row, ok = d.loose(line); ok && len(row) != d.width {
				ok = false
			}
		}
		if !ok {
			s.bad = append(s.bad, Bad{Line: at, Why: "quote"})
			continue
		}
		s.take(row, at)
	}
}

// follows tells whether the next line that is not blank is a row.
func follows(lines []string, comment string) bool {
	for _, line := range lines {
		if text := strings.TrimSpace(line); text != "" {
			return !strings.HasPrefix(text, comment)
		}
	}
	return false
}

// take adds a row, unless all of it is empty.
func (s *sheet) take(row []string, line int) {
	empty := true
	for i := range row {
		row[i] = strings.TrimSpace(row[i])
		empty = empty && row[i] == ""
	}
	if !empty {
		s.rows, s.lines = append(s.rows, row), append(s.lines, line)
	}
}

// cut parts one record into its fields (RFC 4180, with blanks about quotation marks), or says that its quotation marks make no sense.
func (d dialect) cut(text string) ([]string, bool) {
	if !strings.Contains(text, `"`) {
		if d.separator == blanks {
			return strings.Fields(text), true
		}
		return strings.Split(text, string(d.separator)), true
	}
	if d.backslash {
		text = strings.ReplaceAll(text, `\"`, `""`)
	}
	if row, ok := d.strict(text, false); ok {
		return row, true
	}
	return d.strict(d.closed(text), false)
}

// loose is the same where a quotation mark stands in the middle of a field, as inches do.
func (d dialect) loose(text string) ([]string, bool) { return d.strict(text, true) }

func (d dialect) strict(text string, lazy bool) ([]string, bool) {
	if d.separator == blanks {
		text = squeezed(text)
	}
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord, r.TrimLeadingSpace, r.LazyQuotes = d.separator, -1, d.separator != '\t' && d.separator != blanks, lazy
	row, err := r.Read()
	if err != nil {
		return nil, false
	}
	_, err = r.Read()
	return row, err != nil // a second record would be lost
}

// closed is the text without blanks between a quotation mark and the separator or the end that follows.
func (d dialect) closed(text string) string {
	parts := strings.Split(text, `"`)
	for i := 1; i < len(parts); i++ {
		rest := strings.TrimLeft(parts[i], " ")
		if rest == "" && i == len(parts)-1 || strings.HasPrefix(rest, string(d.separator)) {
			parts[i] = rest
		}
	}
	return strings.Join(parts, `"`)
}

// squeezed has one blank for each run of them outside quotation marks, and none at the ends.
func squeezed(text string) string {
	parts := strings.Split(strings.TrimSpace(text), `"`)
	for i := 0; i < len(parts); i += 2 {
		inner := strings.Join(strings.Fields(parts[i]), " ")
		if inner != "" || parts[i] != "" {
			if strings.TrimLeft(parts[i], " \t") != parts[i] {
				inner = " " + inner
			}
			if inner != " " && strings.TrimRight(parts[i], " \t") != parts[i] {
				inner += " "
			}
		}
		parts[i] = inner
	}
	return strings.Join(parts, `"`)
}
