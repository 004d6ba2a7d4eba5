package lab

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/whisker-lab/whisker/nn"
)

// keep saves the run as the place to go back to.
func (s *Session) keep() {
	var b bytes.Buffer
	if err := s.run.Save(&b); err == nil {
		s.good, s.goodAt = b.Bytes(), place{s.steps, epoch(s.run)}
		if s.twin != nil {
			s.twin.keep()
		}
	}
}

var errNoWayBack = errors.New("lab: there is no earlier state to go back to")

// back restores the last state that was kept. What is set stays set.
func (s *Session) back() error {
	if s.good == nil {
		return errNoWayBack
	}
	if err := s.run.Load(bytes.NewReader(s.good)); err != nil {
		return err
	}
	if s.twin != nil {
		if err := s.twin.back(s.goodAt.Epoch); err != nil {
			return err
		}
	}
	s.steps, s.diverged, s.playing, s.todo, s.done = s.goodAt.Step, false, false, 0, false
	s.history.cut(s.goodAt.Epoch)
	s.watch = watch{}
	s.tune()
	s.happened("restored")
	s.say("narrator.restored", map[string]any{"step": s.steps})
	s.stale = true
	return nil
}

const saveKind = "session"

// Save writes the session: its link, its run and its curve, so that it goes on with the same bits after Restore.
func (s *Session) Save(w io.Writer) error {
	var run bytes.Buffer
	if err := s.run.Save(&run); err != nil {
		return fmt.Errorf("lab: saving: %w", err)
	}
	e := nn.NewEncoder(w, saveKind)
	e.String(s.config.FullLink())
	e.String(run.String())
	e.Uint(uint64(s.steps))
	for _, on := range []bool{s.done, s.diverged} {
		e.Uint(uint64(bit(on)))
	}
	s.history.encode(e)
	e.Float(s.sane)
	for _, v := range [...]int{s.selected.Layer, s.selected.Unit, s.selected.In, s.selected.Point} {
		e.Uint(uint64(v + 1))
	}
	e.String(string(s.good))
	e.Uint(uint64(s.goodAt.Step))
	e.Float(s.goodAt.Epoch)
	e.Uint(uint64(bit(s.watch.begun)))
	e.Float(s.watch.best)
	e.Float(s.watch.at)
	e.Uint(uint64(bit(s.watch.there)))
	e.Uint(uint64(bit(s.twin != nil)))
	if err := s.twin.encode(e); err != nil {
		return fmt.Errorf("lab: saving: %w", err)
	}
	if err := e.Close(); err != nil {
		return fmt.Errorf("lab: saving: %w", err)
	}
	return nil
}

func bit(on bool) int {
	if on {
		return 1
	}
	return 0
}

// Restore begins a session from what Save wrote, paused. The error holds a data.Missing where only the data's file is not there.
func Restore(lessons []*Lesson, r io.Reader) (*Session, error) {
	d := nn.NewDecoder(r, saveKind)
	var link, run, good string
	var done, diverged, begun, there int
	s := &Session{lessons: lessons, focus: nowhere}
	d.Text(&link)
	d.Text(&run)
	d.Int(&s.steps, 0, 1<<40)
	d.Int(&done, 0, 1)
	d.Int(&diverged, 0, 1)
	s.history.decode(d)
	d.Float(&s.sane)
	chosen := [...]*int{&s.selected.Layer, &s.selected.Unit, &s.selected.In, &s.selected.Point}
	for _, v := range chosen {
		d.Int(v, 0, 1<<31)
	}
	d.Text(&good)
	d.Int(&s.goodAt.Step, 0, 1<<40)
	d.Float(&s.goodAt.Epoch)
	d.Int(&begun, 0, 1)
	d.Float(&s.watch.best)
	d.Float(&s.watch.at)
	d.Int(&there, 0, 1)
	var second func(Config) (*twin, error)
	if d.Count(1) == 1 {
		second = decodeTwin(d)
	}
	if err := d.Close(); err != nil {
		return nil, fmt.Errorf("lab: restoring: %w", err)
	}
	c := parseLink(lessons, link, longestFull)
	made, err := c.lesson.New(c)
	if err != nil {
		return nil, fmt.Errorf("lab: restoring: %w", err)
	}
	if err := made.Load(bytes.NewReader([]byte(run))); err != nil {
		return nil, fmt.Errorf("lab: restoring: %w", err)
	}
	if (second != nil) != (c.versus.name != "") {
		return nil, fmt.Errorf("lab: restoring: %w", nn.ErrDamaged)
	}
	if second != nil {
		if s.twin, err = second(c); err != nil {
			return nil, fmt.Errorf("lab: restoring: %w", err)
		}
		if len(s.twin.history.Rows) != len(s.history.Rows) {
			return nil, fmt.Errorf("lab: restoring: %w", nn.ErrDamaged)
		}
	}
	s.config, s.run, s.done, s.diverged, s.stale = c, made, done == 1, diverged == 1, true
	s.watch.begun, s.watch.there = begun == 1, there == 1
	if good != "" {
		s.good = []byte(good)
	}
	s.tune()
	chose := Selection{s.selected.Layer - 1, s.selected.Unit - 1, s.selected.In - 1, s.selected.Point - 1}
	s.selected = nothing()
	if err := s.sel(chose); err != nil {
		return nil, fmt.Errorf("lab: restoring: %w", err)
	}
	s.say("narrator.ready", nil)
	s.telling, s.passing = s.steps > 0, epoch(made) >= 1
	return s, nil
}
