package lab

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/nn"
)

// versus is the one thing in which a second run differs: a control, and what it is set to there. No name is no second run.
type versus struct{ name, value string }

var (
	errNotCompared  = errors.New("not something to compare by")
	errNoDifference = errors.New("both would be the same")
)

// against is the config with a second run beside the first, which differs from it in one control. Without a name there is none.
func (c Config) against(name, text string) (Config, error) {
	c.versus = versus{}
	if name == "" {
		return c, nil
	}
	i := c.lesson.control(name)
	if i < 0 {
		return c, errUnknown("control", name)
	}
	if !slices.Contains(c.lesson.Compares, name) {
		return c, fmt.Errorf("lab: compare: %s: %w", name, errNotCompared)
	}
	other, _, err := c.with(name, text)
	if err != nil {
		return c, err
	}
	value := other.values[i]
	if value == c.values[i] {
		return c, fmt.Errorf("lab: compare: %s=%.40q: %w", name, value, errNoDifference)
	}
	c.versus = versus{name, value}
	return c, nil
}

// other is the config of the second run.
func (c Config) other() Config {
	v := c.versus
	c.versus, c.beside = versus{}, true
	c, _, _ = c.with(v.name, v.value)
	return c
}

// Compared tells whether there are two runs, of which the config is one's.
func (c Config) Compared() bool { return c.beside || c.versus.name != "" }

// twin is a second run beside a session's own: from the same weights, on the same points in the same order, with one control
// set otherwise. It makes a step whenever the first one does, and stops only by itself.
type twin struct {
	Run
	config         Config
	history        History // a row for each of the session's
	step           int
	over, diverged bool

	good     []byte // at the same time as the session's
	goodStep int
	goodOver bool

	frame frame.Frame
}

// second is the second run, or nil.
func (s *Session) second() Run {
	if s.twin == nil {
		return nil
	}
	return s.twin.Run
}

// starts tells whether a control says what the weights begin as: where that is what differs, the weights do.
func (l *Lesson) starts(name string) bool {
	i := l.control(name)
	return i >= 0 && l.Controls[i].Start
}

// newTwin builds the second run of a config beside the first.
func newTwin(c Config, first Run) (*twin, error) {
	other := c.other()
	other, run, err := other.build()
	if err != nil {
		return nil, err
	}
	r := &twin{Run: run, config: other}
	a, ok := first.(Weighted)
	if b, too := run.(Weighted); ok && too && !c.lesson.starts(c.versus.name) && slices.Equal(a.Shape(), b.Shape()) {
		if err := b.SetWeights(a.Weights()); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// advance makes one step, unless it is over.
func (r *twin) advance() (diverged bool) {
	if r.over {
		return false
	}
	loss, done := r.Step()
	r.step++
	r.diverged = math.IsNaN(loss) || math.IsInf(loss, 0)
	r.over = done || r.diverged
	return r.diverged
}

// score is the loss of now, at the first run's epoch: both have made as many steps by then.
func (r *twin) score(epoch float64) Score {
	now := Score{epoch, math.NaN(), math.NaN()}
	if scorer, ok := r.Run.(Scorer); ok {
		now.Train, now.Test = scorer.Score()
	}
	return now
}

// keep saves it, to come back to with the session.
func (r *twin) keep() {
	var b bytes.Buffer
	if r.Save(&b) == nil {
		r.good, r.goodStep, r.goodOver = b.Bytes(), r.step, r.diverged
	}
}

// back is the second run's part of going back.
func (r *twin) back(epoch float64) error {
	if r.good == nil {
		return errNoWayBack
	}
	if err := r.Load(bytes.NewReader(r.good)); err != nil {
		return err
	}
	r.step, r.diverged, r.over = r.goodStep, r.goodOver, r.goodOver
	r.history.cut(epoch)
	return nil
}

// secondPrefix is what the names of a second run's arrays begin with.
const secondPrefix = "b/"

// paint adds what the views of a lesson bind of the second run: arrays by their names, or all below a name.
func (r *twin) paint(f *frame.Frame, focus Focus, l *Lesson) {
	r.frame.Reset()
	r.Paint(&r.frame, focus)
	for _, a := range r.frame.Arrays {
		if l.binds(secondPrefix + a.Name) {
			copy(f.Add(secondPrefix+a.Name, a.Shape...), a.Data)
		}
	}
}

// binds tells whether a view of the lesson has a slot for an array, or for all below a name that the array's begins with.
func (l *Lesson) binds(array string) bool {
	for _, v := range l.Views {
		for slot, name := range v.Bind {
			if name == array || slot == "in" && strings.HasPrefix(array, name+"/") {
				return true
			}
		}
	}
	return false
}

// Compare is the second run in a state.
type Compare struct {
	Name     string             `json:"name"`  // of the control that differs
	Value    any                `json:"value"` // there
	Step     int                `json:"step"`
	Epoch    float64            `json:"epoch"`
	Metrics  map[string]float64 `json:"metrics"`
	Diverged bool               `json:"diverged,omitempty"`
}

func (r *twin) report(v versus) *Compare {
	st := &State{Metrics: map[string]float64{}}
	r.Report(st)
	control := &r.config.lesson.Controls[r.config.lesson.control(v.name)]
	return &Compare{v.name, control.value(v.value), r.step, epoch(r), st.Metrics, r.diverged}
}

// compare begins anew with a second run beside the first, or, without a name, ends it and leaves the first as it is.
func (s *Session) compare(m Msg) error {
	f := m.Fields()
	name := f.Text("name", "")
	if err := f.Err(); err != nil {
		return err
	}
	if name == "" {
		s.config, _ = s.config.against("", "")
		s.twin, s.stale = nil, true
		s.say("narrator.compare.end", nil)
		return nil
	}
	text := f.Value("value")
	if err := f.Err(); err != nil {
		return err
	}
	c, err := s.config.against(name, text)
	if err != nil {
		return err
	}
	if err := s.begin(c); err != nil {
		return err
	}
	s.told()
	return nil
}

// told says what is compared.
func (s *Session) told() {
	v := s.config.versus
	control := &s.config.lesson.Controls[s.config.lesson.control(v.name)]
	s.say("narrator.compare", map[string]any{"control": v.name, "a": control.value(s.config.Text(v.name)), "b": control.value(v.value)})
}

// encode writes the second run, if there is one, behind the session's own.
func (r *twin) encode(e *nn.Encoder) error {
	if r == nil {
		return nil
	}
	var run bytes.Buffer
	if err := r.Save(&run); err != nil {
		return err
	}
	e.String(run.String())
	e.Uint(uint64(r.step))
	for _, on := range []bool{r.over, r.diverged, r.goodOver} {
		e.Uint(uint64(bit(on)))
	}
	r.history.encode(e)
	e.String(string(r.good))
	e.Uint(uint64(r.goodStep))
	return nil
}

// decodeTwin reads what encode wrote. What it returns makes the second run of a config, once all has been read.
func decodeTwin(d *nn.Decoder) func(c Config) (*twin, error) {
	var run, good string
	var over, diverged, goodOver int
	r := new(twin)
	d.Text(&run)
	d.Int(&r.step, 0, 1<<40)
	d.Int(&over, 0, 1)
	d.Int(&diverged, 0, 1)
	d.Int(&goodOver, 0, 1)
	r.history.decode(d)
	d.Text(&good)
	d.Int(&r.goodStep, 0, 1<<40)
	return func(c Config) (*twin, error) {
		made, err := c.lesson.New(c.other())
		if err != nil {
			return nil, err
		}
		if err := made.Load(strings.NewReader(run)); err != nil {
			return nil, err
		}
		r.Run, r.config = made, c.other()
		r.over, r.diverged, r.goodOver = over == 1, diverged == 1, goodOver == 1
		if good != "" {
			r.good = []byte(good)
		}
		return r, nil
	}
}
