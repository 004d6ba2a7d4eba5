package lab

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/whisker-lab/whisker/nn/data"
)

// A file is JSON: whose it is and of which version, what a person may want to read, and all that Save writes.
type file struct {
	Whisker string  `json:"whisker"` // fileKind
	Version int     `json:"version"`
	Lesson  string  `json:"lesson"`
	Link    string  `json:"link"` // every control, also those that are as usual, and the reader's own points
	Step    int     `json:"step"`
	Epoch   float64 `json:"epoch"`
	Saved   []byte  `json:"saved"`
}

const (
	fileKind    = "session"
	fileVersion = 1
)

// What can be wrong with a file; the page has words for each.
var (
	ErrForeign = errors.New("lab: file: foreign: not a session of Whisker's")
	ErrNewer   = errors.New("lab: file: newer: written by a later version")
	ErrDamaged = errors.New("lab: file: damaged")
)

// answer is what the last message asked for and a State brings once.
type answer struct {
	Shared string          `json:"shared,omitempty"` // a link with what was learned
	File   json.RawMessage `json:"file,omitempty"`   // a session to keep
	// What the picture that it brought was taken for, and how likely each class is: see State.Take.
	Class         *int      `json:"class,omitempty"`
	Probabilities []float64 `json:"probabilities,omitempty"`
}

// File writes the session as a file.
func (s *Session) File() ([]byte, error) {
	var b bytes.Buffer
	if err := s.Save(&b); err != nil {
		return nil, err
	}
	return json.Marshal(file{fileKind, fileVersion, s.config.lesson.ID, s.config.FullLink(), s.steps, epoch(s.run), b.Bytes()})
}

// OpenFile begins a session from what File wrote, paused: it goes on with the same bits. The error says what is wrong with the
// file, or is a data.Missing.
func OpenFile(lessons []*Lesson, b []byte) (*Session, error) {
	var head struct {
		Whisker string
		Version int
	}
	if err := json.Unmarshal(b, &head); err != nil || head.Whisker != fileKind || head.Version < 1 {
		return nil, ErrForeign
	}
	if head.Version > fileVersion {
		return nil, ErrNewer
	}
	var f file
	if err := json.Unmarshal(b, &f); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	s, err := Restore(lessons, bytes.NewReader(f.Saved))
	if missing, ok := errors.AsType[data.Missing](err); ok {
		return nil, missing
	}
	switch {
	case err != nil:
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	case s.config.FullLink() != parseLink(lessons, f.Link, longestFull).FullLink() || // it may know of fewer controls than there are now
		s.config.lesson.ID != f.Lesson || s.steps != f.Step || epoch(s.run) != f.Epoch:
		return nil, fmt.Errorf("%w: what it says and what it holds differ", ErrDamaged)
	}
	return s, nil
}

// save answers with a file.
func (s *Session) save() (err error) {
	s.answer.File, err = s.File()
	return err
}

// load goes on from a file, which is an object or the text of one.
func (s *Session) load(m Msg) error {
	f := m.Fields()
	text := f.JSON("state")
	if err := f.Err(); err != nil {
		return err
	}
	opened, err := OpenFile(s.lessons, text)
	if err != nil {
		return err
	}
	opened.seq = s.seq
	opened.say("narrator.loaded", map[string]any{"step": opened.steps})
	*s = *opened
	return nil
}
