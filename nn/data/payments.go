package data

import (
	"math"
	"math/rand/v2"
)

// paymentsSource is card payments that nobody made: made up, so that a rare stranger can be looked for among many habits. X is
// the hour of the day, Y the logarithm to base 10 of the amount. One payment in 25 is a fraud, class 1.
func paymentsSource() Source {
	into := make([]int, 25)
	into[len(into)-1] = 1
	s := merged(generated("payments", len(into), 0, payment), into...)
	s.Names = []string{"ordinary", "fraud"}
	s.Axes = [2]Axis{{"hour", "h", 0, 24}, {"logamount", "", -0.5, 4}}
	return s
}

// payment is one payment of a lot: the last lot's are frauds, large and at night, or a penny at any hour to see whether a stolen
// card still works.
func payment(lot, i, _ int, r *rand.Rand) (hour, amount float64) {
	if lot == 24 {
		if i%4 == 3 {
			return between(r, 0, 24), between(r, -0.3, 0)
		}
		return between(r, 0.5, 5.5), between(r, 2.3, 3.6)
	}
	// What people pay for: around which hour and how much, and how far from that.
	hours, spread := 0.0, 0.0
	switch {
	case lot < 6: // breakfast
		hour, hours, amount, spread = 8, 0.7, 5, 0.12
	case lot < 13: // lunch
		hour, hours, amount, spread = 12.6, 0.8, 13, 0.1
	case lot < 20: // the week's shopping
		hour, hours, amount, spread = 17.8, 1.3, 45, 0.2
	default: // an evening out
		hour, hours, amount, spread = 20.3, 1, 70, 0.18
	}
	return math.Mod(hour+hours*r.NormFloat64()+24, 24), math.Log10(amount) + spread*r.NormFloat64()
}
