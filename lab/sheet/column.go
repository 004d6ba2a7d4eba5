package sheet

import (
	"math"
	"strings"
)

// column is what one column was understood to be.
type column struct {
	numbers bool   // most of what it says are numbers
	comma   bool   // they have a decimal comma
	grouped bool   // their thousands are parted
	open    bool   // nothing tells whether a sign stands before decimals or parts thousands
	unit    string // that they have, %
	order   bool   // it only numbers the rows
}

// understand tells what all columns are. Where a reader says with which sign decimals are written, that holds for all.
func (s *sheet) understand() {
	s.kinds = make([]column, s.width())
	counts := make([]tally, s.width())
	for i := range s.kinds {
		counts[i] = s.count(i)
	}
	// What leaves it open follows those that do not.
	commas, points := 0, 0
	for _, n := range counts {
		commas, points = commas+n.onlyComma, points+n.onlyPoint
	}
	for i, n := range counts {
		k := &s.kinds[i]
		k.unit = n.unit
		switch {
		case s.reading.Decimal != "":
			k.comma = s.reading.Decimal == "comma"
		case n.onlyComma != n.onlyPoint:
			k.comma = n.onlyComma > n.onlyPoint
		case n.open == 0:
		case n.sign == ',' && n.small > 0 && n.long == 0: // 950 beside 1,200
		case n.sign == ',' && n.long > 0: // 1200 beside 1,250
			k.comma = true
		case commas != points:
			k.comma = commas > points
		default:
			k.open = true
			k.comma = n.sign == '.' && s.dialect.separator == ';' && n.small > 0 && n.long == 0
			if n.sign == '.' && s.dialect.separator != ';' {
				k.open = false // three decimals behind a point are usual where commas part fields
			}
		}
		numbers, said := 0, 0
		for _, row := range s.rows {
			if missing(row[i]) {
				continue
			}
			said++
			if _, ok := k.number(row[i]); ok {
				numbers++
				k.grouped = k.grouped || k.parts(row[i])
			}
		}
		k.numbers = 2*numbers > said
		k.order = k.numbers && s.ordinal(i)
		if !k.numbers {
			*k = column{}
		}
	}
}

// tally is how often what tells the signs of a column apart is in it.
type tally struct {
	onlyComma, onlyPoint, open int
	small, long                int  // whole numbers without a sign: of at most three digits, of more
	sign                       rune // in those that leave it open
	unit                       string
}

func (s *sheet) count(column int) (t tally) {
	units := map[string]int{}
	for _, row := range s.rows {
		n := numeralOf(row[column])
		if !n.asPoint && !n.asComma {
			continue
		}
		if units[n.unit]++; units[n.unit] > units[t.unit] {
			t.unit = n.unit
		}
		switch {
		case n.open():
			t.open++
			t.sign = '.'
			if strings.Contains(row[column], ",") {
				t.sign = ','
			}
		case n.signed && !n.asPoint:
			t.onlyComma++
		case n.signed && !n.asComma:
			t.onlyPoint++
		case n.signed:
		case math.Abs(n.point) < 1000:
			t.small++
		case !strings.ContainsAny(row[column], thin):
			t.long++
		}
	}
	return t
}

// number reads a field of the column.
func (k *column) number(field string) (float64, bool) {
	n := numeralOf(field)
	if n.unit != k.unit {
		return 0, false
	}
	if k.comma {
		return n.comma, n.asComma
	}
	return n.point, n.asPoint
}

// parts tells whether the thousands of a number are parted.
func (k *column) parts(field string) bool {
	sign := ","
	if k.comma {
		sign = "."
	}
	for _, unit := range units {
		field = strings.Trim(strings.TrimSuffix(strings.TrimPrefix(field, unit), unit), thin)
	}
	return strings.ContainsAny(field, sign+thin)
}

// ordinals are what columns are called that only number the rows.
var ordinals = [...]string{"", "id", "ids", "index", "idx", "row", "rows", "rowid", "row id", "row_id", "nr", "nr.", "no", "no.", "#", "unnamed: 0", "number", "编号", "序号", "行号"}

// ordinal tells whether a column numbers the rows: whole numbers one after the other under such a name or none, or each but once under
// such a name. Where it is one of two columns of numbers it is more than that.
func (s *sheet) ordinal(at int) bool {
	named, name := false, ""
	if s.header {
		name = strings.ToLower(strings.TrimSpace(s.columns[at]))
	}
	for _, one := range ordinals {
		named = named || name == one
	}
	if !named || !s.header && at > 0 || len(s.rows) < 2 {
		return false
	}
	seen, inTurn := map[float64]bool{}, true
	last := math.NaN()
	for _, row := range s.rows {
		v, ok := s.kinds[at].number(row[at])
		if !ok || v != math.Trunc(v) || seen[v] {
			return false
		}
		seen[v] = true
		inTurn = inTurn && (len(seen) == 1 || v == last+1)
		last = v
	}
	return inTurn || name != ""
}

// missing tells whether a field says that a number is not known.
func missing(field string) bool {
	switch strings.ToLower(field) {
	case "none", "-", "–", "—", "--", ".", "*", "missing", "unknown", "nil", "#value!", "#div/0!", "#ref!", "#num!", "#name?", "缺失", "无":
		return true
	}
	return unknown(field)
}

// unknown tells the same of a class: what is not known has no name, while none, − and + may well be classes.
func unknown(field string) bool {
	switch strings.ToLower(field) {
	case "", "na", "n/a", "#n/a", "#na", "<na>", "nan", "null", "?", "#value!", "#div/0!", "#ref!", "#num!", "#name?":
		return true
	}
	return false
}
