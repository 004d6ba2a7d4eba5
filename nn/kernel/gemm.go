package kernel

const (
	badMatrix = "kernel: matrix does not fit its storage"
	badInner  = "kernel: inner sizes of a product differ"
)

// The tile of the result that is held in registers: tileRows × tileCols.
const (
	tileRows  = 4
	tileCols  = 8
	tileDepth = 4   // the inner size is padded to a multiple of this
	blockK    = 256 // inner size of one pass: a panel of a and one of b then stay in the first-level cache
)

// Matrix is a view of row-major storage: element (i, j) is Data[i*Stride+j], or Data[j*Stride+i] where Trans is set.
// Rows and Cols are those of the matrix as it is used, after transposing.
type Matrix struct {
	Data               []float32
	Rows, Cols, Stride int
	Trans              bool
}

// Mat views data as a dense (rows, cols) matrix.
func Mat(data []float32, rows, cols int) Matrix {
	return Matrix{Data: data, Rows: rows, Cols: cols, Stride: cols}
}

// T is the transpose of m, over the same storage.
func (m Matrix) T() Matrix {
	return Matrix{Data: m.Data, Rows: m.Cols, Cols: m.Rows, Stride: m.Stride, Trans: !m.Trans}
}

func (m Matrix) check() {
	r, c := m.Rows, m.Cols
	if m.Trans {
		r, c = c, r
	}
	if r < 0 || c < 0 || c > m.Stride || (r > 0 && c > 0 && (r-1)*m.Stride+c > len(m.Data)) {
		panic(badMatrix)
	}
}

func (m Matrix) at(i, j int) float32 {
	if m.Trans {
		return m.Data[j*m.Stride+i]
	}
	return m.Data[i*m.Stride+j]
}

// Panels is a matrix packed as the right operand of a product: panels of eight columns, each row by row, padded with
// zeros. Weights are packed once a step and then used for many products. The zero value is ready to be packed into.
type Panels struct {
	rows, cols int
	data       []float32 // (⌈cols/8⌉, rows padded, 8)
}

// Pack copies b into p, reusing p's storage.
func (p *Panels) Pack(b Matrix) {
	b.check()
	p.rows, p.cols = b.Rows, b.Cols
	depth, panels := roundUp(b.Rows, tileDepth), (b.Cols+tileCols-1)/tileCols
	p.data = sized(p.data, panels*depth*tileCols)
	for j := 0; j < panels; j++ {
		panel := p.data[j*depth*tileCols:][:depth*tileCols]
		width := min(tileCols, b.Cols-j*tileCols)
		if width < tileCols || depth > b.Rows {
			clear(panel)
		}
		if b.Trans {
			for c := 0; c < width; c++ {
				col := b.Data[(j*tileCols+c)*b.Stride:][:b.Rows]
				for k, v := range col {
					panel[k*tileCols+c] = v
				}
			}
			continue
		}
		if width == tileCols && b.Rows > 0 {
			copyPanel(panel, b.Data[j*tileCols:], b.Stride, b.Rows)
			continue
		}
		for k := 0; k < b.Rows; k++ {
			copy(panel[k*tileCols:][:width], b.Data[k*b.Stride+j*tileCols:][:width])
		}
	}
}

// Gemm multiplies matrices: c = a·b, or c += a·b. It owns the scratch storage, so one Gemm serves one goroutine; the
// zero value is ready. Every element is summed in order of the inner index, so the result is the same bits with SIMD
// and without.
//
// The scheme is that of Goto and van de Geijn, "Anatomy of High-Performance Matrix Multiplication" (2008): panels
// packed in the order in which they are read, and a tile of c in registers.
type Gemm struct {
	left  []float32                    // four rows of a: (depth, 4, spread)
	edge  [tileRows * tileCols]float32 // a tile that sticks out over the edge of c
	right Panels                       // b, when the caller has not packed it
}

// Mul sets c = a·b, or c += a·b where add is set: a (m, k), b (k, n), c (m, n).
func (g *Gemm) Mul(c, a, b Matrix, add bool) {
	g.right.Pack(b)
	g.MulPacked(c, a, &g.right, add)
}

// MulPacked is Mul with b packed beforehand. c must not be a transposed view.
func (g *Gemm) MulPacked(c, a Matrix, b *Panels, add bool) {
	a.check()
	c.check()
	if a.Cols != b.rows || c.Rows != a.Rows || c.Cols != b.cols || c.Trans {
		panic(badInner)
	}
	depth := roundUp(b.rows, tileDepth)
	if depth == 0 && !add {
		for i := 0; i < c.Rows; i++ {
			clear(c.Data[i*c.Stride:][:c.Cols])
		}
	}
	for k := 0; k < depth; k += blockK {
		kn := min(blockK, depth-k)
		g.left = sized(g.left, kn*tileRows*spread)
		for i := 0; i < a.Rows; i += tileRows {
			packLeft(g.left, a, i, k, kn)
			for j := 0; j < b.cols; j += tileCols {
				panel := b.data[j*depth+k*tileCols:][:kn*tileCols]
				if i+tileRows <= c.Rows && j+tileCols <= c.Cols {
					tile(c.Data[i*c.Stride+j:], c.Stride, g.left, panel, kn, add || k > 0)
				} else {
					tile(g.edge[:], tileCols, g.left, panel, kn, false)
					g.spill(c, i, j, add || k > 0)
				}
			}
		}
	}
}

// spill moves the part of the edge tile that lies inside c.
func (g *Gemm) spill(c Matrix, i, j int, add bool) {
	width := min(tileCols, c.Cols-j)
	for r := 0; r < min(tileRows, c.Rows-i); r++ {
		dst, src := c.Data[(i+r)*c.Stride+j:][:width], g.edge[r*tileCols:][:width]
		if !add {
			copy(dst, src)
			continue
		}
		for x, v := range src {
			dst[x] += v
		}
	}
}

// tileScalar is what tile computes: c[r][x] = Σₖ a[k][r]·b[k][x], added to c where add is set, for a tile of 4 × 8.
// a holds every value spread times.
func tileScalar(c []float32, stride int, a, b []float32, depth int, add bool) {
	for r := 0; r < tileRows; r++ {
		row := c[r*stride:][:tileCols]
		var sum [tileCols]float32
		for k := 0; k < depth; k++ {
			v, bk := a[(k*tileRows+r)*spread], b[k*tileCols:][:tileCols]
			for x := range sum {
				sum[x] += v * bk[x]
			}
		}
		for x := range sum {
			if add {
				row[x] += sum[x]
			} else {
				row[x] = sum[x]
			}
		}
	}
}

// copyPanelScalar copies rows of eight, stride apart, to where they lie one after the other.
func copyPanelScalar(dst, src []float32, stride, rows int) {
	for k := 0; k < rows; k++ {
		copy(dst[k*tileCols:][:tileCols], src[k*stride:])
	}
}

// packLeftScalar copies rows i…i+3 and columns k+from…k+depth-1 of a, zeros beyond its edges, each value spread times,
// to where tile reads them: (depth, 4, spread).
func packLeftScalar(dst []float32, a Matrix, i, k, from, depth int) {
	for r := 0; r < tileRows; r++ {
		for x := from; x < depth; x++ {
			var v float32
			if i+r < a.Rows && k+x < a.Cols {
				v = a.at(i+r, k+x)
			}
			for s := 0; s < spread; s++ {
				dst[(x*tileRows+r)*spread+s] = v
			}
		}
	}
}

func roundUp(n, to int) int { return (n + to - 1) / to * to }

// sized returns a slice of length n, over s where that is large enough.
func sized(s []float32, n int) []float32 {
	if cap(s) < n {
		return make([]float32, n)
	}
	return s[:n]
}
