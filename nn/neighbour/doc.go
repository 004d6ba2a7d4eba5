// Package neighbour finds the points of a set that lie close to a place.
//
// It owns the search and nothing of what is done with it. The tree is built by gonum's spatial/kdtree.
//
//	tree, err := neighbour.NewTree(points) // (n, dims)
//	for _, found := range tree.Nearest(points.Data[:2], 7) {
//		fmt.Println(found.Index, math.Sqrt(found.Squared))
//	}
package neighbour
