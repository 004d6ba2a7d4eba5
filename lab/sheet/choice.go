package sheet

import (
	"fmt"
	"slices"

	"github.com/whisker-lab/whisker/lab/own"
	"github.com/whisker-lab/whisker/nn/data"
)

// Choice is which columns of a table are taken: −1 for none. Without a what, y is a value over x.
type Choice struct {
	X      int  `json:"x"`
	Y      int  `json:"y"`
	What   int  `json:"what"`
	Values bool `json:"values"` // what is a value, not a class
}

// State is a table that the reader brought, while its columns are being chosen.
type State struct {
	Error     string   `json:"error,omitempty"` // why it is none: empty, large, binary, wide or numbers
	Separator string   `json:"separator"`
	Decimals  bool     `json:"decimals"` // a comma stands before them
	Header    bool     `json:"header"`
	Columns   []Column `json:"columns"`
	Rows      int      `json:"rows"`
	Chosen    Choice   `json:"chosen"`
	Kind      string   `json:"kind"`
	Classes   []string `json:"classes"`
	Good      int      `json:"good"` // rows that became points
	Skipped   int      `json:"skipped"`
	Bad       []Bad    `json:"bad"` // the first of them
}

// Column is one column.
type Column struct {
	Name    string   `json:"name"` // empty where it has none
	Numbers bool     `json:"numbers"`
	Sample  []string `json:"sample"`
}

const (
	sampled   = 4  // fields of a column that are shown
	oftenEach = 10 // times that each number comes, if it stands for a class
	mostTold  = 50 // rows that were left out
)

// guess chooses columns: what tells a few things apart for the classes, else the last numbers for a value, and the first two
// columns of numbers besides.
func (s *sheet) guess() Choice {
	c := Choice{-1, -1, -1, false}
	var numeric []int
	for i := range s.width() {
		numbers, distinct := s.numbers(i, own.MostClasses)
		switch {
		case numbers > len(s.rows)/2:
			numeric = append(numeric, i)
		case distinct >= 2 && distinct <= own.MostClasses:
			c.What = i
		}
	}
	if c.What < 0 && len(numeric) > 2 {
		c.What, c.Values = numeric[len(numeric)-1], true
		for at, i := range slices.Backward(numeric) {
			_, distinct := s.numbers(i, own.MostClasses)
			last := at == len(numeric)-1 // where classes usually are
			if distinct >= 2 && distinct <= own.MostClasses && distinct < len(s.rows) && (last || oftenEach*distinct <= len(s.rows)) {
				c.What, c.Values = i, false
				break
			}
		}
	}
	for _, i := range numeric {
		switch {
		case i == c.What:
		case c.X < 0:
			c.X = i
		case c.Y < 0:
			c.Y = i
		}
	}
	return c
}

// kind is what there is to be learnt of what was chosen.
func (c Choice) kind() string {
	switch {
	case c.What < 0:
		return data.OfCurve
	case c.Values:
		return data.OfSurface
	}
	return data.OfClasses
}

// own makes points of the rows that can be read; the others are told of.
func (s *sheet) own(c Choice) (*own.Points, []Bad) {
	bad := slices.Clone(s.bad)
	kind := c.kind()
	columns := []int{c.X, c.Y}
	if kind == data.OfSurface {
		columns = append(columns, c.What)
	}
	var rows [][]float64
	var classes []string
	var class []uint8
next:
	for i, row := range s.rows {
		found := make([]float64, len(columns))
		for j, at := range columns {
			v, ok := s.number(row[at])
			if !ok {
				b := Bad{Line: s.lines[i], Why: "number", Column: s.name(at), Text: said(row[at])}
				if missing(row[at]) {
					b.Why, b.Text = "missing", ""
				}
				bad = append(bad, b)
				continue next
			}
			found[j] = v
		}
		k := 0
		if kind == data.OfClasses {
			name := own.Named(row[c.What])
			if missing(row[c.What]) || name == "" {
				bad = append(bad, Bad{Line: s.lines[i], Why: "missing", Column: s.name(c.What)})
				continue
			}
			if k = slices.Index(classes, name); k < 0 {
				if k = len(classes); k == own.MostClasses {
					bad = append(bad, Bad{Line: s.lines[i], Why: "classes", Text: said(name)})
					continue
				}
				classes = append(classes, name)
			}
		}
		if len(rows) == own.Most {
			bad = append(bad, Bad{Line: s.lines[i], Why: "many"})
			continue
		}
		rows, class = append(rows, found), append(class, uint8(k))
	}
	if len(rows) == 0 {
		return nil, bad
	}
	if len(classes) == 1 {
		classes = append(classes, "–") // another class, of which there are none
	}
	names := make([]string, len(columns))
	for j, at := range columns {
		names[j] = s.axis(at, j, kind)
	}
	return own.Tabled(kind, names, rows, class, classes), bad
}

// name is what a column is called, if it is called anything.
func (s *sheet) name(column int) string {
	if !s.header {
		return ""
	}
	return said(s.columns[column])
}

// axis is the same for an axis, which has to have a name.
func (s *sheet) axis(column, axis int, kind string) string {
	if s.header {
		if name := own.Named(s.columns[column]); name != "" {
			return name
		}
	}
	if axis == 2 || axis == 1 && kind == data.OfCurve {
		return "value"
	}
	return [...]string{"x1", "x2"}[axis]
}

// Table is a table while its columns are being chosen.
type Table struct {
	sheet *sheet
	own   *own.Points // what would become of it
	state State
}

// Open reads a table and guesses which columns are meant. What is no table at all says why in its state.
func Open(text string) *Table {
	b := &Table{}
	b.state.Columns, b.state.Bad, b.state.Classes = []Column{}, []Bad{}, []string{}
	sheet, err := parseSheet(text)
	if err != nil {
		b.state.Error = err.Error()
		return b
	}
	b.sheet = sheet
	b.state.Separator = map[rune]string{',': "comma", ';': "semicolon", '\t': "tab"}[sheet.separator]
	b.state.Decimals, b.state.Header, b.state.Rows = sheet.decimals, sheet.header, len(sheet.rows)+len(sheet.bad)
	for i := range sheet.width() {
		numbers, _ := sheet.numbers(i, 0)
		c := Column{Name: sheet.name(i), Numbers: numbers > len(sheet.rows)/2}
		for _, row := range sheet.rows[:min(sampled, len(sheet.rows))] {
			c.Sample = append(c.Sample, said(row[i]))
		}
		b.state.Columns = append(b.state.Columns, c)
	}
	b.choose(sheet.guess())
	return b
}

// choose sees what becomes of a choice.
func (b *Table) choose(c Choice) {
	b.own = nil
	b.state.Chosen, b.state.Kind, b.state.Error = c, c.kind(), ""
	b.state.Good, b.state.Skipped, b.state.Bad, b.state.Classes = 0, len(b.sheet.bad), b.sheet.bad, []string{}
	if c.X < 0 || c.Y < 0 {
		b.state.Error = "numbers"
	} else {
		points, bad := b.sheet.own(c)
		b.state.Skipped, b.state.Bad = len(bad), bad
		if points != nil {
			b.own, b.state.Good, b.state.Classes = points, points.Len(), append([]string{}, points.Classes()...)
		}
	}
	slices.SortStableFunc(b.state.Bad, func(p, q Bad) int { return p.Line - q.Line })
	b.state.Bad = slices.Clone(b.state.Bad[:min(mostTold, len(b.state.Bad))])
	if b.state.Bad == nil {
		b.state.Bad = []Bad{}
	}
}

// Change is what a reader chooses otherwise; what is nil stays.
type Change struct {
	X, Y, What *int
	Values     *bool
}

// Sound tells whether it is a table at all.
func (b *Table) Sound() bool { return b.sheet != nil }

// State is what there is to be said of it.
func (b *Table) State() *State { return &b.state }

// Points are what would become of the rows, nil where nothing would.
func (b *Table) Points() *own.Points { return b.own }

// Choose takes other columns. Of a sound table only; after an error all is as before.
func (b *Table) Choose(want Change) error {
	c := b.state.Chosen
	for _, change := range []struct{ to, from *int }{{&c.X, want.X}, {&c.Y, want.Y}, {&c.What, want.What}} {
		if change.from != nil {
			if *change.to = *change.from; *change.to < -1 || *change.to >= b.sheet.width() {
				return fmt.Errorf("sheet: no column %d", *change.to)
			}
		}
	}
	if want.What != nil && c.What >= 0 {
		numbers, distinct := b.sheet.numbers(c.What, own.MostClasses)
		c.Values = numbers > len(b.sheet.rows)/2 && distinct > own.MostClasses
	}
	if want.Values != nil {
		c.Values = *want.Values
	}
	b.choose(c)
	return nil
}
