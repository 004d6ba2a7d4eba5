package eigen

import (
	"cmp"
	"math"
	"slices"
)

const badShape = "eigen: a matrix is shorter than its shape"

// sweeps is more than matrices of a thousand rows need: what is beside the diagonal shrinks faster and faster.
const sweeps = 60

// Symmetric returns the eigenvalues of the symmetric a (n, n), the largest first, and the eigenvectors (n, n), one a row, of
// length 1 and with their largest part positive. What a holds is overwritten. A matrix with what is no number has such vectors.
//
// C. Jacobi, "Über ein leichtes Verfahren, die in der Theorie der Säcularstörungen vorkommenden Gleichungen numerisch aufzulösen",
// 1846, in the form of Golub and Van Loan, "Matrix Computations", 8.5: rotations clear one pair of places after the other.
func Symmetric(a []float64, n int) (values, vectors []float64) {
	if n < 1 || len(a) < n*n {
		panic(badShape)
	}
	v := make([]float64, n*n) // column k belongs to a's k-th diagonal element
	for i := range n {
		v[i*n+i] = 1
	}
	for range sweeps {
		rotated := false
		for p := range n - 1 {
			for q := p + 1; q < n; q++ {
				if rotate(a, v, n, p, q) {
					rotated = true
				}
			}
		}
		if !rotated {
			break
		}
	}
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(a[j*n+j], a[i*n+i]) })
	values, vectors = make([]float64, n), make([]float64, n*n)
	for k, from := range order {
		values[k] = a[from*n+from]
		row, most := vectors[k*n:][:n], 0.0
		for i := range row {
			row[i] = v[i*n+from]
			if math.Abs(row[i]) > math.Abs(most) {
				most = row[i]
			}
		}
		if most < 0 {
			for i := range row {
				row[i] = -row[i]
			}
		}
	}
	return values, vectors
}

// rotate turns the plane of p and q so that a[p][q] becomes 0, unless it is too small to change the diagonal.
func rotate(a, v []float64, n, p, q int) bool {
	off, x, y := a[p*n+q], a[p*n+p], a[q*n+q]
	if size := math.Abs(off); !(math.Abs(x)+size != math.Abs(x) || math.Abs(y)+size != math.Abs(y)) {
		return false
	}
	tau := (y - x) / (2 * off)
	t := 1 / (math.Abs(tau) + math.Sqrt(1+tau*tau))
	if tau < 0 {
		t = -t
	}
	cos := 1 / math.Sqrt(1+t*t)
	sin := t * cos
	turn := func(m []float64, i, j int) { m[i], m[j] = cos*m[i]-sin*m[j], sin*m[i]+cos*m[j] }
	for k := range n {
		turn(a, k*n+p, k*n+q)
		turn(v, k*n+p, k*n+q)
	}
	for k := range n {
		turn(a, p*n+k, q*n+k)
	}
	a[p*n+q], a[q*n+p] = 0, 0
	return true
}

// Covariance returns that of rows (n, dims) about their mean as (dims, dims), divided by n−1.
func Covariance(rows []float64, n, dims int) []float64 {
	if n < 2 || dims < 1 || len(rows) < n*dims {
		panic(badShape)
	}
	mean, cov := make([]float64, dims), make([]float64, dims*dims)
	for i := range n {
		for d, v := range rows[i*dims:][:dims] {
			mean[d] += v / float64(n)
		}
	}
	for i := range n {
		row := rows[i*dims:][:dims]
		for d, v := range row {
			for e := d; e < dims; e++ {
				cov[d*dims+e] += (v - mean[d]) * (row[e] - mean[e]) / float64(n-1)
			}
		}
	}
	for d := range dims {
		for e := range d {
			cov[d*dims+e] = cov[e*dims+d]
		}
	}
	return cov
}

// Components returns the variances (dims) of rows (n, dims) along their principal components, the largest first, and these as
// (dims, dims), one a row. Rounding leaves no variance below 0.
func Components(rows []float64, n, dims int) (variances, directions []float64) {
	variances, directions = Symmetric(Covariance(rows, n, dims), dims)
	for i, v := range variances {
		variances[i] = max(v, 0)
	}
	return variances, directions
}
