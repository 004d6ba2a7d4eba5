package lab

import (
	"errors"
	"fmt"

	"github.com/whisker-lab/whisker/lab/sheet"
)

// forTable is what the seed is for here: which rows are taken where there are too many.
const forTable = 0x7ab1e

var errNoTable = errors.New("lab: table: there is none to choose from")

// bring reads a table, lets its columns be chosen, and takes its rows for points: {"do": "table", "text": "a,b,c\n…"}, then {"do":
// "table", "x": 0, "y": 1, "what": 2, "values": false} or what was misunderstood: {"do": "table", "separator": "semicolon", "decimal":
// "comma", "header": true}, where an empty text is what was found, then {"do": "table", "use": true} or {"do": "table", "close": true}.
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
		lot := uint64(forTable)
		if i := s.config.lesson.role(RoleRedraw); i >= 0 {
			lot = s.config.Rand(s.config.lesson.Controls[i].Name, forTable).Uint64()
		}
		s.table = sheet.Open(text, lot)
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
	for _, sign := range []struct {
		name string
		to   **string
	}{{"separator", &c.Separator}, {"decimal", &c.Decimal}} {
		if f.Has(sign.name) {
			text := f.Text(sign.name, "")
			*sign.to = &text
		}
	}
	if f.Has("header") {
		header := f.Bool("header", false)
		c.Header = &header
	}
	return c
}
