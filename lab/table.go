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
	var want struct {
		sheet.Change
		Text       *string
		Use, Close bool
	}
	if err := m.Into(&want); err != nil {
		return err
	}
	if want.Close {
		s.table = nil
		return nil
	}
	if !s.config.offersOwn() {
		return errNoOwn
	}
	if want.Text != nil {
		s.table = sheet.Open(*want.Text)
		return nil
	}
	b := s.table
	if b == nil || !b.Sound() {
		return errNoTable
	}
	if err := b.Choose(want.Change); err != nil {
		return fmt.Errorf("lab: table: %w", err)
	}
	if !want.Use {
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
