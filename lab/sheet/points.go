package sheet

import (
	"slices"
	"strings"

	"github.com/whisker-lab/whisker/lab/own"
	"github.com/whisker-lab/whisker/nn/data"
)

// found is a row that could become a point.
type found struct {
	numbers []float64
	class   string
	line    int
}

// own makes points of the rows that can be read, and says of how many; the others are told of.
func (s *sheet) own(c Choice, seed uint64) (points *own.Points, of int, bad []Bad) {
	bad = slices.Clone(s.bad)
	kind := c.kind()
	columns := []int{c.X, c.Y}
	if kind == data.OfSurface {
		columns = append(columns, c.What)
	}
	var rows []found
next:
	for i, row := range s.rows {
		f := found{numbers: make([]float64, len(columns)), line: s.lines[i]}
		for j, at := range columns {
			v, ok := s.kinds[at].number(row[at])
			if !ok {
				b := Bad{Line: s.lines[i], Why: "number", Column: s.name(at), At: at + 1, Text: said(row[at])}
				if missing(row[at]) {
					b.Why, b.Text = "missing", ""
				}
				bad = append(bad, b)
				continue next
			}
			f.numbers[j] = v
		}
		if kind == data.OfClasses {
			if f.class = own.Named(row[c.What]); unknown(row[c.What]) || f.class == "" {
				bad = append(bad, Bad{Line: s.lines[i], Why: "missing", Column: s.name(c.What), At: c.What + 1})
				continue
			}
		}
		rows = append(rows, f)
	}
	var classes []string
	if kind == data.OfClasses {
		classes = usual(rows)
		rows = slices.DeleteFunc(rows, func(f found) bool {
			if slices.Contains(classes, f.class) {
				return false
			}
			bad = append(bad, Bad{Line: f.line, Why: "classes", Text: said(f.class)})
			return true
		})
	}
	if of = len(rows); of == 0 {
		return nil, 0, bad
	}
	rows = lot(rows, classes, seed)
	numbers, class := make([][]float64, len(rows)), make([]uint8, len(rows))
	for i, f := range rows {
		numbers[i] = f.numbers
		if kind == data.OfClasses {
			class[i] = uint8(slices.Index(classes, f.class))
		}
	}
	if len(classes) == 1 {
		classes = append(classes, "–") // another class, of which there are none
	}
	names := make([]string, len(columns))
	for j, at := range columns {
		names[j] = s.axis(at, j, kind)
	}
	return own.Tabled(kind, names, numbers, class, classes), of, bad
}

// axis is the same for an axis, which has to have a name.
func (s *sheet) axis(column, axis int, kind string) string {
	if s.header {
		if name := own.Named(s.columns[column]); name != "" {
			if unit := s.kinds[column].unit; unit != "" && !strings.Contains(name, unit) {
				name = own.Named(name + " (" + unit + ")")
			}
			return name
		}
	}
	if axis == 2 || axis == 1 && kind == data.OfCurve {
		return "value"
	}
	return [...]string{"x1", "x2"}[axis]
}
