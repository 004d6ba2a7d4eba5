package sheet

import (
	"math/rand/v2"
	"slices"

	"github.com/whisker-lab/whisker/lab/own"
)

// forLot is what the seed is for here.
const forLot = 0x107

// usual are the classes that most rows are of, as many as have a colour, in the order in which they come.
func usual(rows []found) []string {
	var all []string
	count := map[string]int{}
	for _, f := range rows {
		if count[f.class]++; count[f.class] == 1 {
			all = append(all, f.class)
		}
	}
	most := slices.Clone(all)
	slices.SortStableFunc(most, func(a, b string) int { return count[b] - count[a] })
	most = most[:min(len(most), own.MostClasses)]
	return slices.DeleteFunc(all, func(name string) bool { return !slices.Contains(most, name) })
}

// lot draws as many rows as fit, of each class its share and at least one, and leaves them in their order.
func lot(rows []found, classes []string, seed uint64) []found {
	if len(rows) <= own.Most {
		return rows
	}
	r := rand.New(rand.NewPCG(seed, forLot))
	if len(classes) == 0 {
		classes = []string{""}
	}
	var drawn []int
	left, of := own.Most-len(classes), len(rows)-len(classes)
	for _, class := range classes {
		var its []int
		for i, f := range rows {
			if f.class == class {
				its = append(its, i)
			}
		}
		share := 0
		if of > 0 {
			share = left * (len(its) - 1) / of // what earlier classes took no part of goes to later ones
		}
		left, of = left-share, of-(len(its)-1)
		r.Shuffle(len(its), func(i, j int) { its[i], its[j] = its[j], its[i] })
		drawn = append(drawn, its[:1+share]...)
	}
	slices.Sort(drawn)
	few := make([]found, len(drawn))
	for i, at := range drawn {
		few[i] = rows[at]
	}
	return few
}
