package nn

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
)

// An optimiser is saved as a text within a file: it has a form of its own, which older files hold as well.

// Optimiser writes an optimiser's rates and state.
func (e *Encoder) Optimiser(o *Optimiser) {
	var b bytes.Buffer
	if err := o.Save(&b); err != nil {
		panic(err) // a buffer takes everything
	}
	e.String(b.String())
}

// LBFGS writes what the next steps of the method depend on.
func (e *Encoder) LBFGS(o *LBFGS) {
	var b bytes.Buffer
	if err := o.Save(&b); err != nil {
		panic(err) // a buffer takes everything
	}
	e.String(b.String())
}

// Optimiser reads what the Encoder wrote of an optimiser of the same rule.
func (d *Decoder) Optimiser(o *Optimiser) {
	data := d.text()
	if d.err != nil {
		return
	}
	trial := *o
	trial.mean, trial.square = slices.Clone(o.mean), slices.Clone(o.square)
	if err := trial.Load(strings.NewReader(data)); err != nil {
		d.Fail(err)
		return
	}
	d.fill = append(d.fill, func() { _ = o.Load(strings.NewReader(data)) })
}

// LBFGS reads what the Encoder wrote of the method for as many parameters.
func (d *Decoder) LBFGS(o *LBFGS) {
	data := d.text()
	if d.err != nil {
		return
	}
	in := strings.NewReader(data)
	trial := NewLBFGS(len(o.from))
	if err := trial.Load(in); err != nil {
		d.Fail(err)
		return
	}
	if in.Len() != 0 {
		d.Fail(fmt.Errorf("nn: load: %d bytes too many: %w", in.Len(), ErrDamaged))
		return
	}
	d.fill = append(d.fill, func() { *o = *trial })
}
