package easel

import (
	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/scene"
)

// MostStages is in how many steps a picture may come about.
const MostStages = 24

// MostGuidance is how strongly it may be made to listen, 1 being as it learnt.
const MostGuidance = 6

const (
	stills = 7  // of the way, at most
	last   = -1 // the last of them is large
)

// strip is what comes of what is said: the way there, and where it would lead if one word were another.
type strip struct {
	fresh  bool
	way    [MostStages + 1][scene.Pixels]float32
	of     int // stages
	at     int // which still is large
	words  *nn.Tensor
	x      []float32 // (1+changes, pixels)
	change []change
	p      []float32 // (Codes−1) of what came of it
}

// change is a prompt in which one word is another.
type change struct {
	prompt scene.Prompt
	group  int
}

// opposite is the word that takes the place of another: of four places the one across.
func opposite(group, word int) int {
	if group == scene.Place {
		return word ^ 1
	}
	return (word + 1) % len(scene.Words[group])
}

// draw draws what is said, and what would be, if that has not been done with the weights of now.
func (r *Run) draw() *strip {
	s := &r.strip
	if s.fresh {
		return s
	}
	s.fresh = true
	p := r.said.Prompt()
	s.change = s.change[:0]
	for g, w := range p {
		if w != scene.Unsaid {
			q := p
			q[g] = opposite(g, w)
			s.change = append(s.change, change{q, g})
		}
	}
	n := 1 + len(s.change)
	if s.words == nil {
		s.words, s.p = nn.NewTensor(scene.Groups, 1), make([]float32, scene.Codes-1)
	}
	s.words.Resize(scene.Groups, n)
	s.x = append(s.x[:0], make([]float32, n*scene.Pixels)...)
	var said [scene.Groups]float32
	for i := range n {
		q := p
		if i > 0 {
			q = s.change[i-1].prompt
		}
		q.Fill(said[:])
		for w, code := range said {
			s.words.Data[w*n+i] = code
		}
		r.eye.noise(s.x[i*scene.Pixels:][:scene.Pixels], r.another, 0)
	}
	d := r.drawers[r.newest()]
	s.of = d.Stages(r.stages)
	for at := range s.of + 1 {
		for i, v := range s.x[:scene.Pixels] {
			s.way[at][i] = ink(v)
		}
		if at < s.of {
			d.Advance(s.x, s.words, at, s.of, r.guidance)
		}
	}
	r.judge.Read(s.p, s.way[s.of][:])
	return s
}

// stills is how many pictures of the way are shown, stage which one of it the i-th is.
func (s *strip) stills() int { return min(s.of+1, stills) }

func (s *strip) stage(i int) int {
	n := s.stills() - 1
	return (2*i*s.of + n) / (2 * n)
}

// large is which still is large.
func (s *strip) large() int {
	if s.at < 0 || s.at >= s.stills() {
		return s.stills() - 1
	}
	return s.at
}

// look makes another still the large one: {"at": 3}.
func (r *Run) lookAt(m lab.Msg) error {
	f := m.Fields()
	at := f.Int("at", last)
	if err := f.Err(); err != nil {
		return err
	}
	if at >= r.draw().stills() {
		return errStill
	}
	r.strip.at = max(at, last)
	return nil
}

// Paint is part of lab.Run.
func (r *Run) Paint(f *frame.Frame, _ lab.Focus) {
	s := r.draw()
	n := s.stills()
	way, steps := f.Add("made/strip", n, scene.Side, scene.Side), f.Add("made/steps", n)
	for i := range n {
		copy(way[i*scene.Pixels:], s.way[s.stage(i)][:])
		steps[i] = float32(s.stage(i))
	}
	f.Add("made/at", 1)[0] = float32(s.large())
	print := f.Add("made/print", scene.Side, scene.Side) // black on white, for the lesson's picture in the menu
	for i, v := range s.way[s.of] {
		print[i] = max(1-v, 0.01)
	}
	if k := len(s.change); k > 0 {
		pictures, maps := f.Add("made/changes", k, scene.Side, scene.Side), f.Add("made/maps", k, scene.Side, scene.Side)
		words, prompts := f.Add("made/words", k), f.Add("made/prompts", k, scene.Groups)
		for i, c := range s.change {
			for j, v := range s.x[(1+i)*scene.Pixels:][:scene.Pixels] {
				at := i*scene.Pixels + j
				pictures[at] = ink(v)
				d := pictures[at] - s.way[s.of][j]
				maps[at] = max(d, -d)
			}
			words[i] = float32(scene.Code(c.group, c.prompt[c.group]))
			for g, w := range c.prompt {
				if prompts[i*scene.Groups+g] = 0; w != scene.Unsaid {
					prompts[i*scene.Groups+g] = float32(scene.Code(g, w))
				}
			}
		}
	}
	l := &r.eye.looks[r.newest()]
	wall := f.Add("prompts", scene.Prompts, scene.Side, scene.Side)
	for i, v := range l.pictures {
		wall[i] = ink(v)
	}
	never, wrong := f.Add("prompts/never", scene.Prompts), f.Add("prompts/wrong", scene.Prompts)
	for i, k := range r.course.Kept {
		never[i], wrong[i] = bit(k), bit(int(l.read[i]) != i)
	}
	f.Add("prompts/at", 1)[0] = float32(r.said.Prompt().Index())
	for part, name := range [...]string{"right/never", "right/shown"} {
		if l := r.whole(); l != nil && r.eye.looks[done].step == none { // nothing has been learnt yet since one came
			if share, n := r.share(l, part == 0, all); n > 0 {
				copy(f.Add(name, 1, 2), []float32{float32(l.step), float32(100 * share)})
				continue
			}
		}
		r.right[part].Paint(f, name)
	}
}

func bit(b bool) float32 {
	if b {
		return 1
	}
	return 0
}
