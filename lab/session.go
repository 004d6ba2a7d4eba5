package lab

import (
	"errors"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/whisker-lab/whisker/lab/sheet"
	"github.com/whisker-lab/whisker/nn/data"
)

// Session is one lesson under way. It is changed by Apply and by Advance and by nothing else, and all that it becomes
// follows from the link it began with and the messages it was given. It is not safe for concurrent use.
type Session struct {
	lessons []*Lesson
	config  Config
	run     Run
	twin    *twin // nil for none
	steps   int
	history History
	events  []Event
	said    Line
	telling bool // whether the run made steps since that was said
	passing bool // whether that was said of how it goes, which a step may make untrue

	playing  bool
	done     bool
	diverged bool
	todo     int   // steps that were asked for one by one
	focus    Focus // what is looked at
	selected Selection
	good     []byte
	goodAt   place // where the run was when good was saved
	sane     float64
	watch    watch
	drawn    drawn
	trial    trial
	table    *sheet.Table // nil while none is being looked at
	misread  []Misread    // of the link that it began with

	pace   pace
	clock  stopwatch
	idling bool // the run has more to work out between steps
	pulse  bool // a step was made that is slow enough to be watched
	stale  bool // whether the stage has not seen the newest
	seq    uint32
	metric float64 // examples a second
	answer answer
}

// place is how far a run has come.
type place struct {
	Step  int     `json:"step"`
	Epoch float64 `json:"epoch"`
}

// Event is something that happened: diverged, restored, done, stopped.
type Event struct {
	Type  string  `json:"type"`
	Step  int     `json:"step"`
	Epoch float64 `json:"epoch"`
	Why   string  `json:"why,omitempty"` // it stopped: accuracy or patience
	*Runaway
}

// mostEvents is how many events are remembered.
const mostEvents = 20

const badLesson = "lab: a lesson's defaults make no run"

const badShelf = "lab: a file that the link needs is not on the shelf: Open says which"

// New is Open for those whose lessons have all files.
func New(lessons []*Lesson, link string) *Session {
	s, err := Open(lessons, link)
	if err != nil {
		panic(badShelf)
	}
	return s
}

// Open begins a session from a link. Whatever the link holds, there is a session, unless its data lie in a file that is not on
// the lesson's shelf: then the error is a data.Missing.
func Open(lessons []*Lesson, link string) (*Session, error) {
	s := &Session{lessons: lessons, focus: nowhere}
	c, misread := ReadLink(lessons, link)
	s.misread = misread
	if !strings.Contains(link, "=") {
		c = front(lessons).opening()
	}
	alone, _ := c.against("", "")
	// Every value is allowed by itself, so it is their combination that cannot be built.
	var no Refusal
	for _, next := range []Config{c, alone, c.lesson.Defaults()} {
		err := s.begin(next)
		if err == nil {
			if s.greet(); no.Key != "" {
				s.said = no.Line
			}
			return s, nil
		}
		if refusal, ok := errors.AsType[Refusal](err); ok {
			no = refusal
		}
		if missing, ok := errors.AsType[data.Missing](err); ok {
			return nil, missing
		}
	}
	panic(badLesson)
}

// greet says what a session is about to begin with.
func (s *Session) greet() {
	switch {
	case s.twin != nil:
		s.told()
	case s.config.weights != "":
		s.say("narrator.learned", nil)
	default:
		s.say("narrator.ready", nil)
	}
}

// begin starts a run of a config at step 0. After an error the run is the one before, if there was one.
func (s *Session) begin(c Config) error {
	if s.config.lesson == nil {
		s.config = c
	}
	c, run, err := c.build()
	if err != nil {
		return err
	}
	var second *twin
	if c.versus.name != "" {
		if second, err = newTwin(c, run); err != nil {
			return err
		}
	}
	if c.lesson != s.config.lesson {
		s.playing, s.focus = false, nowhere // within a lesson the pointer stays where it is
	}
	s.config, s.run, s.twin = c, run, second
	s.steps, s.done, s.diverged, s.todo, s.pulse = 0, false, false, 0, false
	s.events, s.good, s.selected = nil, nil, nothing()
	if s.focus.Unit < 0 {
		s.focus = nowhere // a column was that of the run before
	}
	s.history, s.watch = History{}, watch{}
	s.pace.burst = 1 // how long this one's steps take is to be found out anew
	s.tune()
	s.record()
	s.keep()
	s.wind()
	s.stale = true
	return nil
}

// tune hands every live control to the runs, as a number.
func (s *Session) tune() {
	s.config.tune(s.run)
	if s.twin != nil {
		s.twin.config = s.config.other()
		s.twin.config.tune(s.twin)
	}
}

func (c Config) tune(run Run) {
	for i := range c.lesson.Controls {
		if control := &c.lesson.Controls[i]; control.Effect == Live {
			run.Tune(control.Name, c.level(control.Name))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(c.lesson.Fixed)) {
		if v, err := strconv.ParseFloat(c.lesson.Fixed[name], 64); err == nil {
			run.Tune(name, v)
		}
	}
	c.view(run)
}

// Apply does what a message asks for. After an error all is as it was; where the error is a data.Missing, the same message can be
// given again once that file is on the shelf.
func (s *Session) Apply(m Msg) error {
	s.answer = answer{}
	if m.Do == "try" {
		return s.try(m)
	}
	lesson := s.config.lesson
	err := s.do(m)
	if no, ok := errors.AsType[Refusal](err); ok {
		s.said, s.telling, s.passing, s.stale = no.Line, false, false, true
	}
	if err == nil && !m.looks() {
		s.trial.leave()
	}
	if lesson != s.config.lesson || err == nil && slices.Contains([]string{"lesson", "link"}, m.Do) {
		s.trial = trial{} // whoever comes in anew begins with the first question
	}
	return err
}

// looks tells whether a message changes nothing that a run would not have come to by itself.
func (m Msg) looks() bool {
	return slices.Contains([]string{"play", "pause", "focus", "select", "share", "save"}, m.Do)
}

// do does what any message asks for but those about questions.
func (s *Session) do(m Msg) error {
	switch m.Do {
	case "set":
		return s.set(m)
	case "toggle":
		return s.toggle(m)
	case "play":
		return s.play()
	case "pause":
		s.playing, s.todo = false, 0
	case "step":
		return s.step(m)
	case "reset":
		return s.again()
	case "reroll":
		return s.reroll()
	case "drop":
		return s.drop(m)
	case "edit":
		return s.edit(m)
	case "focus":
		return s.look(m)
	case "select":
		return s.choose(m)
	case "points":
		return s.draw(m)
	case "pictures":
		return s.show(m)
	case "table":
		return s.bring(m)
	case "prose":
		return s.read(m)
	case "prompt":
		return s.prompt(m)
	case "back":
		return s.back()
	case "compare":
		return s.compare(m)
	case "share":
		return s.share()
	case "save":
		return s.save()
	case "load":
		return s.load(m)
	case "lesson":
		return s.another(m)
	case "link":
		return s.follow(m)
	default:
		return s.act(m)
	}
	return nil
}

// act hands on what only the run understands.
func (s *Session) act(m Msg) error {
	a, ok := s.run.(Actor)
	if !ok {
		return errUnknown("message", m.Do)
	}
	known, err := a.Act(m)
	if !known {
		return errUnknown("message", m.Do)
	}
	if err == nil {
		if line := ask(s.run, About{Occasion: Obeyed, Message: m.Do}); line.Key != "" {
			s.said, s.telling, s.passing = line, false, false
		}
		if b, ok := s.second().(Actor); ok {
			_, _ = b.Act(m) // as far as it can
		}
		s.score()
		s.stale, s.done = true, false // whatever it did, there may be something left to do
	}
	return err
}

// toggle switches one option of a control of kind inputs: {"do": "toggle", "name": "inputs", "index": 2}. The last one that is on
// stays on.
func (s *Session) toggle(m Msg) error {
	f := m.Fields()
	name, index := f.Text("name", ""), f.Int("index", -1)
	if err := f.Err(); err != nil {
		return err
	}
	i := s.config.lesson.control(name)
	if i < 0 || s.config.lesson.Controls[i].Kind != Inputs {
		return errUnknown("control of inputs", name)
	}
	c := &s.config.lesson.Controls[i]
	if index < 0 || index >= len(c.Options) || !c.fits(c.Options[index], s.config.Kind()) {
		return fmt.Errorf("lab: toggle: %s[%d]: %w", name, index, errOption)
	}
	option, on := c.Options[index], s.config.Texts(name)
	at := slices.Index(on, option)
	switch {
	case at < 0:
		on = append(on, option)
	case len(on) == 1:
		s.say("narrator.lastinput", nil)
		return nil
	default:
		on = slices.Delete(on, at, at+1)
	}
	return s.put(name, strings.Join(on, ","))
}

func (s *Session) set(m Msg) error {
	f := m.Fields()
	name, text := f.Text("name", ""), f.Value("value")
	if err := f.Err(); err != nil {
		return err
	}
	return s.put(name, text)
}

// put sets a control, with all that follows from it.
func (s *Session) put(name, text string) error {
	c, effect, err := s.config.with(name, text)
	if err != nil {
		return err
	}
	if c.Text(name) == s.config.Text(name) {
		return nil
	}
	if effect == Live {
		s.config = c
		s.run.Tune(name, c.level(name))
		if s.twin != nil {
			s.twin.config = c.other()
			s.twin.Tune(name, s.twin.config.level(name))
			s.twin.config.view(s.twin.Run)
		}
		c.view(s.run)
		s.watch = watch{} // whoever sets when to stop means from now on
		s.stale = true
	} else if effect == Rebuild && s.twin == nil && c.adapt(s.run, Change{Rebuild, name, c.level(name)}) {
		s.config, s.stale, s.done = c, true, false // there may be something left to learn
	} else if err := s.begin(c); err != nil {
		return err
	}
	i := c.lesson.control(name)
	s.say("narrator.changed."+name, map[string]any{"value": c.lesson.Controls[i].value(c.values[i])})
	if line := ask(s.run, About{Occasion: Set, Control: name}); line.Key != "" {
		s.said = line
	}
	return nil
}

func (s *Session) play() error {
	if s.diverged {
		return nil
	}
	if s.done { // once more from the beginning
		if err := s.again(); err != nil {
			return err
		}
	}
	if !s.playing && s.steps == 0 {
		s.say("narrator.start", nil)
	}
	s.playing, s.todo = true, 0
	s.pace.start(time.Now())
	s.clock.looked = time.Now()
	return nil
}

// longestStep is how many steps one message may ask for.
const longestStep = 10_000_000

func (s *Session) step(m Msg) error {
	f := m.Fields()
	unit, n := f.Text("unit", "batch"), f.Int("n", 1)
	if err := f.Err(); err != nil {
		return err
	}
	each := 1
	switch unit {
	case "batch":
	case "epoch":
		each = s.run.Progress().Batches
	default:
		return errUnknown("unit of steps", unit)
	}
	if n < 0 || n > longestStep/each {
		return fmt.Errorf("lab: n=%d: want 0 to %d steps", n, longestStep)
	}
	if s.done || s.diverged {
		return nil
	}
	if s.steps == 0 {
		s.say("narrator.start", nil)
	}
	s.playing = false
	s.todo += n * each
	s.pulse = n == 1 && unit == "batch"
	return nil
}

// again begins anew with the same weights and goes on playing if it played.
func (s *Session) again() error {
	if err := s.begin(s.config); err != nil {
		return err
	}
	s.greet()
	return nil
}

func (s *Session) reroll() error {
	i := s.config.lesson.role(RoleSeed)
	if i < 0 {
		return errUnknown("control", string(RoleSeed))
	}
	name := s.config.lesson.Controls[i].Name
	// The next seed follows from this one, so that a replay rolls the same.
	limit := int64(s.config.lesson.Controls[i].Max) + 1
	seed := rand.New(s.config.Rand(name, 0x5eed)).Int64N(limit)
	if float64(seed) == s.config.Number(name) {
		seed = (seed + 1) % limit
	}
	c, _, err := s.config.with(name, FormatNumber(float64(seed)))
	if err != nil {
		return err
	}
	if err := s.begin(c); err != nil {
		return err
	}
	s.say("narrator.changed."+name, map[string]any{"value": seed})
	return nil
}

var errNoEdit = errors.New("lab: this lesson has no weights to set")

func (s *Session) edit(m Msg) error {
	f := m.Fields()
	what, layer, out, in, value := f.Text("what", ""), f.Int("layer", 0), f.Int("out", 0), f.Int("in", -1), f.Float("value", math.NaN())
	if err := f.Err(); err != nil {
		return err
	}
	e, ok := s.run.(Weighted)
	switch {
	case !ok:
		return errNoEdit
	case what != "weight" && what != "bias" || what == "weight" && in < 0:
		return errUnknown("kind of edit", what)
	case !(math.Abs(value) <= 1e6):
		return errors.New("lab: edit: want a value, at most a million")
	}
	if what == "bias" {
		in = -1
	}
	if err := e.Edit(layer, out, in, value); err != nil {
		return err
	}
	if b, ok := s.second().(Weighted); ok {
		_ = b.Edit(layer, out, in, value) // another network may have no such weight
	}
	if s.said.Key != "narrator.edited" {
		s.say("narrator.edited", nil)
	}
	s.score()
	s.stale, s.done = true, false
	return nil
}

// look chooses what is looked at, which the large plot shows where it is a neuron: {"do": "focus", "layer": 1, "unit": 0}, an
// input in layer 0, a column with unit −1; without a layer nothing.
func (s *Session) look(m Msg) error {
	f := m.Fields()
	want := Focus{f.Int("layer", unchosen), f.Int("unit", unchosen)}
	if err := f.Err(); err != nil {
		return err
	}
	if want.Layer < 0 {
		want = nowhere
	}
	want.Unit = max(want.Unit, unchosen)
	if e, ok := s.run.(Explainer); ok && want != nowhere {
		if err := e.Has(want.Layer, want.Unit); err != nil {
			return err
		}
	}
	if s.focus != want {
		s.focus, s.stale = want, true
	}
	return nil
}

// another goes to a lesson with its defaults.
func (s *Session) another(m Msg) error {
	f := m.Fields()
	id := f.Text("id", "")
	if err := f.Err(); err != nil {
		return err
	}
	for _, l := range s.lessons {
		if l.ID == id {
			return s.enter(l.opening())
		}
	}
	return errUnknown("lesson", id)
}

// follow goes wherever a link leads.
func (s *Session) follow(m Msg) error {
	f := m.Fields()
	link := f.Text("link", "")
	if err := f.Err(); err != nil {
		return err
	}
	c, misread := ReadLink(s.lessons, link)
	if err := s.enter(c); err != nil {
		return err
	}
	s.misread = misread
	return nil
}

func (s *Session) enter(c Config) error {
	s.misread = nil
	if c.own == nil && !c.isOwn() && s.config.own != nil {
		c = c.withOwn(s.config.own) // what was drawn is not lost on the way
	}
	for _, album := range s.config.albums {
		if !c.has(album) {
			c = c.withAlbum(album)
		}
	}
	if c.prose == nil {
		c.prose = s.config.prose
	}
	if err := s.begin(c); err != nil {
		return err
	}
	s.playing = false
	s.greet()
	return nil
}

// happened notes an event.
func (s *Session) happened(kind string) { s.note(Event{Type: kind}) }

// note notes an event of now.
func (s *Session) note(e Event) {
	if len(s.events) == mostEvents {
		s.events = append(s.events[:0], s.events[1:]...)
	}
	e.Step, e.Epoch = s.steps, epoch(s.run)
	s.events = append(s.events, e)
}

func (s *Session) say(key string, args map[string]any) {
	if s.bare() && (key == "narrator.start" || key == "narrator.ready") {
		key, args = "narrator.points.none", nil
	}
	s.said, s.telling, s.passing = Line{key, args}, false, false
}

// bare tells whether the reader's own points are chosen and there are none.
func (s *Session) bare() bool {
	return s.config.isOwn() && s.config.own != nil && s.config.own.Len() == 0
}

// line is what is to be said now: what was said last, unless the run has made steps since and has more to say of them.
func (s *Session) line() Line {
	if !s.telling {
		return s.said
	}
	line := ask(s.run, About{Occasion: Stepped})
	if line.Key == "" && s.passing {
		line = ask(s.run, About{Occasion: Passed, History: &s.history, Said: s.said})
	}
	if line.Key == "" {
		return s.said
	}
	return line
}
