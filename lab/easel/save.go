package easel

import (
	"bytes"
	"io"
	"strings"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/scene"
)

const saveKind = "words"

// Save is part of nn.Learner: what learns, the look under way and the one before it, and which picture is large.
func (r *Run) Save(w io.Writer) error {
	var inner bytes.Buffer
	if err := r.learner.Save(&inner); err != nil {
		return err
	}
	e := nn.NewEncoder(w, saveKind)
	e.String(inner.String())
	for _, v := range [...]int{r.steps, r.another, r.stages, r.strip.at + 1, int(bit(r.trained))} {
		e.Uint(uint64(v))
	}
	e.Float(r.loss)
	for i := range rest {
		l := &r.eye.looks[i]
		e.Uint(uint64(l.step + 1))
		e.Uint(uint64(l.at))
		e.Floats(l.pictures[:])
		e.String(string(l.read))
		e.Floats(r.drawers[i].Weights())
		r.right[i].Write(e)
	}
	return e.Close()
}

// Load is part of nn.Learner. After an error the run is as it was.
func (r *Run) Load(from io.Reader) error {
	d := nn.NewDecoder(from, saveKind)
	var inner string
	next := *r
	var trained, at int
	var kept [rest]look
	var right [2]lab.Trail
	var reads [rest]string
	var weights [rest][]float32
	d.Text(&inner)
	d.Int(&next.steps, 0, 1<<40)
	d.Int(&next.another, 0, 1<<30)
	d.Int(&next.stages, 0, MostStages)
	d.Int(&at, 0, stills)
	d.Int(&trained, 0, 1)
	d.Float(&next.loss)
	for i := range kept {
		l := &kept[i]
		d.Int(&l.step, 0, 1<<40)
		d.Int(&l.at, 0, len(r.eye.all))
		d.Floats("pictures", l.pictures[:])
		d.Text(&reads[i])
		weights[i] = make([]float32, len(r.drawers[i].Weights()))
		d.Floats("weights that are drawn with", weights[i])
		right[i].Read(d)
	}
	if err := d.Close(); err != nil {
		return err
	}
	for i, text := range reads {
		kept[i].read = []uint8(text)
		kept[i].step--
		if len(text) != len(r.eye.all) || strings.ContainsFunc(text, func(c rune) bool { return c >= scene.Prompts }) {
			return nn.ErrDamaged
		}
	}
	if kept[under].step == none || kept[under].at == len(r.eye.all) || kept[done].step != none && kept[done].at < len(r.eye.all) {
		return nn.ErrDamaged
	}
	if err := r.learner.Load(strings.NewReader(inner)); err != nil {
		return err
	}
	for i := range weights {
		copy(r.drawers[i].Weights(), weights[i])
	}
	r.eye.looks[done], r.eye.looks[under] = kept[done], kept[under]
	next.right, next.trained = right, trained == 1
	next.strip.at, next.strip.fresh, next.asked = at-1, false, false
	*r = next
	r.begin(rest)
	return nil
}
