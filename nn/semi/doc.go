// Package semi learns from a few labels and from many points without one.
//
// It owns self-training, which wraps a network and answers for any point, and label propagation and spreading, which answer
// for the points of their graph only. A supervised baseline is a model.MLP on the labelled points alone. It knows nothing
// of how any of this is drawn.
//
//	label := semi.Erase(class, classes, 0.05, r) // −1 where there is none
//	graph, err := semi.NewGraph(points, 7)       // (n, dims)
//	m, err := semi.NewSpreading(graph, label, classes)
//	for done := false; !done; {
//		_, done = m.Step()
//	}
//	fmt.Println(semi.Accuracy(m.Answers(), label, class))
package semi
