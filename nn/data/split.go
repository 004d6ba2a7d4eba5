package data

import (
	"math"
	"math/rand/v2"
)

const badSplit = "data: nothing to split"

// Split deals n = len(class) examples out: a share of them to learn from, the rest to be judged by, at least one of each
// where there are two. Stratified, every class is dealt out in that share, as nearly as whole examples allow. Both
// results are places, in rising order.
func Split(class []int, classes int, share float64, stratified bool, r *rand.Rand) (train, test []int) {
	n := len(class)
	if n == 0 || !(share >= 0 && share <= 1) {
		panic(badSplit)
	}
	order := r.Perm(n)
	want := int(math.Round(share * float64(n)))
	if n > 1 {
		want = min(max(want, 1), n-1)
	}
	left := make([]bool, n) // to learn from
	if !stratified {
		for _, i := range order[:want] {
			left[i] = true
		}
	} else {
		for i, take := range quotas(class, classes, want) {
			for _, at := range order {
				if take > 0 && class[at] == i {
					left[at] = true
					take--
				}
			}
		}
	}
	for i := range n {
		if left[i] {
			train = append(train, i)
		} else {
			test = append(test, i)
		}
	}
	return train, test
}

// quotas shares want out among the classes by their sizes, the largest remainders first.
func quotas(class []int, classes, want int) []int {
	size, quota := make([]int, classes), make([]int, classes)
	for _, c := range class {
		size[c]++
	}
	rest := want
	for c := range quota {
		quota[c] = size[c] * want / len(class)
		rest -= quota[c]
	}
	for ; rest > 0; rest-- {
		best, most := -1, -1
		for c := range quota {
			if over := size[c]*want - quota[c]*len(class); quota[c] < size[c] && over > most {
				best, most = c, over
			}
		}
		quota[best]++
	}
	return quota
}
