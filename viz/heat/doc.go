// Package heat turns the numbers of a field into pixels: the small pictures on the neurons, and what the large plot's
// shader samples. Its functions write into an image.RGBA and know nothing else; it must not import Ebitengine or
// syscall/js.
//
//	heat.Tile(atlas, image.Pt(40, 0), heat.Field{W: 40, H: 40, V: values}, ramp)
package heat
