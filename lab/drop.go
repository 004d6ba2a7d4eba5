package lab

import (
	"errors"
	"math"
)

var errNoDrop = errors.New("lab: drop: nothing is to be dropped in this lesson")

// drop begins anew from another place: {"do": "drop", "x": −1, "y": 2}. The two controls that say where a run starts hold it, and
// so does the link.
func (s *Session) drop(m Msg) error {
	f := m.Fields()
	at := [2]float64{f.Float("x", math.NaN()), f.Float("y", math.NaN())}
	if err := f.Err(); err != nil {
		return err
	}
	c := s.config
	for i, role := range [...]Role{RoleAcross, RoleUp} {
		k := c.lesson.role(role)
		if k < 0 {
			return errNoDrop
		}
		if math.IsNaN(at[i]) {
			return errors.New("lab: drop: want x and y")
		}
		var err error
		if c, _, err = c.with(c.lesson.Controls[k].Name, FormatNumber(at[i])); err != nil {
			return err
		}
	}
	if err := s.begin(c); err != nil {
		return err
	}
	s.say("narrator.dropped", nil)
	return nil
}
