// Package model holds whole learners, each one an nn.Learner that owns its weights, its optimiser, its data and its place
// in them, and that is driven one bounded step at a time.
//
// It knows nothing of lessons, frames or pages, and imports neither syscall/js nor Ebitengine.
//
//	net, err := model.NewMLP(model.MLPSpec{
//		Sizes: []int{2, 4, 2, 1}, Activations: []string{"tanh", "tanh"}, Loss: "bce", Optimiser: "sgd", Rate: 0.1, Batch: 10,
//	}, train, rand.New(rand.NewPCG(7, 1)), rand.NewPCG(7, 2))
//	for net.Epoch() < 20 {
//		net.Step()
//	}
//	loss, accuracy := net.Evaluate(test)
package model
