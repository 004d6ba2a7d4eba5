package sheet

import (
	"regexp"
	"testing"
)

var (
	decimalComma = regexp.MustCompile(`^[+-]?\d*,\d+([eE][+-]?\d+)?$`)
	plainNumber  = regexp.MustCompile(`^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$`)
)

// FuzzNumerals: what is written out takes what the patterns take.
func FuzzNumerals(f *testing.F) {
	for _, s := range []string{
		"", "+", "-", ".", ",", "1", "-1", "+1.", ".5", "1.5", "1..5", "1.5.", "1,5", ",5", "5,", "-0,5e3", "1,5e", "1,5e+", "1e5", "1e-123", "1e1234", "1,5e12345",
		"e5", "1e", ".e5", ",e5", "--1", "+-1", "1 ", "Inf", "NaN", "0x1p-2", "1_000", "1,000,000", "１", "1\n", "1,5\n",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got, want := isDecimalComma(s), decimalComma.MatchString(s); got != want {
			t.Errorf("%q has a decimal comma: %v; want %v", s, got, want)
		}
		if got, want := isNumber(s), plainNumber.MatchString(s); got != want {
			t.Errorf("%q is a number: %v; want %v", s, got, want)
		}
	})
}
