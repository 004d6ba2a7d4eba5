// Package border finds where a field on the plane changes its mind, as straight pieces, and joins pieces into lines. The engine
// remembers a border by it, the stage draws one. It imports nothing of this module.
//
//	pieces := border.Of(nil, field, 1, 256, 256, [4]float64{-1, 1, -1, 1}) // x1, y1, x2, y2 of each
//	for _, line := range border.Lines(pieces) { … }
package border
