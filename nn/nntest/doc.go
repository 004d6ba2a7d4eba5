// Package nntest holds the checks that everything of a kind must pass: [CheckGrad] for each nn.Layer and [Conform] for each
// nn.Learner.
//
// It owns no learner of its own and is imported by tests only.
//
//	func TestMine(t *testing.T) {
//		nntest.Conform(t, func(seed uint64) nn.Learner { return newMine(seed) }, map[string]float64{"lr": 0.5})
//	}
package nntest
