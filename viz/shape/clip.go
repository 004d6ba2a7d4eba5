package shape

import "github.com/whisker-lab/whisker/viz/layout"

// Clip cuts off what lies outside a rectangle, of all triangles from the given place in Indices on: what a view adds after it has
// noted len(Indices).
func (l *List) Clip(from int, r layout.Rect) {
	k := float32(l.Scale)
	x1, y1, x2, y2 := float32(r.X)*k, float32(r.Y)*k, float32(r.Right())*k, float32(r.Bottom())*k
	// How far inside each side a vertex is.
	sides := [4]func(v *Vertex) float32{
		func(v *Vertex) float32 { return v.DstX - x1 }, func(v *Vertex) float32 { return x2 - v.DstX },
		func(v *Vertex) float32 { return v.DstY - y1 }, func(v *Vertex) float32 { return y2 - v.DstY },
	}
	kept := append([]uint32(nil), l.Indices[from:]...)
	l.Indices = l.Indices[:from]
	var here, next []Vertex
	for ; len(kept) >= 3; kept = kept[3:] {
		whole := true
		for _, i := range kept[:3] {
			for _, in := range sides {
				whole = whole && in(&l.Vertices[i]) >= 0
			}
		}
		if whole {
			l.Indices = append(l.Indices, kept[:3]...)
			continue
		}
		// I. Sutherland and G. Hodgman, "Reentrant polygon clipping", 1974: side after side.
		here = append(here[:0], l.Vertices[kept[0]], l.Vertices[kept[1]], l.Vertices[kept[2]])
		for _, in := range sides {
			next = next[:0]
			for i := range here {
				a, b := &here[i], &here[(i+1)%len(here)]
				p, q := in(a), in(b)
				if p >= 0 {
					next = append(next, *a)
				}
				if (p < 0) != (q < 0) {
					next = append(next, between(a, b, p/(p-q)))
				}
			}
			here, next = next, here
		}
		first := uint32(len(l.Vertices))
		l.Vertices = append(l.Vertices, here...)
		for i := uint32(2); i < uint32(len(here)); i++ {
			l.Indices = append(l.Indices, first, first+i-1, first+i)
		}
	}
}

// between is a vertex on the way from one to another of the same shape.
func between(a, b *Vertex, t float32) Vertex {
	v := *a
	v.DstX += (b.DstX - a.DstX) * t
	v.DstY += (b.DstY - a.DstY) * t
	v.SrcX += (b.SrcX - a.SrcX) * t
	v.SrcY += (b.SrcY - a.SrcY) * t
	return v
}
