package viz

import (
	"math"
	"strconv"
	"strings"
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
		s = strconv.FormatFloat(v, 'f', 0, 64)
	case a >= 10:
		s = strconv.FormatFloat(v, 'f', 1, 64)
	case a >= 0.01 || a == 0:
		s = strconv.FormatFloat(v, 'f', 3, 64)
	default:
		s = strconv.FormatFloat(v, 'f', 4, 64)
	}
	return strings.ReplaceAll(s, "-", minus)
}

// tick writes a round number on an axis whose ticks are step apart.
func tick(v, step float64) string {
	if math.Abs(v) < step*1e-6 {
		return "0"
	}
	if a := math.Abs(v); a >= 1e5 || step < 1e-4 {
		return number(v)
	}
	digits := int(max(0, math.Ceil(-math.Log10(step)-1e-9)))
	return strings.ReplaceAll(strconv.FormatFloat(v, 'f', digits, 64), "-", minus)
}

// signed is tick with a plus.
func signed(v, step float64) string {
	s := tick(v, step)
	if v > 0 {
		s = "+" + s
	}
	return s
}
