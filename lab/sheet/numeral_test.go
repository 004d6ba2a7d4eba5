package sheet

import (
	"fmt"
	"math"
	"regexp"
	"testing"
)

var plainNumber = regexp.MustCompile(`^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$`)

// By both readings: of a field that could be either the second one is told after a slash.
func TestNumerals(t *testing.T) {
	for field, want := range map[string]string{
		"1.5": "1.5 ", "1,5": "1.5, ", "1,200": "1200/1.2 ", "1.200": "1.2/1200 ", "1,234,567": "1.234567e+06 ", "1.234.567,5": "1.2345675e+06, ", "1,234.5": "1234.5 ",
		"0,345": "0.345, ", "0.345": "0.345 ", "12,5": "12.5, ", "1234,567": "1234.567, ", "12,34,567": "no", "1,23": "1.23, ", "1,2345": "1.2345, ", "950": "950/950 ",
		"36%": "36/36 %", "1,5 %": "1.5, %", "$1,200.50": "1200.5 $", "1.200,50 €": "1200.5, €", "1 584": "1584/1584 ", "1\u202f584,25": "1584.25, ", "12'345.5": "12345.5 ",
		"−3,5": "-3.5, ", "+.5": "0.5 ", ".5": "0.5 ", ",5": "0.5, ", "1e3": "1000/1000 ", "1,5e3": "1500, ", "%": "no", "": "no", "-": "no", "1,": "1, ", "1 2": "no",
		"1 234 56": "no", "2024-01-02": "no", "12:30": "no", "0x10": "no", "1_000": "no", "Inf": "no", "1e15": "no", "1700000000000": "1.7e+12/1.7e+12 ", "1,200 300": "no",
	} {
		n := numeralOf(field)
		got := "no"
		switch {
		case n.asPoint && n.asComma:
			got = fmt.Sprintf("%v/%v %s", n.point, n.comma, n.unit)
		case n.asPoint:
			got = fmt.Sprintf("%v %s", n.point, n.unit)
		case n.asComma:
			got = fmt.Sprintf("%v, %s", n.comma, n.unit)
		}
		if got != want {
			t.Errorf("%q is %q; want %q", field, got, want)
		}
	}
}

// FuzzNumerals: what is written out takes what the pattern takes, and a field read in either way is a number that can be drawn.
func FuzzNumerals(f *testing.F) {
	for _, s := range []string{
		"", "+", "-", ".", ",", "1", "-1", "+1.", ".5", "1.5", "1..5", "1.5.", "1,5", ",5", "5,", "-0,5e3", "1,5e", "1,5e+", "1e5", "1e-123", "1e1234", "1,5e12345",
		"e5", "1e", ".e5", ",e5", "--1", "+-1", "1 ", "Inf", "NaN", "0x1p-2", "1_000", "1,000,000", "１", "1\n", "1,5\n", "1 000,5 €", "%%", "$ 1", "1.000.00",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got, want := isNumber(s), plainNumber.MatchString(s); got != want {
			t.Errorf("%q is a number: %v; want %v", s, got, want)
		}
		n := numeralOf(s)
		if n.asPoint && !(math.Abs(n.point) <= farthest) || n.asComma && !(math.Abs(n.comma) <= farthest) {
			t.Errorf("%q is %+v", s, n)
		}
	})
}
