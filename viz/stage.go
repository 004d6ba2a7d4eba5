package viz

import (
	"fmt"
	"math"
	"slices"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/viz/palette"
)

// Stage shows the newest frame and answers the pointer. It keeps nothing that a new frame and a new setup do not
// bring back. It is not safe for concurrent use.
type Stage struct {
	emit   func(event any)
	kinds  []Kind
	setup  *Setup
	views  []View
	frame  frame.Frame
	shown  bool // whether a frame has come
	news   bool // whether that frame has not been drawn yet
	stale  bool // whether the screen is not what it should be
	scene  Scene
	layout *Layout // the last one that the page heard
	told   float64 // when that was
	owes   bool    // whether the page has to hear of another one
	hand   hand
	look   Part // what the newest frame says is looked at
	echo   Part // the neuron that the hand had the engine look at: that needs no mark of its own
	pic    Picture
}

// New makes a stage of the views in Kinds that hands every event to emit, to be sent on as JSON.
func New(emit func(event any)) *Stage { return NewOf(Kinds[:], emit) }

// NewOf makes a stage of other views.
func NewOf(kinds []Kind, emit func(event any)) *Stage {
	return &Stage{emit: emit, kinds: kinds, hand: hand{told: "null"}}
}

// Setup takes the page's word on areas, colours and views. Until it has come nothing is drawn.
func (s *Stage) Setup(b []byte) error {
	setup, err := parse(b)
	if err != nil {
		return err
	}
	views := make([]View, len(setup.Views))
	for i, v := range setup.Views {
		for _, k := range s.kinds {
			if k.Kind == v.Kind {
				views[i] = k.New(v.Bind)
			}
		}
		if views[i] == nil {
			return fmt.Errorf("viz: setup: no view of the kind %q", v.Kind)
		}
	}
	// New views for every setup: they hold nothing but what the frame and the setup say.
	s.setup, s.views = setup, views
	t := &setup.Theme
	s.scene.Setup, s.scene.Theme = setup, t
	s.scene.Ramp, s.scene.Strong = palette.NewRamp(t.NegHeat, t.Zero, t.PosHeat), palette.NewRamp(t.Neg, t.Zero, t.Pos)
	s.scene.Pale = palette.NewRamp(t.NegHeat.Faded(faded), t.Zero.Faded(faded), t.PosHeat.Faded(faded))
	s.pic.Theme, s.pic.Ramp, s.pic.Strong, s.pic.Inks = *t, s.scene.Ramp, s.scene.Strong, palette.NewRamp(t.Surface, t.Surface, t.Ink)
	s.scene.Fresh = true
	s.told = math.Inf(-1)
	s.arrange()
	s.stale = true
	return nil
}

// Show takes a frame and returns its number. Edits in hand stay on the screen until the engine has answered them.
func (s *Stage) Show(b []byte) (seq uint32, err error) {
	if err := s.frame.Decode(b); err != nil {
		return 0, fmt.Errorf("viz: %w", err)
	}
	s.shown, s.news, s.stale, s.scene.Fresh = true, true, true, true
	s.hand.settle(&s.frame)
	s.choose()
	s.arrange()
	return s.frame.Seq, nil
}

// choose marks what is looked at, or else what is selected.
func (s *Stage) choose() {
	s.look = focused(&s.frame)
	if asked := (Part{neuronPart, s.hand.focus.Layer, s.hand.focus.Unit, 0}); s.look != s.echo && asked != s.echo {
		s.echo = Part{}
	}
	if s.scene.Selected = s.look; s.look == (Part{}) || s.look == s.echo {
		s.scene.Selected = chosen(&s.frame)
	}
}

// arrange brings the views up to the frame and the setup.
func (s *Stage) arrange() {
	if s.setup == nil || !s.shown {
		return
	}
	for i, v := range s.views {
		v.Read(&s.frame)
		v.Arrange(s.setup.Areas[s.setup.Views[i].Area], s.setup)
	}
}

// Spoil says that the screen has lost its picture.
func (s *Stage) Spoil() { s.stale = true }

// Stale says whether Draw would make a picture.
func (s *Stage) Stale() bool { return s.stale && s.setup != nil && s.shown }

// Draw makes the next picture, or returns nil if the screen is up to date. The time is in milliseconds from any start.
// Again says that something moves and the next picture is wanted soon.
func (s *Stage) Draw(now float64) (p *Picture, again bool) {
	if s.setup == nil || !s.shown {
		return nil, false
	}
	if s.news && s.frame.Flags&frame.Pulse != 0 {
		s.scene.Pulse.start(now, s.frame.Flags&frame.Playing != 0)
	}
	moves := s.scene.Pulse.moves(now)
	if !s.stale && !moves {
		if s.owes {
			s.announce(now)
		}
		return nil, s.owes
	}
	s.hand.flush(s)
	s.scene.Pulse.now, s.scene.Now, s.scene.Moves = now, now, false
	p = &s.pic
	p.clear(s.setup.DPR)
	for _, v := range s.views {
		v.Draw(p, &s.scene)
	}
	for _, v := range s.views {
		if v, ok := v.(Crown); ok {
			v.DrawLast(p, &s.scene)
		}
	}
	s.announce(now)
	if s.news {
		s.rehover()
		s.emit(Drawn{"drawn", s.frame.Seq})
	}
	// One more picture after the last of the movement, without it.
	moves = moves || s.scene.Moves
	s.news, s.stale, s.scene.Fresh = false, moves, false
	return p, moves || s.owes
}

// telling is how many ms lie at least between two layouts while it plays and nobody's hand moves anything: numbers are not read faster,
// and for each the page writes its words and lays them out anew, which takes as long as the picture.
const telling = 50

// announce tells the page where things lie, if that has changed.
func (s *Stage) announce(now float64) {
	if s.owes = s.frame.Flags&frame.Playing != 0 && !s.hand.busy && now >= s.told && now < s.told+telling; s.owes {
		return
	}
	s.told = now
	l := &Layout{Type: "layout", Nodes: []Node{}, Labels: []Label{}, Heads: []Head{}}
	for _, v := range s.views {
		v.Announce(l)
	}
	old := s.layout
	s.layout = l
	switch {
	case old == nil || !old.stands(l):
		s.emit(*l)
	case !slices.Equal(old.Labels, l.Labels): // in a chart that grows these change with every picture
		s.emit(Labels{"labels", l.Labels})
	}
}
