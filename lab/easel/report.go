package easel

import (
	"encoding/base64"
	"errors"
	"math/rand/v2"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn/scene"
)

var errStill = errors.New("easel: look: there is no such picture of the way")

// Token is a piece of what is said, as it was read.
type Token struct {
	Text  string `json:"text"`
	Word  string `json:"word,omitempty"` // by its name, empty for one that says nothing
	Known bool   `json:"known"`
	Over  bool   `json:"over,omitempty"` // a later one of its group counts
}

// Saying is what is said.
type Saying struct {
	Text   string     `json:"text"`
	Tokens []Token    `json:"tokens"`
	Said   string     `json:"said"`   // in the words of links
	Groups [][]string `json:"groups"` // all words that there are
	Never  bool       `json:"never"`  // a whole prompt that was kept back
	Whole  bool       `json:"whole"`
}

// Seen is what the judge sees in what came of it.
type Seen struct {
	Words  []SeenWord `json:"words"`
	Right  bool       `json:"right"`
	Groups []float64  `json:"groups"` // shares of pictures that were right in one group of words, of those never shown, if any
	Never  bool       `json:"never"`  // whether they are of those
	Pic    string     `json:"pic"`    // base64 of bytes
	Side   int        `json:"side"`
}

// SeenWord is a word that the judge sees, and how sure it is.
type SeenWord struct {
	Word string  `json:"word"`
	P    float32 `json:"p"`
	Said bool    `json:"said"` // as it was said, or nothing was
}

// Shown are some of the drawings that it learns from.
type Shown struct {
	Pics string   `json:"pics"` // base64 of bytes, (n, side, side)
	Side int      `json:"side"`
	Said []string `json:"said"`
	Kept int      `json:"kept"`
	All  int      `json:"all"`
}

// Build is what the page's panel of that kind asks.
type Build struct {
	Trained bool `json:"trained"`
}

// shares are the metrics of one group of words each.
var shares = [scene.Groups]string{"rightNumber", "rightSize", "rightShape", "rightPlace"}

// Report is part of lab.Run.
func (r *Run) Report(s *lab.State) {
	n := 0
	for _, a := range r.eye.all {
		if r.course.Kept[a.prompt] {
			n++
		}
	}
	if l := r.whole(); l != nil {
		if n > 0 {
			share, _ := r.share(l, true, all)
			s.Put("promptAccuracy", share)
		}
		share, _ := r.share(l, false, all)
		s.Put("shownAccuracy", share)
		for g, name := range shares {
			share, _ := r.share(l, n > 0, g)
			s.Put(name, share)
		}
	}
	s.Put("tested", float64(n))
	s.Put("shownTested", float64(len(r.eye.all)-n))
	s.Put("guessAccuracy", 1.0/scene.Prompts)
	s.Put("judgeAccuracy", r.reads)
	s.Put("parameters", float64(len(r.drawers[rest].Weights())))
	s.Put("keptBack", float64(scene.Prompts-len(r.course.Shown)))
	if r.steps > 0 {
		s.Put("loss", r.loss)
	}
	s.Panels.Readouts.Metrics = []string{"promptAccuracy", "shownAccuracy", "guessAccuracy"}
	if n == 0 {
		s.Panels.Readouts.Metrics = s.Panels.Readouts.Metrics[1:]
	}
	s.Panels.Readouts.Count = r.steps
	s.Panels.Put("build", Build{r.trained})
	s.Panels.Put("saying", r.saying())
	s.Panels.Put("judge", r.seen(n > 0))
	s.Panels.Put("examples", r.examples())
}

func (r *Run) saying() Saying {
	p := r.said.Prompt()
	v := Saying{Text: r.text, Tokens: []Token{}, Said: p.String(), Groups: scene.Words[:], Whole: p.Whole(), Never: r.never()}
	for _, t := range r.said {
		one := Token{Text: t.Text, Known: t.Known, Over: t.Over}
		if t.Group >= 0 {
			one.Word = scene.Words[t.Group][t.Word]
		}
		v.Tokens = append(v.Tokens, one)
	}
	return v
}

// never tells whether what is said was kept back.
func (r *Run) never() bool {
	i := r.said.Prompt().Index()
	return i >= 0 && r.course.Kept[i]
}

func (r *Run) seen(never bool) Seen {
	s := r.draw()
	v := Seen{Right: r.comesOut(), Never: never, Side: scene.Side, Pic: encoded(s.way[s.of][:])}
	said, best := r.said.Prompt(), scene.Best(s.p)
	for g, w := range best {
		if l := r.whole(); l != nil {
			share, _ := r.share(l, never, g)
			v.Groups = append(v.Groups, share)
		}
		v.Words = append(v.Words, SeenWord{scene.Words[g][w], s.p[scene.Code(g, w)-1], said[g] == w || said[g] == scene.Unsaid})
	}
	return v
}

// comesOut tells whether the judge sees what was said.
func (r *Run) comesOut() bool { return r.said.Prompt().Fits(scene.Best(r.draw().p)) }

// examples are three drawings of prompts that are shown.
func (r *Run) examples() Shown {
	const n = 3
	v := Shown{Side: scene.Side, Kept: scene.Prompts - len(r.course.Shown), All: scene.Prompts}
	chance := rand.New(r.c.Rand("dataseed", forShown))
	x := make([]float32, n*scene.Pixels)
	for i := range n {
		at := r.course.Shown[chance.IntN(len(r.course.Shown))]
		scene.Draw(x[i*scene.Pixels:][:scene.Pixels], scene.At(at), chance)
		v.Said = append(v.Said, scene.At(at).String())
	}
	v.Pics = encoded(x)
	return v
}

// encoded is numbers from 0 to 1 as base64 of bytes.
func encoded(pixels []float32) string {
	b := make([]byte, len(pixels))
	for i, v := range pixels {
		b[i] = byte(255*min(max(v, 0), 1) + 0.5)
	}
	return base64.StdEncoding.EncodeToString(b)
}

// Act is part of lab.Actor: {"do": "look", "at": 3} makes a picture of the way the large one.
func (r *Run) Act(m lab.Msg) (known bool, err error) {
	r.asked = false
	if m.Do == "look" {
		return true, r.lookAt(m)
	}
	return false, nil
}
