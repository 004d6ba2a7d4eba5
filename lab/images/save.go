package images

import (
	"bytes"
	"io"
	"slices"
	"strings"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn"
)

const saveKind = "images"

// Save is part of nn.Learner: the network, the look under way and the one before it, and what is looked at.
func (r *Run) Save(w io.Writer) error {
	r.judged()
	var net bytes.Buffer
	if err := r.CNN.Save(&net); err != nil {
		return err
	}
	e := nn.NewEncoder(w, saveKind)
	e.String(net.String())
	r.judge.write(e)
	for part := range r.right {
		r.right[part].Write(e)
	}
	e.String(string(r.pad.drawn))
	e.Uint(uint64(r.pad.index))
	for _, v := range [...]int{r.chosen.stage, r.chosen.plane, r.chosen.x, r.chosen.y} {
		e.Uint(uint64(v + 1))
	}
	lit := lab.Cell{Actual: -1, Predicted: -1}
	if r.lit != nil {
		lit = *r.lit
	}
	e.Uint(uint64(lit.Actual + 1))
	e.Uint(uint64(lit.Predicted + 1))
	e.Uint(uint64(bit(r.trained)))
	return e.Close()
}

func bit(on bool) int {
	if on {
		return 1
	}
	return 0
}

func (j *judge) write(e *nn.Encoder) {
	e.Floats(j.values)
	for _, v := range [...]int{j.part, j.at, j.shift} {
		e.Uint(uint64(v))
	}
	for _, l := range [...]*look{&j.under, &j.done} {
		e.Uint(uint64(l.step))
		for part := range parts {
			e.Float(l.loss[part])
			e.Uint(uint64(l.right[part]))
		}
		e.String(string(l.read))
	}
}

// restore takes what write wrote into a judge of its own.
func (j *judge) restore(d *nn.Decoder) (reads [2]*string) {
	d.Floats("the judged weights", j.values)
	d.Int(&j.part, 0, parts-1)
	d.Int(&j.at, 0, max(len(j.labels[0]), len(j.labels[1])))
	d.Int(&j.shift, 0, j.width-1)
	for i, l := range [...]*look{&j.under, &j.done} {
		d.Int(&l.step, 0, 1<<40)
		for part := range parts {
			d.Float(&l.loss[part])
			d.Int(&l.right[part], 0, len(j.labels[part%ofShifted]))
		}
		reads[i] = new(string)
		d.Text(reads[i])
	}
	return reads
}

// Load is part of nn.Learner. After an error the run is as it was.
func (r *Run) Load(from io.Reader) error {
	d := nn.NewDecoder(from, saveKind)
	var net, drawn string
	var index, trained int
	var right [2]lab.Trail
	var at, lit [4]int
	j := *r.judge
	j.values = slices.Clone(j.values)
	d.Text(&net)
	reads := j.restore(d)
	for part := range right {
		right[part].Read(d)
	}
	d.Text(&drawn)
	d.Int(&index, 0, len(r.set.test)-1)
	for i := range at {
		d.Int(&at[i], 0, 1<<20)
	}
	for i := range 2 {
		d.Int(&lit[i], 0, len(r.set.Classes))
	}
	d.Int(&trained, 0, 1)
	if err := d.Close(); err != nil {
		return err
	}
	chosen := place{at[0] - 1, at[1] - 1, at[2] - 1, at[3] - 1}
	damaged := !chosen.in(r.plan) || len(drawn) != 0 && len(drawn) != 28*28 && len(drawn) != 14*14
	damaged = damaged || j.at >= len(j.labels[j.part%ofShifted])
	for i, l := range [...]*look{&j.under, &j.done} {
		l.read = []uint8(*reads[i])
		damaged = damaged || len(l.read) != len(j.labels[ofTest]) || slices.ContainsFunc(l.read, func(c uint8) bool { return int(c) >= len(r.set.Classes) })
	}
	if damaged {
		return nn.ErrDamaged
	}
	if err := r.CNN.Load(strings.NewReader(net)); err != nil {
		return err
	}
	copy(r.judge.values, j.values)
	j.values, j.begun = r.judge.values, true
	*r.judge = j
	r.right, r.chosen, r.trained, r.seen, r.asked, r.lit = right, chosen, trained == 1, -1, false, nil
	if lit[0] > 0 && lit[1] > 0 {
		r.lit = &lab.Cell{Actual: lit[0] - 1, Predicted: lit[1] - 1}
	}
	r.pad.index, r.pad.moved, r.pad.drawn, r.pad.empty = index, j.shift, nil, false
	if drawn != "" {
		r.pad.drawn, r.pad.of = []byte(drawn), 28
		if len(drawn) == 14*14 {
			r.pad.of = 14
		}
	}
	r.pad.fill(r.set)
	r.another()
	return nil
}
