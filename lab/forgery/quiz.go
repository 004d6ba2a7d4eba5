package forgery

import (
	"encoding/base64"
	"errors"
	"slices"

	"github.com/whisker-lab/whisker/lab"
)

const (
	tiles  = 12 // of the quiz
	forged = 6  // of them that are fakes
)

// quiz is twelve digits, six of which are fakes, and who finds out.
type quiz struct {
	dealt  int         // how often
	pixels []byte      // (tiles, size) 255 for ink
	class  [tiles]int  // what each is, or was asked to be
	fake   [tiles]bool // whether it is one
	marked [tiles]bool // whether the reader takes it for one
	told   bool        // whether the answer is there
	rival  [tiles]bool // whether the discriminator took it for one, then
	sums   tally
}

// tally is of all digits that were told: how many there were, and how many of them either was right about.
type tally struct{ n, you, rival int }

// deal lays out other digits: of the fakes as they are now, and of real ones that the discriminator has not seen.
func (r *Run) deal() {
	q, s := &r.quiz, r.set
	q.dealt++
	r.source.Seed(r.dealer, uint64(q.dealt))
	q.told, q.marked, q.rival = false, [tiles]bool{}, [tiles]bool{}
	for i := range q.fake {
		q.fake[i] = i < forged
	}
	r.dice.Shuffle(tiles, func(i, j int) { q.fake[i], q.fake[j] = q.fake[j], q.fake[i] })
	noise, fake := r.dealt[:r.width()], r.dealt[r.width():]
	for at := range tiles {
		pixels := fake
		if q.fake[at] {
			q.class[at] = r.dice.IntN(s.classes)
			clear(noise)
			noise[r.dims+q.class[at]] = 1
			r.gan.Noise(noise, r.dice)
			r.look.Make(fake, noise)
		} else {
			i := r.dice.IntN(len(s.unclass))
			q.class[at], pixels = s.unclass[i], s.unseen[i*s.size:][:s.size]
		}
		for j, v := range pixels {
			q.pixels[at*s.size+j] = byte(255*ink(v) + 0.5)
		}
	}
}

// untouched tells whether the reader has not begun with it.
func (q *quiz) untouched() bool { return !q.told && q.marked == [tiles]bool{} }

// check tells the answer, and asks the discriminator the same.
func (r *Run) check() {
	q, s := &r.quiz, r.set
	rows, scores := make([]float32, tiles*(s.size+s.classes)), make([]float32, tiles)
	for i := range tiles {
		row := rows[i*(s.size+s.classes):]
		for j, b := range q.pixels[i*s.size:][:s.size] {
			row[j] = float32(b)/255*2 - 1
		}
		row[s.size+q.class[i]] = 1
	}
	r.look.Score(scores, rows)
	for i, v := range scores {
		q.rival[i] = !(v > 0)
	}
	q.told = true
	you, rival := q.right()
	q.sums.n, q.sums.you, q.sums.rival = q.sums.n+tiles, q.sums.you+you, q.sums.rival+rival
}

// right is how many of the digits the reader and the discriminator are right about.
func (q *quiz) right() (you, rival int) {
	for i, fake := range q.fake {
		if q.marked[i] == fake {
			you++
		}
		if q.rival[i] == fake {
			rival++
		}
	}
	return you, rival
}

// Quiz is that as the page shows it.
type Quiz struct {
	Height int    `json:"h"`
	Width  int    `json:"w"`
	Pics   string `json:"pics"` // bytes as base64 (12, h, w)
	Marked []bool `json:"marked"`
	Count  int    `json:"count"` // that are marked
	Fakes  int    `json:"fakes"` // that there are
	Told   bool   `json:"told"`
	// Once it is told:
	Fake  []bool `json:"fake,omitempty"`
	Taken []bool `json:"taken,omitempty"` // those that the discriminator took for fakes
	Class []int  `json:"class,omitempty"`
	You   int    `json:"you"`
	Rival int    `json:"rival"`
	// Of all that were told.
	Of       int `json:"of"`
	AllYou   int `json:"allYou"`
	AllRival int `json:"allRival"`
}

func (r *Run) quizPanel() Quiz {
	q := &r.quiz
	p := Quiz{
		Height: r.set.Height, Width: r.set.Width, Pics: base64.StdEncoding.EncodeToString(q.pixels), Marked: slices.Clone(q.marked[:]), Fakes: forged, Told: q.told,
		Of: q.sums.n, AllYou: q.sums.you, AllRival: q.sums.rival,
	}
	for _, marked := range q.marked {
		p.Count += bit(marked)
	}
	if q.told {
		p.Fake, p.Taken, p.Class = slices.Clone(q.fake[:]), slices.Clone(q.rival[:]), slices.Clone(q.class[:])
		p.You, p.Rival = q.right()
	}
	return p
}

var errTile = errors.New("forgery: suspect: want the place of a digit that is still asked about, from 0 to 11")

// Act is part of lab.Actor: {"do": "walk", …}, see stray; {"do": "suspect", "at": 3} takes a digit of the quiz for a fake, or no longer;
// {"do": "reveal"} tells which are; {"do": "deal"} lays out others.
func (r *Run) Act(m lab.Msg) (known bool, err error) {
	q := &r.quiz
	switch m.Do {
	case "walk":
		return true, r.stray(m)
	case "suspect":
		f := m.Fields()
		at := f.Int("at", -1)
		if err := f.Err(); err != nil {
			return true, err
		}
		if at < 0 || at >= tiles || q.told {
			return true, errTile
		}
		q.marked[at] = !q.marked[at]
		return true, nil
	case "reveal":
		if !q.told {
			r.check()
		}
		return true, nil
	case "deal":
		r.deal()
		return true, nil
	}
	return false, nil
}
