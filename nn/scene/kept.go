package scene

import "math/rand/v2"

// MostKept is how many prompts can be kept back.
const MostKept = Prompts / 3

// Kept chooses n prompts that are kept back: by chance, but so that of those that differ in one word alone, half or more are shown, of three
// one at least. So each word is met in all company but the one that is asked for.
func Kept(n int, r *rand.Rand) (kept [Prompts]bool) {
	n = min(n, MostKept)
	for {
		kept = [Prompts]bool{}
		left := n
		for _, i := range r.Perm(Prompts) {
			if left > 0 && spare(&kept, i) {
				kept[i] = true
				left--
			}
		}
		if left == 0 {
			return kept
		}
	}
}

// spare tells whether a prompt can be kept back besides those that are.
func spare(kept *[Prompts]bool, i int) bool {
	for g, words := range Words {
		p, back := At(i), 1
		for w := range words {
			if p[g] = w; kept[p.Index()] {
				back++
			}
		}
		if len(words)-back < len(words)/2 {
			return false
		}
	}
	return true
}
