package data

// The two measurements of a penguin's bill tell the species apart best of all pairs: 96 % by nine nearest neighbours.
const billLength, billDepth = 0, 1

// penguinsSource is penguins of three species at Palmer Station, by Gorman, Williams and Fraser (2014): see DATA-LICENSES.md.
func penguinsSource() Source {
	return measured("penguins.bin", 0x71d4727f, billLength, billDepth, Source{
		Name: "penguins", Classes: 3, Max: 342, Names: []string{"adelie", "chinstrap", "gentoo"},
		Axes: [2]Axis{{"billlength", "mm", 30, 62}, {"billdepth", "mm", 12, 23}},
	})
}
