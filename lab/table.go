package lab

import (
	"errors"
	"fmt"

	"github.com/whisker-lab/whisker/lab/sheet"
)

var errNoTable = errors.New("lab: table: there is none to choose from")

// bring reads a table, lets its columns be chosen, and takes its rows for points: {"do": "table", "text": "a,b,c\n…"}, then {"do":
// "table", "x": 0, "y": 1, "what": 2, "values": false}, then {"do": "table", "use": true} or {"do": "table", "close": true}.
func (s *Session) bring(m Msg) error {
	f := m.Fields()
	text, use, end := f.Text("text", ""), f.Bool("use", false), f.Bool("close", false)
	change := tableChange(f)
	if err := f.Err(); err != nil {
		return err
	}
	if end {
		s.table = nil
		return nil
	}
	if !s.config.offersOwn() {
		return errNoOwn
	}
	if f.Has("text") {
		s.table = sheet.Open(text)
		return nil
	}
	b := s.table
	if b == nil || !b.Sound() {
		return errNoTable
	}
	if err := b.Choose(change); err != nil {
		return fmt.Errorf("lab: table: %w", err)
	}
	if !use {
		return nil
	}
	points := b.Points()
	if points == nil {
		return errNoTable
	}
	if err := s.replace(points, 0, true); err != nil {
		return err
	}
	s.table = nil
	return nil
}

// tableChange is what is to be chosen otherwise.
func tableChange(f *Fields) (c sheet.Change) {
	for _, column := range []struct {
		name string
		to   **int
	}{{"x", &c.X}, {"y", &c.Y}, {"what", &c.What}} {
		if f.Has(column.name) {
			at := f.Int(column.name, 0)
			*column.to = &at
		}
	}
	if f.Has("values") {
		values := f.Bool("values", false)
		c.Values = &values
	}
	return c
}
