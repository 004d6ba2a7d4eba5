package semisup

import (
	"bytes"
	"fmt"
	"io"

	"github.com/whisker-lab/whisker/nn"
)

const saveKind = "label eraser"

// parts are those whose state is saved one after the other.
func (r *Run) parts() []nn.Learner {
	var all []nn.Learner
	if r.alone != nil {
		all = append(all, r.alone)
	}
	if r.self != nil {
		all = append(all, r.self)
	}
	if r.flow != nil {
		all = append(all, r.flow)
	}
	return all
}

// Save is part of nn.Learner. The points are not saved: they come from the config.
func (r *Run) Save(w io.Writer) error {
	e := nn.NewEncoder(w, saveKind)
	for _, l := range r.parts() {
		var b bytes.Buffer
		if err := l.Save(&b); err != nil {
			return fmt.Errorf("semisup: %w", err)
		}
		e.String(b.String())
	}
	e.Uint(uint64(r.sweeps))
	e.Ints(r.since)
	for i := range r.curves {
		r.curves[i].Write(e)
	}
	on := uint64(0)
	if r.asked.on {
		on = 1
	}
	e.Uint(on)
	e.Float(r.asked.x)
	e.Float(r.asked.y)
	return e.Close()
}

// Load is part of nn.Learner. After an error the run is as it was.
func (r *Run) Load(from io.Reader) error {
	d := nn.NewDecoder(from, saveKind)
	all := r.parts()
	saved, before := make([]string, len(all)), make([]bytes.Buffer, len(all))
	for i := range all {
		d.Text(&saved[i])
	}
	next := *r
	next.since = make([]int32, len(r.since))
	on := 0
	d.Int(&next.sweeps, 0, 1<<40)
	d.Ints("since", next.since, none, 1<<31-1)
	for i := range next.curves {
		next.curves[i].Read(d)
	}
	d.Int(&on, 0, 1)
	next.asked = nowhere()
	d.Float(&next.asked.x)
	d.Float(&next.asked.y)
	if err := d.Close(); err != nil {
		return fmt.Errorf("semisup: %w", err)
	}
	for i, l := range all {
		err := l.Save(&before[i])
		if err == nil {
			err = l.Load(bytes.NewReader([]byte(saved[i])))
		}
		if err != nil {
			for j := range i {
				if err := all[j].Load(&before[j]); err != nil {
					panic(badBack)
				}
			}
			return fmt.Errorf("semisup: %w", err)
		}
	}
	if next.asked.on = on == 1; next.asked.on {
		next.asked.point = r.at(next.asked.x, next.asked.y)
	}
	*r = next
	r.look()
	return nil
}

const badBack = "semisup: a run takes back what it has just saved"
