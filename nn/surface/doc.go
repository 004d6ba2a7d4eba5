// Package surface is the loss of models that have two parameters only, so that the whole of it can be drawn as a landscape: its
// height, its slope and how it bends, over a set of examples. It must not import other packages of the product.
//
//	f := surface.Fit{Curve: surface.Line, X: x, Y: y}
//	slope, offset := f.Lowest([2]float64{-3, -3}, [2]float64{3, 3})
//	limit := 2 / f.Bends(slope, offset).Largest() // from which rate on gradient descent flies off
package surface
