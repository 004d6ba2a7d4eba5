// Package eigen finds the directions along which points vary. It is for the few dimensions of a lesson, up to some hundred; Gonum's
// solvers are for thousands, and a seventh of a page that has to be loaded. It must not import other packages of the product.
//
//	variances, directions := eigen.Components(rows, n, dims)
//	first := directions[:dims] // along which the points vary most
package eigen
