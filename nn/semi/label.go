package semi

import (
	"fmt"
	"math"
	"math/rand/v2"
)

// None is the label of a point without one, and the answer of who has none.
const None = -1

// Erase keeps the labels of a share of the points of each class, one of each at least, and None of all where share is 0. With the
// same random numbers a smaller share keeps some of the same labels.
func Erase(class []int, classes int, share float64, r *rand.Rand) []int32 {
	label := make([]int32, len(class))
	size, keep := make([]int, classes), make([]int, classes)
	for _, c := range class {
		size[c]++
	}
	for c, n := range size {
		if keep[c] = int(math.Round(share * float64(n))); share > 0 {
			keep[c] = min(max(keep[c], 1), n)
		}
	}
	for _, i := range r.Perm(len(class)) {
		label[i] = None
		if c := class[i]; keep[c] > 0 {
			label[i] = int32(c)
			keep[c]--
		}
	}
	return label
}

// Accuracy is the share of points without a label that were answered right. It is NaN where all have one. No answer is wrong.
func Accuracy(answers, label []int32, class []int) float64 {
	right, all := 0, 0
	for i, l := range label {
		if l == None {
			all++
			if int(answers[i]) == class[i] {
				right++
			}
		}
	}
	if all == 0 {
		return math.NaN()
	}
	return float64(right) / float64(all)
}

// check tells what is wrong with the labels of n points.
func check(label []int32, n, classes int) error {
	if len(label) != n {
		return fmt.Errorf("semi: %d labels for %d points", len(label), n)
	}
	if classes < 2 {
		return fmt.Errorf("semi: %d classes: want 2 at least", classes)
	}
	labelled := 0
	for i, l := range label {
		if l < None || int(l) >= classes {
			return fmt.Errorf("semi: point %d is of class %d of %d", i, l, classes)
		}
		if l != None {
			labelled++
		}
	}
	if labelled == 0 {
		return fmt.Errorf("semi: no point has a label: one at least is needed")
	}
	return nil
}
