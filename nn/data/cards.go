package data

import "math/rand/v2"

// cardsSource is card payments that nobody made: made up, so that strangers lie among them whom no threshold parts cleanly. X is
// the amount in euros, Y how far from home in kilometres, both as logarithms to base 10. One payment in ten is strange, class 1.
func cardsSource() Source {
	s := merged(generated("cards", 10, 0.02, card), 0, 0, 0, 0, 0, 0, 0, 0, 0, 1)
	s.Names, s.Log = []string{"normal", "stranger"}, true
	s.Axes = [2]Axis{{"amount", "€", 0.3, 3.2}, {"home", "km", -0.7, 3.2}}
	return s
}

// card is one payment of a lot. What costs more is bought farther away; a stranger pays more, from farther off, and often enough
// as anybody would.
func card(lot, i, _ int, r *rand.Rand) (amount, home float64) {
	if lot < 9 {
		amount = 0.33 * r.NormFloat64()
		return 1.5 + amount, 0.95 + 0.7*amount + 0.28*r.NormFloat64()
	}
	switch i % 5 {
	case 0: // small sums, far away
		return 1.2 + 0.3*r.NormFloat64(), 2.3 + 0.25*r.NormFloat64()
	case 1: // large ones, near by
		return 2.5 + 0.2*r.NormFloat64(), 1.2 + 0.35*r.NormFloat64()
	}
	return 1.95 + 0.25*r.NormFloat64(), 1.85 + 0.3*r.NormFloat64()
}
