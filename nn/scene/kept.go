package scene

import "math/rand/v2"

const (
	// MostKept is how many prompts can be kept back.
	MostKept = Prompts / 2
	// fewest is in how many prompts that are shown any two words that go together are left.
	fewest = 2
)

// Kept chooses n prompts that are kept back: by chance, but so that each word, and any two words together, are in some that are
// shown. Fewer are where there are no more such.
func Kept(n int, r *rand.Rand) (kept [Prompts]bool) {
	pairs := map[[2]int]int{} // how many prompts are shown with two words
	for i := range Prompts {
		At(i).pairs(func(pair [2]int) { pairs[pair]++ })
	}
	for _, i := range r.Perm(Prompts) {
		if n == 0 {
			break
		}
		spare := true
		At(i).pairs(func(pair [2]int) { spare = spare && pairs[pair] > fewest })
		if !spare {
			continue
		}
		At(i).pairs(func(pair [2]int) { pairs[pair]-- })
		kept[i] = true
		n--
	}
	return kept
}

// pairs are any two words of a whole prompt, by their codes.
func (p Prompt) pairs(f func(pair [2]int)) {
	for g := range Groups {
		for h := range g {
			f([2]int{Code(h, p[h]), Code(g, p[g])})
		}
	}
}
