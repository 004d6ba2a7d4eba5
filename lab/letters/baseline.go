package letters

import "math"

// baselines are what can be known without a network, in bits a letter of the lines that were kept back.
type baselines struct {
	guessing float64 // every letter is as likely as any other
	counted  float64 // how often each one stands in what is learnt
	pairs    float64 // how often each one follows the one before it
}

// count sets the baselines of a script. A pair that was never met has a chance too: what is known of the letter by itself weighs as much as there are
// kinds of letters after the one before it (Witten and Bell, "The Zero-Frequency Problem", 1991, method C).
func count(s *script) baselines {
	n := len(s.signs)
	single, pair, after, kinds := make([]float64, n), map[[2]int32]float64{}, make([]float64, n), make([]float64, n)
	total := 0.0
	each(s.read, func(a, b int32) {
		single[b]++
		total++
		if pair[[2]int32{a, b}]++; pair[[2]int32{a, b}] == 1 {
			kinds[a]++
		}
		after[a]++
	})
	var alone, both, letters float64
	each(judged(s.kept), func(a, b int32) {
		p := (single[b] + 1) / (total + float64(n))
		q := p
		if after[a] > 0 {
			q = (pair[[2]int32{a, b}] + float64(kinds[a]*p)) / (after[a] + kinds[a])
		}
		alone -= ln(p)
		both -= ln(q)
		letters++
	})
	return baselines{guessing: -ln(1/float64(n)) / math.Ln2, counted: alone / letters / math.Ln2, pairs: both / letters / math.Ln2}
}

// each goes through the pairs of neighbours in lines, their ends among them.
func each(lines [][]float32, see func(before, code int32)) {
	for _, line := range lines {
		before := int32(0)
		for _, c := range line {
			see(before, int32(c))
			before = int32(c)
		}
		see(before, 0)
	}
}

// ln is the natural logarithm of a chance. Of the logarithms only Log1p gives the same bits everywhere.
func ln(p float64) float64 { return math.Log1p(p - 1) }
