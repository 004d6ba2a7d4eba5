// Package shape turns shapes into triangles: boxes, discs, triangles and ribbons along curves, each vertex carrying
// what one shader needs to know how far a pixel is from the outline. So everything that is not a picture is drawn,
// smooth at any scale, in one call. It must not import Ebitengine or syscall/js; package paint has the shader.
//
//	list := shape.List{Scale: 2} // two device pixels to a CSS pixel
//	list.Box(layout.Rect{X: 10, Y: 10, W: 46, H: 46}, 7, 1, shape.Of(theme.LineStrong, 1))
package shape
