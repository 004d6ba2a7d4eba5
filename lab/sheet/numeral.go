package sheet

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// farthest is the largest number that is taken for one.
const farthest = 5e14

// numeral is a field that may be a number, by both readings of its signs.
type numeral struct {
	unit         string  // %, a currency; empty where it has none
	point, comma float64 // read with a decimal point, and with a decimal comma
	asPoint      bool    // whether it can be
	asComma      bool
	signed       bool // whether there is a point or a comma at all
}

// open tells whether both readings are possible and differ: 1,200.
func (n numeral) open() bool { return n.asPoint && n.asComma && n.point != n.comma }

// units are what may stand before or behind a number.
var units = [...]string{"%", "‰", "€", "$", "£", "¥", "₹", "°C", "°F", "°"}

// thin are the blanks and marks that part thousands: no-break, narrow no-break, thin and figure space, a blank, apostrophes.
const thin = "\u00a0\u202f\u2009\u2007 '’"

// numeralOf reads a field.
func numeralOf(field string) numeral {
	n := numeral{}
	if isNumber(field) && !strings.Contains(field, ".") { // most are
		n.point, n.asPoint = decimal(field, '.', ",")
		n.comma, n.asComma = n.point, n.asPoint
		return n
	}
	for _, unit := range units {
		if inner, ok := strings.CutSuffix(field, unit); ok {
			n.unit, field = unit, strings.TrimRight(inner, thin)
			break
		}
		if inner, ok := strings.CutPrefix(field, unit); ok && unit[0] != '%' {
			n.unit, field = unit, strings.TrimLeft(inner, thin)
			break
		}
	}
	field = strings.Replace(field, "−", "-", 1)
	if strings.ContainsAny(field, thin) {
		var ok bool
		if field, ok = ungrouped(field, thin); !ok {
			return n
		}
	}
	n.signed = strings.ContainsAny(field, ".,")
	n.point, n.asPoint = decimal(field, '.', ",")
	n.comma, n.asComma = decimal(field, ',', ".")
	return n
}

// decimal reads a number whose decimals stand behind the given sign, and whose thousands may be parted by the other.
func decimal(field string, point rune, thousands string) (float64, bool) {
	if strings.Contains(field, thousands) {
		var ok bool
		if field, ok = ungrouped(field, thousands); !ok {
			return 0, false
		}
	}
	if point == ',' {
		field = strings.Replace(field, ",", ".", 1)
	}
	if !isNumber(field) {
		return 0, false
	}
	v, err := strconv.ParseFloat(field, 64)
	return v, err == nil && math.Abs(v) <= farthest
}

// ungrouped takes out the signs between groups of three digits, one kind of them; the first group has one to three and begins with no 0,
// and none is behind the decimals.
func ungrouped(field, signs string) (string, bool) {
	body := afterSign(field)
	head := field[:len(field)-len(body)]
	var b strings.Builder
	b.WriteString(head)
	digits := afterDigits(body)
	first := body[:len(body)-len(digits)]
	if len(first) == 0 || len(first) > 3 || first[0] == '0' {
		return "", false
	}
	b.WriteString(first)
	kind := rune(0)
	for rest := digits; ; {
		sign, size := utf8.DecodeRuneInString(rest)
		if rest == "" || !strings.ContainsRune(signs, sign) {
			if strings.ContainsAny(rest, signs) {
				return "", false
			}
			b.WriteString(rest)
			return b.String(), kind != 0
		}
		if kind != 0 && kind != sign {
			return "", false
		}
		kind = sign
		group := rest[size:]
		after := afterDigits(group)
		if len(group)-len(after) != 3 {
			return "", false
		}
		b.WriteString(group[:3])
		rest = after
	}
}

// isNumber tells whether a field is a number, written out as the package for patterns would be a large part of what a browser loads:
// ^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$. Go's own reading takes more.
func isNumber(s string) bool {
	s = afterSign(s)
	rest := afterDigits(s)
	digits := len(s) - len(rest)
	if rest != "" && rest[0] == '.' {
		decimals := afterDigits(rest[1:])
		digits += len(rest) - 1 - len(decimals)
		rest = decimals
	}
	return digits > 0 && isExponent(rest, 3)
}

// isExponent tells whether nothing follows, or an exponent of so many digits at most.
func isExponent(s string, most int) bool {
	if s == "" {
		return true
	}
	if s[0] != 'e' && s[0] != 'E' {
		return false
	}
	s = afterSign(s[1:])
	return s != "" && len(s) <= most && afterDigits(s) == ""
}

func afterSign(s string) string {
	if s != "" && (s[0] == '+' || s[0] == '-') {
		return s[1:]
	}
	return s
}

func afterDigits(s string) string {
	for s != "" && s[0] >= '0' && s[0] <= '9' {
		s = s[1:]
	}
	return s
}
