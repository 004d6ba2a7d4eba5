// Package layout owns where things lie: the columns and tiles of a network, the curves between them, the rectangles
// of the plot and of the charts, and the numbers on their axes. Lengths are CSS pixels, y grows downwards. It is
// arithmetic only: it knows no frame, no colour, and must not import Ebitengine or syscall/js.
//
//	net := layout.NewNetwork(area, []int{7, 4, 3, 1}, layout.Roomy, false)
//	tile := net.Columns[1].Tile(0)
package layout
