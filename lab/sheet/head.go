package sheet

import "math"

// head takes the first row for names where it is no row of numbers as those below are, or where the reader says so.
func (s *sheet) head() {
	first, below := s.rows[0], s.rows[1:]
	names := len(below) > 0 && named(first, below)
	if s.reading.Header != nil {
		names = *s.reading.Header
	} else if len(below) == 0 {
		names = true
		for _, field := range first {
			if n := numeralOf(field); n.asPoint || n.asComma {
				names = false
			}
		}
	}
	if names {
		s.header, s.columns = true, first
		s.rows, s.lines = below, s.lines[1:]
	}
}

// named tells whether a row has the names of the columns below: words over numbers; or, where it has numbers over numbers, ones that
// follow each other evenly and lie far from those below, as years do; or words alone over words alone.
func named(first []string, below [][]string) bool {
	numbers, words := 0, 0
	var heads []float64
	far := true
	for at, field := range first {
		lo, hi, n, said := math.Inf(1), math.Inf(-1), 0, 0
		for _, row := range below {
			if missing(row[at]) {
				continue
			}
			said++
			if v, ok := either(row[at]); ok {
				n++
				lo, hi = min(lo, v), max(hi, v)
			}
		}
		v, isNumber := either(field)
		switch {
		case 2*n <= said || said == 0:
			if isNumber {
				return false
			}
		case !isNumber && !missing(field):
			words++
		case isNumber:
			numbers++
			heads = append(heads, v)
			far = far && (v > hi+(hi-lo) || v < lo-(hi-lo))
		}
	}
	switch {
	case words > 0:
		return true
	case numbers == 0:
		return apart(first, below)
	case numbers < 2 || !far:
		return false
	}
	for i := 2; i < len(heads); i++ {
		if heads[i]-heads[i-1] != heads[1]-heads[0] {
			return false
		}
	}
	return heads[0] != heads[1]
}

// apart tells whether nothing of a row comes again below it, in a column where something comes again.
func apart(first []string, below [][]string) bool {
	for at, field := range first {
		for _, row := range below {
			if row[at] == field && field != "" {
				return false
			}
		}
	}
	return true
}

// either is a number, whichever its signs are.
func either(field string) (float64, bool) {
	n := numeralOf(field)
	if n.asPoint {
		return n.point, true
	}
	return n.comma, n.asComma
}
