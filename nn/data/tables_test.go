package data_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"

	"github.com/whisker-lab/whisker/nn/data"
	"github.com/whisker-lab/whisker/nn/data/packed"
)

// The counts and means are those that UCI and scikit-learn give for the same tables.
func TestTables(t *testing.T) {
	tests := []struct {
		table   *data.Table
		from    string
		count   string
		columns int
		means   map[int]float64
		within  float64
	}{
		{packed.Find("iris").Table, "Fisher (1936)", "[50 50 50]", 4, map[int]float64{0: 5.843333, 1: 3.057333, 2: 3.758, 3: 1.199333}, 1e-6},
		{packed.Find("digits").Table, "Alpaydin", "[178 182 177 183 181 182 181 179 174 180]", 66, map[int]float64{0: 0, 2: 5.204786, 63: 0.364497, 64: 0, 65: 0}, 3e-4},
		{packed.Find("cancer").Table, "Wolberg", "[357 212]", 30, map[int]float64{0: 14.127292, 3: 654.889104, 6: 0.088799, 22: 107.261213, 24: 0.132369}, 1e-4},
	}
	for _, tt := range tests {
		t.Run(tt.table.Name, func(t *testing.T) {
			if !strings.Contains(tt.table.Licence, "CC BY 4.0") || !strings.Contains(tt.table.Source, tt.from) || len(tt.table.Columns) != tt.columns {
				t.Errorf("%d columns from %q under %q", len(tt.table.Columns), tt.table.Source, tt.table.Licence)
			}
			count := make([]int, len(tt.table.Classes))
			for _, c := range tt.table.Class {
				count[c]++
			}
			if fmt.Sprint(count) != tt.count {
				t.Errorf("classes of %v; want %s", count, tt.count)
			}
			for c, want := range tt.means {
				if got := stat.Mean(tt.table.Columns[c].Values, nil); math.Abs(got-want) > tt.within*(1+want) {
					t.Errorf("%s: mean %v; want %v", tt.table.Columns[c].Name, got, want)
				}
			}
			// A source shows the table's own points, and all of them.
			s := packed.Find(tt.table.Name)
			if !s.Real || s.Classes != len(count) || s.Max != len(tt.table.Class) {
				t.Fatalf("source %+v", s)
			}
			p := s.Generate(1<<20, 0, seeded(1))
			if p.Len() != s.Max {
				t.Errorf("gives %d of %d", p.Len(), s.Max)
			}
		})
	}
}

func TestDigitsLieWhereTheirComponentsPutThem(t *testing.T) {
	source := packed.Find("digits")
	table := source.Table
	x := table.Features(0, data.DigitPixels)
	n := len(table.Class)
	a := mat.NewDense(n, data.DigitPixels, nil)
	for j := range data.DigitPixels {
		for i := range n {
			a.Set(i, j, float64(x[j*n+i]))
		}
	}
	var pc stat.PC
	if !pc.PrincipalComponents(a, nil) {
		t.Fatal("no components")
	}
	variances := pc.VarsTo(nil)
	for c := range 2 {
		column := table.Columns[data.DigitPixels+c].Values
		// Two decimals are kept, of a deviation of 13.
		if got := stat.Variance(column, nil); math.Abs(got-variances[c]) > 0.01 {
			t.Errorf("component %d has variance %v; stat.PC says %v", c+1, got, variances[c])
		}
	}
	p := source.Generate(n, 0, seeded(1))
	for c, shown := range [][]float32{p.X, p.Y} {
		var squares float64
		for _, v := range shown {
			squares += float64(v) * float64(v) / float64(n-1)
		}
		if math.Abs(squares-variances[c]) > 0.01 {
			t.Errorf("the plane shows a variance of %v along component %d; want %v", squares, c+1, variances[c])
		}
	}
	if r := stat.Correlation(table.Columns[64].Values, table.Columns[65].Values, nil); math.Abs(r) > 1e-4 {
		t.Errorf("the two correlate by %v", r)
	}
	for _, v := range x {
		if v < 0 || v > 16 || v != float32(int(v)) {
			t.Fatalf("a pixel of %v", v)
		}
	}
}

func TestPayments(t *testing.T) {
	s, p := generate(t, "payments", 5000, 0)
	if s.Real || s.Classes != 2 {
		t.Errorf("real %v, %d classes; want made-up ones of two", s.Real, s.Classes)
	}
	frauds, night, large := 0, 0, 0
	for i, c := range p.Class {
		hour, amount := float64(p.X[i]), float64(p.Y[i])
		if hour < 0 || hour >= 24 {
			t.Fatalf("a payment at %v o'clock", hour)
		}
		if c == 1 {
			frauds++
			continue
		}
		if hour < 5 && hour > 0.5 {
			night++
		}
		if amount > 2.6 {
			large++
		}
	}
	if frauds != 200 || night > 50 || large > 50 {
		t.Errorf("%d frauds, %d ordinary payments at night, %d large ones", frauds, night, large)
	}
}
