package lab

import (
	"errors"
	"math"
	"slices"
	"strconv"
	"strings"
)

// longestList is longer than any list of numbers that a control takes.
const longestList = 1 << 11

// mostBelow is the largest number below the line of a fraction.
const mostBelow = 1000

var errCount = errors.New("another number of numbers is wanted")

// list reads numbers between commas. A fraction such as 1/9 stays one, whatever else is no number of thousandths is brought to one.
func (c *Control) list(text string) (string, error) {
	if len(text) > longestList {
		return text, errCount
	}
	parts := strings.Split(text, ",")
	if !slices.Contains(c.Counts, len(parts)) {
		return text, errCount
	}
	for i, part := range parts {
		part = strings.TrimSpace(part)
		if above, below, ok := strings.Cut(part, "/"); ok {
			a, errA := strconv.Atoi(above)
			b, errB := strconv.Atoi(below)
			if errA != nil || errB != nil || b < 1 || b > mostBelow || float64(a) < c.Min*float64(b) || float64(a) > c.Max*float64(b) {
				return text, errNumber
			}
			parts[i] = strconv.Itoa(a) + "/" + strconv.Itoa(b)
			continue
		}
		v, err := strconv.ParseFloat(part, 64)
		if err != nil || math.IsNaN(v) {
			return text, errNumber
		}
		v = math.Round(1000*min(max(v, c.Min), c.Max)) / 1000
		if v == 0 {
			v = 0 // without a minus
		}
		parts[i] = strconv.FormatFloat(v, 'f', -1, 64)
	}
	return strings.Join(parts, ","), nil
}

// Numbers are the numbers between commas that a control is set to, nil where it is set to something else.
func (c Config) Numbers(name string) []float64 {
	var all []float64
	for part := range strings.SplitSeq(c.Text(name), ",") {
		above, below, fraction := strings.Cut(part, "/")
		v, err := strconv.ParseFloat(above, 64)
		if err != nil {
			return nil
		}
		if fraction {
			by, err := strconv.ParseFloat(below, 64)
			if err != nil {
				return nil
			}
			v /= by
		}
		all = append(all, v)
	}
	return all
}
