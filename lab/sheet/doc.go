// Package sheet reads tables that a reader brings as text: it tells separator, header and columns, and makes points of the rows.
//
// It owns what counts as a number and why a row is left out. It knows of no session: package lab imports it, and of the lab it
// imports package own alone.
//
//	table := sheet.Open("x,y,kind\n1,2,a\n3,4,b\n")
//	if table.Sound() {
//		points := table.Points()
//	}
package sheet
