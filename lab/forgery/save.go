package forgery

import (
	"bytes"
	"io"
	"math"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn"
)

const saveKind = "fakes"

// Save is part of nn.Learner.
func (r *Run) Save(w io.Writer) error {
	var gan bytes.Buffer
	if err := r.gan.Save(&gan); err != nil {
		return err
	}
	e := nn.NewEncoder(w, saveKind)
	e.String(gan.String())
	q := &r.quiz
	for _, v := range []int{r.steps, r.batch, r.ratio, r.walk.from, r.walk.digit, q.dealt, bit(q.told), q.sums.n, q.sums.you, q.sums.rival} {
		e.Uint(uint64(v))
	}
	for _, v := range r.walk.at {
		e.Float(v)
	}
	e.Uint(uint64(r.prints.n))
	for _, row := range r.prints.rows[:r.prints.n] {
		e.String(string(row))
	}
	e.String(string(q.pixels))
	for i := range tiles {
		e.Uint(uint64(q.class[i]<<3 | bit(q.fake[i])<<2 | bit(q.marked[i])<<1 | bit(q.rival[i])))
	}
	for i := range r.trails {
		r.trails[i].Write(e)
	}
	return e.Close()
}

// Load is part of nn.Learner. After an error the run is as it was.
func (r *Run) Load(from io.Reader) error {
	d := nn.NewDecoder(from, saveKind)
	var gan, dealt string
	var told int
	var printed [len(moments)]string
	var tile [tiles]int
	next := *r
	q := &next.quiz
	d.Text(&gan)
	d.Int(&next.steps, 0, math.MaxInt32)
	d.Int(&next.batch, 1, MostBatch)
	d.Int(&next.ratio, 1, mostRatio)
	d.Int(&next.walk.from, 0, r.set.classes-1)
	d.Int(&next.walk.digit, 0, r.set.classes-1)
	d.Int(&q.dealt, 1, math.MaxInt32)
	d.Int(&told, 0, 1)
	for _, v := range [...]*int{&q.sums.n, &q.sums.you, &q.sums.rival} {
		d.Int(v, 0, math.MaxInt32)
	}
	for i := range next.walk.at {
		d.Float(&next.walk.at[i])
	}
	n := d.Count(len(moments))
	for i := range n {
		d.Text(&printed[i])
	}
	d.Text(&dealt)
	for i := range tile {
		d.Int(&tile[i], 0, r.set.classes<<3-1)
	}
	for i := range next.trails {
		next.trails[i] = lab.Trail{}
		next.trails[i].Read(d)
	}
	if err := d.Close(); err != nil {
		return err
	}
	damaged := n == 0 || len(dealt) != len(r.quiz.pixels) || max(q.sums.you, q.sums.rival) > q.sums.n
	for _, row := range printed[:n] {
		damaged = damaged || len(row) != len(r.prints.rows[0])
	}
	for _, at := range next.walk.at {
		damaged = damaged || !(at >= -reach && at <= reach)
	}
	if damaged {
		return nn.ErrDamaged
	}
	if err := r.gan.Load(bytes.NewReader([]byte(gan))); err != nil {
		return err
	}
	next.prints.n = n
	for i, row := range printed[:n] {
		copy(next.prints.rows[i], row) // which are the run's own, as nothing can fail from here on
	}
	copy(q.pixels, dealt)
	for i, v := range tile {
		q.class[i], q.fake[i], q.marked[i], q.rival[i] = v>>3, v&4 != 0, v&2 != 0, v&1 != 0
	}
	q.told, next.is.fresh, next.seen.fresh = told == 1, false, false
	*r = next
	return nil
}
