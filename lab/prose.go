package lab

import (
	"errors"

	"github.com/whisker-lab/whisker/lab/own"
)

// Prose is what a state says of the reader's own text, which may be chosen or not.
type Prose struct {
	Lines   int  `json:"lines"`
	Letters int  `json:"letters"`
	Brought bool `json:"brought"` // else it is the example
	Chosen  bool `json:"chosen"`
	Linked  bool `json:"linked"` // whether the link holds it
	Most    int  `json:"most"`   // bytes that there may be
}

// proseKey is where a link holds the reader's own text.
const proseKey = "prose"

// reads tells whether the lesson takes a text of the reader's own.
func (c Config) reads() bool { return c.lesson.role(RoleText) >= 0 }

// OwnText is the reader's own text, or the example that stands for it.
func (c Config) OwnText() *own.Text {
	if c.prose == nil {
		return own.ExampleText()
	}
	return c.prose
}

// withText is the config with another text of the reader's; nil is none.
func (c Config) withText(t *own.Text) Config {
	c.prose = t
	return c
}

// isProse tells whether the reader's own text is chosen.
func (c Config) isProse() bool {
	text, there := c.of(RoleText)
	return there && text == OwnName
}

// proseLinked tells whether the text is short enough for a link.
func (c Config) proseLinked() bool { return len(c.prose.String()) <= mostLinked }

// proseState is nil where the lesson takes no text of the reader's.
func (s *Session) proseState() *Prose {
	c := s.config
	if !c.reads() {
		return nil
	}
	p := &Prose{Brought: c.prose != nil, Chosen: c.isProse(), Linked: !c.isProse() || c.proseLinked(), Most: own.MostText}
	if c.prose != nil {
		p.Lines, p.Letters = len(c.prose.Lines()), c.prose.Letters()
	}
	return p
}

var errNoProse = errors.New("lab: prose: this lesson reads no text of the reader's own")

// read makes a text the reader's own and begins to learn it: {"do": "prose", "lines": "…"}; {"clear": true} takes it away.
func (s *Session) read(m Msg) error {
	f := m.Fields()
	text, away := f.Text("lines", ""), f.Bool("clear", false)
	if err := f.Err(); err != nil {
		return err
	}
	if !s.config.reads() {
		return errNoProse
	}
	var brought *own.Text
	if !away {
		var err error
		if brought, err = own.ReadText(text); err != nil {
			return refusedText(err)
		}
	}
	c := s.config.withText(brought)
	c, _, err := c.with(c.lesson.Controls[c.lesson.role(RoleText)].Name, OwnName)
	if err != nil {
		return err
	}
	if err := s.begin(c); err != nil {
		return err
	}
	if s.greet(); !away {
		s.say("narrator.prose.taken", map[string]any{"n": len(brought.Lines())})
	}
	return nil
}

// refusedText says in the page's words what is wrong with a text.
func refusedText(err error) error {
	line := Line{Key: "narrator.prose.notext"}
	switch {
	case errors.Is(err, own.ErrLongText):
		line = Line{Key: "narrator.prose.long", Args: map[string]any{"most": own.MostText >> 10}}
	case errors.Is(err, own.ErrShortText):
		line = Line{Key: "narrator.prose.short", Args: map[string]any{"least": own.LeastText}}
	}
	return Refusal{line}
}
