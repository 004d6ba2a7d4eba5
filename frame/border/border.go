package border

import "math"

// Of appends the border of a field to dst, four numbers a piece: x1, y1, x2, y2 on the plane that span (xmin, xmax, ymin, ymax)
// says. The field has h rows of w values at the middles of its cells, the top row first; one plane changes its sign at the border,
// of more the border is where the largest changes. It runs straight into the plane's edges.
//
// The method is marching squares, as in W. Lorensen and H. Cline, "Marching cubes", 1987, in two dimensions.
func Of(dst, field []float32, planes, w, h int, span [4]float64) []float32 {
	n := w * h
	if w < 1 || h < 1 || planes < 1 || len(field) < planes*n {
		return dst
	}
	if planes == 1 {
		return newMesh(w, h, span).march(dst, field[:n], nil)
	}
	m := newMesh(w, h, span)
	lead, rival := make([]float32, n), make([]int, n)
	for c := range planes - 1 {
		for i := range n {
			best := float32(math.Inf(-1))
			for o := range planes {
				if v := field[o*n+i]; o != c && v > best {
					best, rival[i] = v, o
				}
			}
			lead[i] = field[c*n+i] - best
		}
		// Between two classes the border is that of both: it is the first one's.
		dst = m.march(dst, lead, func(cell int) bool { return rival[cell] > c })
	}
	return dst
}

// mesh is a grid of cells' middles with a fringe all around, on the plane's edges.
type mesh struct {
	w, h   int       // of the field
	xs, ys []float64 // of the mesh's columns and rows
	v      []float64 // (h+2, w+2)
}

func newMesh(w, h int, span [4]float64) *mesh {
	m := &mesh{w: w, h: h, v: make([]float64, (w+2)*(h+2))}
	m.xs, m.ys = places(w, span[0], span[1]), places(h, span[3], span[2])
	return m
}

func places(n int, from, to float64) []float64 {
	at := make([]float64, n+2)
	for i := range n {
		at[i+1] = from + (to-from)*(float64(i)+0.5)/float64(n)
	}
	at[0], at[n+1] = from, to
	return at
}

// take fills the mesh; on its fringe the field goes on as it came.
func (m *mesh) take(field []float32) {
	wide := m.w + 2
	for r := range m.h {
		row := m.v[(r+1)*wide:][:wide]
		for c, v := range field[r*m.w:][:m.w] {
			row[c+1] = float64(v)
		}
		row[0] = beyond(row[1], row[min(2, m.w)])
		row[m.w+1] = beyond(row[m.w], row[max(m.w-1, 1)])
	}
	for c := range wide {
		at := func(r int) float64 { return m.v[r*wide+c] }
		m.v[c] = beyond(at(1), at(min(2, m.h)))
		m.v[(m.h+1)*wide+c] = beyond(at(m.h), at(max(m.h-1, 1)))
	}
}

// beyond is half a step further than from inner to outer.
func beyond(outer, inner float64) float64 { return outer + (outer-inner)/2 }

// march appends the pieces in every cell of the mesh. Of those that keep says no to, by the place in the field that is nearest,
// none is there; nil keeps all.
func (m *mesh) march(dst []float32, field []float32, keep func(cell int) bool) []float32 {
	m.take(field)
	wide := m.w + 2
	for r := range m.h + 1 {
		for c := range m.w + 1 {
			a, b := m.v[r*wide+c], m.v[r*wide+c+1]
			d, e := m.v[(r+1)*wide+c], m.v[(r+1)*wide+c+1]
			one := (a < 0) == (b < 0) && (a < 0) == (d < 0) && (a < 0) == (e < 0)
			if sum := a + b + d + e; one || math.IsNaN(sum) || math.IsInf(sum, 0) {
				continue
			}
			if keep != nil && !keep(min(max(r-1, 0), m.h-1)*m.w+min(max(c-1, 0), m.w-1)) {
				continue
			}
			// Where it meets the four sides, clockwise from the top. Neighbours reckon a common side alike, to the bit.
			var found [4][2]float32
			n := 0
			cross := func(p, q, x1, y1, x2, y2 float64) {
				if (p < 0) != (q < 0) {
					t := p / (p - q)
					found[n] = [2]float32{float32(x1 + (x2-x1)*t), float32(y1 + (y2-y1)*t)}
					n++
				}
			}
			x1, x2, y1, y2 := m.xs[c], m.xs[c+1], m.ys[r], m.ys[r+1]
			cross(a, b, x1, y1, x2, y1)
			cross(b, e, x2, y1, x2, y2)
			cross(d, e, x1, y2, x2, y2)
			cross(a, d, x1, y1, x1, y2)
			put := func(i, j int) {
				if found[i] != found[j] {
					dst = append(dst, found[i][0], found[i][1], found[j][0], found[j][1])
				}
			}
			switch {
			case n == 2:
				put(0, 1)
			case (a+b+d+e < 0) == (a < 0): // a saddle: the middle is of the side of the first corner
				put(0, 1)
				put(2, 3)
			default:
				put(0, 3)
				put(1, 2)
			}
		}
	}
	return dst
}

// Lines joins pieces that end where others begin, in the order of the first piece of each.
func Lines(pieces []float32) [][][2]float32 {
	n := len(pieces) / 4
	ends := func(i int) (a, b [2]float32) {
		return [2]float32{pieces[4*i], pieces[4*i+1]}, [2]float32{pieces[4*i+2], pieces[4*i+3]}
	}
	at := make(map[[2]float32][]int, 2*n)
	for i := range n {
		a, b := ends(i)
		at[a], at[b] = append(at[a], i), append(at[b], i)
	}
	used := make([]bool, n)
	// along goes on from a place for as long as there are pieces.
	along := func(line [][2]float32, from [2]float32) [][2]float32 {
		for {
			next := -1
			for _, i := range at[from] {
				if !used[i] {
					next = i
					break
				}
			}
			if next < 0 {
				return line
			}
			used[next] = true
			a, b := ends(next)
			if from == a {
				from = b
			} else {
				from = a
			}
			line = append(line, from)
		}
	}
	var lines [][][2]float32
	for i := range n {
		if used[i] {
			continue
		}
		used[i] = true
		a, b := ends(i)
		back := along(nil, a)
		line := make([][2]float32, 0, len(back)+2)
		for j := len(back) - 1; j >= 0; j-- {
			line = append(line, back[j])
		}
		lines = append(lines, along(append(line, a, b), b))
	}
	return lines
}
