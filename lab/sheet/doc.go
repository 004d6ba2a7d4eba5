// Package sheet reads tables that a reader brings as text: it tells how the text is cut into fields, what the columns are, which
// signs numbers are written with, and makes points of the rows.
//
// It owns what counts as a number and why a row is left out: whatever is lost or read in a way that might surprise is said. It knows of
// no session: package lab imports it, and of the lab it imports package own alone.
//
//	table := sheet.Open("x,y,kind\n1,2,a\n3,4,b\n", 1)
//	if table.Sound() {
//		points := table.Points()
//	}
package sheet
