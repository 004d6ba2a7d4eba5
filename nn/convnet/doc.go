// Package convnet says what a convolutional network is made of: blocks of filters as a link holds them, the stages that a picture
// goes through, their shapes and weights, what a pixel of a map sees of the picture, and, in a form that can be put into words, why a
// network cannot be.
//
// It plans and trains nothing: package nn builds what a plan describes. It must not import lab.
//
//	blocks, err := convnet.Parse("8x5p2,16x3p2")
//	plan, err := convnet.Spec{Planes: 1, Height: 14, Width: 14, Classes: 10, Blocks: blocks}.Plan()
//	net, err := plan.Net.Build(rand)
package convnet
