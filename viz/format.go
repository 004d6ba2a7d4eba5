package viz

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// minus is the true minus sign, which is as wide as the plus.
const minus = "−"

// number writes v with about three digits and a true minus.
func number(v float64) string {
	a := math.Abs(v)
	s := ""
	switch {
	case math.IsNaN(v) || math.IsInf(v, 0):
		return "–"
	case a >= 1e5 || a > 0 && a < 1e-4:
		s = strconv.FormatFloat(v, 'e', 1, 64)
		s = strings.NewReplacer("e+0", "e", "e+", "e", "e-0", "e-").Replace(s)
	case a >= 100:
		return grouped(v)
	case a >= 10:
		s = strconv.FormatFloat(v, 'f', 1, 64)
	case a >= 0.01 || a == 0:
		s = strconv.FormatFloat(v, 'f', 3, 64)
	default:
		s = strconv.FormatFloat(v, 'f', 4, 64)
	}
	return strings.ReplaceAll(s, "-", minus)
}

// tick writes a round number on an axis whose ticks are step apart: all of an axis have as many decimals.
func tick(v, step float64) string {
	if math.Abs(v) < step*1e-6 {
		v = 0
	}
	if a := math.Abs(v); a >= 1e6 || step < 1e-4 {
		return number(v)
	}
	return fixed(v, int(max(0, math.Ceil(-math.Log10(step)-1e-9))))
}

// fixed is a number with so many decimals, and with groups of three digits before them.
func fixed(v float64, decimals int) string {
	s := strconv.FormatFloat(v, 'f', decimals, 64)
	whole := len(s)
	if decimals > 0 {
		whole -= decimals + 1
	}
	for i := whole - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return strings.ReplaceAll(s, "-", minus)
}

// alike writes numbers that stand below each other: with as many decimals as the largest has room for.
func alike(values ...float64) []string {
	most, all := 0.0, make([]string, len(values))
	for _, v := range values {
		most = max(most, math.Abs(v))
	}
	decimals := 2
	switch {
	case most >= 100:
		decimals = 0
	case most >= 10:
		decimals = 1
	case most < 1:
		decimals = 3
	}
	for i, v := range values {
		if all[i] = fixed(v, decimals); !finite(v) || most >= 1e6 || most < 1e-2 && most > 0 {
			all[i] = number(v)
		}
	}
	return all
}

// wide is about how many pixels a number on an axis takes.
func wide(text string) float64 { return 7 * float64(utf8.RuneCountInString(text)) }

// grouped is a whole number in groups of three digits.
func grouped(v float64) string { return fixed(math.Round(v), 0) }
