package main

import (
	"fmt"

	"github.com/whisker-lab/whisker/nn/data"
)

// penguins keeps the birds that were measured.
func penguins(source []byte) (*data.Table, error) {
	rows, err := records(source)
	if err != nil {
		return nil, err
	}
	t := &data.Table{
		Name: "penguins", Licence: "CC0 1.0",
		Source: "Gorman, Williams and Fraser (2014), Palmer Station LTER; palmerpenguins, by way of vega-datasets 3.2.1",
		Columns: []data.Column{
			{Name: "billlength", Unit: "mm", Decimals: 1},
			{Name: "billdepth", Unit: "mm", Decimals: 1},
			{Name: "flipperlength", Unit: "mm"},
			{Name: "bodymass", Unit: "g"},
		},
		Classes: []string{"adelie", "chinstrap", "gentoo"},
	}
	headings := [][]string{ // of vega-datasets and of palmerpenguins
		{"Beak Length (mm)", "bill_length_mm"}, {"Beak Depth (mm)", "bill_depth_mm"},
		{"Flipper Length (mm)", "flipper_length_mm"}, {"Body Mass (g)", "body_mass_g"},
	}
	species := map[string]int{"Adelie": 0, "Chinstrap": 1, "Gentoo": 2}
	for i, row := range rows {
		class, known := species[row.text("Species", "species")]
		if !known {
			return nil, fmt.Errorf("row %d: no species %q", i+1, row.text("Species", "species"))
		}
		var values [4]float64
		whole := true
		for j, h := range headings {
			v, ok, err := row.number(h...)
			if err != nil {
				return nil, fmt.Errorf("row %d: %w", i+1, err)
			}
			values[j], whole = v, whole && ok
		}
		if !whole {
			continue
		}
		for j := range t.Columns {
			t.Columns[j].Values = append(t.Columns[j].Values, values[j])
		}
		t.Class = append(t.Class, class)
	}
	return t, nil
}
