// Package packed holds the packed files of package data, for tests and for the tools that build the site: these have no page that
// could bring them. The engine must not import it; it gets each file when a lesson needs it.
//
//	source, err := digits.Open(packed.Shelf())
package packed
