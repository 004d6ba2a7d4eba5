package clustering

import (
	"cmp"
	"slices"
)

// dyes is the colour of each hidden class: that of the group which holds most of it, so that where groups and classes agree
// so do the colours. Without groups it is the class's own.
func (d *crowd) dyes(group []int32) []int32 {
	k := d.Source.Classes
	dye := make([]int32, k)
	for c := range dye {
		dye[c] = int32(c)
	}
	if group == nil {
		return dye
	}
	var both [maxClasses][mostK]int
	for i, g := range group {
		if g >= 0 {
			both[d.class[i]][g%mostK]++
		}
	}
	type pair struct{ class, group, points int }
	var pairs []pair
	for c := range k {
		for g := range mostK {
			pairs = append(pairs, pair{c, g, both[c][g]})
		}
	}
	slices.SortStableFunc(pairs, func(a, b pair) int { return cmp.Compare(b.points, a.points) })
	var done [maxClasses]bool
	var taken [mostK]bool
	for _, p := range pairs {
		if !done[p.class] && !taken[p.group] {
			dye[p.class], done[p.class], taken[p.group] = int32(p.group), true, true
		}
	}
	return dye
}

// maxClasses is how many hidden classes a data set may have: as many as there are colours.
const maxClasses = mostK
