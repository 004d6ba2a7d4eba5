// Package cluster finds groups in points that carry no labels.
//
// It owns the clustering methods, each an nn.Learner that is driven one iteration at a time, and nothing of how clusters are
// drawn. It imports nn and nn/kernel.
//
//	m, err := cluster.NewKMeans(points, 3, rand.New(rand.NewPCG(1, 1)))
//	for done := false; !done; {
//		inertia, done = m.Step()
//	}
package cluster
