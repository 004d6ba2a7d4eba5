// Package cluster finds groups in points that carry no labels: k-means, mixtures of Gaussians, DBSCAN, mean shift, merging from
// below, self-organising maps, and the measures that judge them.
//
// It owns the clustering methods, each an nn.Learner that is driven one step at a time, and nothing of how clusters are
// drawn. It imports nn, nn/kernel and nn/neighbour. Points are (n, dims) in row-major order; what cannot be grouped (no points,
// a coordinate that is no number, more centres than points, a distance of 0) is refused with an error that says so.
//
//	m, err := cluster.NewKMeans(points, 3, rand.New(rand.NewPCG(1, 1)))
//	for done := false; !done; {
//		inertia, done = m.Step()
//	}
//	agreement := cluster.AdjustedRand(classes, m.Assignment())
package cluster
