package sheet

import (
	"fmt"
	"slices"

	"github.com/whisker-lab/whisker/lab/own"
)

// State is a table that the reader brought, while its columns are being chosen.
type State struct {
	Error     string   `json:"error,omitempty"` // why it is none: empty, large, binary, wide or numbers
	Separator string   `json:"separator"`
	Decimals  bool     `json:"decimals"` // a comma stands before them
	Grouped   bool     `json:"grouped"`  // signs part their thousands
	Open      string   `json:"open"`     // a number that could be read in two ways, where nothing tells which is meant
	Header    bool     `json:"header"`
	Columns   []Column `json:"columns"`
	Rows      int      `json:"rows"`
	Chosen    Choice   `json:"chosen"`
	Kind      string   `json:"kind"`
	Classes   []string `json:"classes"`
	Good      int      `json:"good"` // rows that became points
	Of        int      `json:"of"`   // and how many could: where there are more than fit, they are drawn by lot
	Skipped   int      `json:"skipped"`
	Bad       []Bad    `json:"bad"` // the first of them
}

// Column is one column.
type Column struct {
	Name    string   `json:"name"` // empty where it has none
	Numbers bool     `json:"numbers"`
	Order   bool     `json:"order,omitempty"` // it only numbers the rows
	Unit    string   `json:"unit,omitempty"`
	Sample  []string `json:"sample"`
}

const (
	sampled  = 4  // fields of a column that are shown
	mostTold = 50 // rows that were left out
)

// Table is a table while its columns are being chosen.
type Table struct {
	text  string
	seed  uint64
	sheet *sheet
	own   *own.Points // what would become of it
	state State
}

// Open reads a table and guesses which columns are meant. What is no table at all says why in its state. Where there are more rows than
// fit, seed says which are drawn.
func Open(text string, seed uint64) *Table {
	b := &Table{text: text, seed: seed}
	b.read(Reading{})
	return b
}

// read begins anew, reading as it is told.
func (b *Table) read(how Reading) {
	b.state, b.own = State{Columns: []Column{}, Bad: []Bad{}, Classes: []string{}}, nil
	sheet, err := parseSheet(b.text, how)
	if err != nil {
		b.state.Error = err.Error()
		return
	}
	b.sheet = sheet
	for _, s := range separators {
		if s.sign == sheet.dialect.separator {
			b.state.Separator = s.name
		}
	}
	b.state.Header, b.state.Rows = sheet.header, len(sheet.rows)+len(sheet.bad)
	for i, k := range sheet.kinds {
		c := Column{Name: sheet.name(i), Numbers: k.numbers, Order: k.order, Unit: k.unit}
		for _, row := range sheet.rows[:min(sampled, len(sheet.rows))] {
			c.Sample = append(c.Sample, said(row[i]))
		}
		b.state.Columns = append(b.state.Columns, c)
		b.state.Decimals = b.state.Decimals || k.comma
		b.state.Grouped = b.state.Grouped || k.grouped
	}
	b.choose(sheet.guess())
}

// choose sees what becomes of a choice.
func (b *Table) choose(c Choice) {
	b.own = nil
	b.state.Chosen, b.state.Kind, b.state.Error = c, c.kind(), ""
	b.state.Good, b.state.Of, b.state.Skipped, b.state.Bad, b.state.Classes = 0, 0, len(b.sheet.bad), b.sheet.bad, []string{}
	if c.X < 0 || c.Y < 0 {
		b.state.Error = "numbers"
	} else {
		points, of, bad := b.sheet.own(c, b.seed)
		b.state.Skipped, b.state.Bad = len(bad), bad
		if points != nil {
			b.own, b.state.Good, b.state.Of, b.state.Classes = points, points.Len(), of, append([]string{}, points.Classes()...)
		}
	}
	b.state.Open = b.sheet.ambiguous(c)
	slices.SortStableFunc(b.state.Bad, func(p, q Bad) int { return p.Line - q.Line })
	b.state.Bad = slices.Clone(b.state.Bad[:min(mostTold, len(b.state.Bad))])
	if b.state.Bad == nil {
		b.state.Bad = []Bad{}
	}
}

// ambiguous is a number in the chosen columns that could be read in two ways, where nothing tells which is meant.
func (s *sheet) ambiguous(c Choice) string {
	for _, at := range []int{c.X, c.Y, c.What} {
		if at < 0 || !s.kinds[at].open || at == c.What && !c.Values {
			continue
		}
		for _, row := range s.rows {
			if numeralOf(row[at]).open() {
				return said(row[at])
			}
		}
	}
	return ""
}

// Change is what a reader chooses otherwise; what is nil stays.
type Change struct {
	X, Y, What *int
	Values     *bool
	Separator  *string // as in Reading; empty as it was found
	Decimal    *string
	Header     *bool
}

// Sound tells whether it is a table at all.
func (b *Table) Sound() bool { return b.sheet != nil }

// State is what there is to be said of it.
func (b *Table) State() *State { return &b.state }

// Points are what would become of the rows, nil where nothing would.
func (b *Table) Points() *own.Points { return b.own }

// Choose takes other columns, or reads otherwise, after which the columns are guessed anew. Of a sound table only; after an error all is as
// before, and so it is where nothing can be read in that way, which the state then says.
func (b *Table) Choose(want Change) error {
	before := *b
	if want.Separator != nil || want.Decimal != nil || want.Header != nil {
		how := b.sheet.reading
		if want.Separator != nil {
			if _, ok := separatorNamed(*want.Separator); !ok && *want.Separator != "" {
				return fmt.Errorf("sheet: separator %q", *want.Separator)
			}
			how.Separator = *want.Separator
		}
		if want.Decimal != nil {
			if how.Decimal = *want.Decimal; how.Decimal != "" && how.Decimal != "point" && how.Decimal != "comma" {
				return fmt.Errorf("sheet: decimal %q; want point or comma", how.Decimal)
			}
		}
		if want.Header != nil {
			how.Header = want.Header
		}
		if b.read(how); len(b.state.Columns) == 0 {
			why := b.state.Error
			*b = before
			b.state.Error = why
			return nil
		}
	}
	c := b.state.Chosen
	for _, change := range []struct{ to, from *int }{{&c.X, want.X}, {&c.Y, want.Y}, {&c.What, want.What}} {
		if change.from != nil {
			if *change.to = *change.from; *change.to < -1 || *change.to >= b.sheet.width() {
				no := *change.to
				*b = before
				return fmt.Errorf("sheet: no column %d", no)
			}
		}
	}
	if want.What != nil && c.What >= 0 {
		c.Values = b.sheet.kinds[c.What].numbers && b.sheet.distinct(c.What, own.MostClasses) > own.MostClasses
	}
	if want.Values != nil {
		c.Values = *want.Values
	}
	b.choose(c)
	return nil
}
