package cat

import (
	"bytes"
	"errors"
	"io"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn"
)

const saveKind = "cat"

var errBegun = errors.New("cat: loading: no number of epochs")

// Save is part of nn.Learner.
func (r *Run) Save(w io.Writer) error {
	var net bytes.Buffer
	if err := r.net.Save(&net); err != nil {
		return err
	}
	e := nn.NewEncoder(w, saveKind)
	e.String(net.String())
	e.Float(r.begun)
	e.Uint(uint64(r.pad.from))
	ink := r.pad.ink
	if ink == nil {
		ink = make([]float32, side*side)
	}
	e.Floats(ink)
	r.own.Write(e)
	r.test.Write(e)
	return e.Close()
}

// Load is part of nn.Learner. After an error the run is as it was.
func (r *Run) Load(from io.Reader) error {
	d := nn.NewDecoder(from, saveKind)
	var net string
	var begun float64
	var where int
	ink := make([]float32, side*side)
	var own, test lab.Trail
	d.Text(&net)
	d.Float(&begun)
	d.Int(&where, fromNobody, fromStart)
	d.Floats("the drawing", ink)
	own.Read(d)
	test.Read(d)
	if err := d.Close(); err != nil {
		return err
	}
	if !(begun >= 0 && begun < 1<<40) {
		return errBegun
	}
	if err := r.net.Load(bytes.NewReader([]byte(net))); err != nil {
		return err
	}
	r.begun, r.own, r.test, r.old = begun, own, test, true
	r.pad.lay(ink, where)
	return nil
}
