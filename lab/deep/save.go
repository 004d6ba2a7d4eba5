package deep

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/whisker-lab/whisker/nn"
)

const saveKind = "deeplesson"

var errPlace = errors.New("deep: loading: there is no such depth")

// Save is part of nn.Learner.
func (r *Run) Save(w io.Writer) error {
	e := nn.NewEncoder(w, saveKind)
	e.Uint(r.base)
	e.Uint(uint64(r.made))
	if err := r.shown.save(e); err != nil {
		return err
	}
	for at := range r.kept {
		k := &r.kept[at]
		if !k.known() {
			e.Uint(0)
			continue
		}
		e.Uint(1)
		for _, params := range k.params {
			e.Floats(params)
		}
		saveShares(e, &k.share, looks)
	}
	if r.other == nil {
		e.Uint(0)
		return e.Close()
	}
	e.Uint(uint64(r.other.depth))
	if err := r.other.save(e); err != nil {
		return err
	}
	return e.Close()
}

func (t *trio) save(e *nn.Encoder) error {
	e.Uint(uint64(t.made))
	for i, net := range t.net {
		var b bytes.Buffer
		if err := net.Save(&b); err != nil {
			return err
		}
		e.String(b.String())
		e.Float(t.loss[i])
		gone := uint64(0)
		if t.gone[i] {
			gone = 1
		}
		e.Uint(gone)
	}
	saveShares(e, &t.share, t.made/every+1)
	return nil
}

func saveShares(e *nn.Encoder, share *[looks][nets]float32, n int) {
	var flat []float32
	for _, row := range share[:n] {
		flat = append(flat, row[:]...)
	}
	e.Floats(flat)
}

// Load is part of nn.Learner. After an error the run is as it was.
func (r *Run) Load(from io.Reader) error {
	d := nn.NewDecoder(from, saveKind)
	n := *r
	// The seed is known only when all is read, and other networks of the same spec read whatever weights there are.
	d.Uint(&n.base)
	d.Int(&n.made, 0, 1<<40)
	var fills []func() error
	shown, err := n.loadTrio(d, r.shown.depth, &fills)
	if err != nil {
		return err
	}
	n.shown = shown
	for at := range n.kept {
		k := &n.kept[at]
		*k = kept{}
		if d.Count(1) == 0 {
			continue
		}
		for i := range k.params {
			k.params[i] = make([]float32, r.weights(stops[at]))
			d.Floats("the weights", k.params[i])
		}
		loadShares(d, &k.share, looks, &fills)
	}
	n.other = nil
	if depth := d.Count(stops[len(stops)-1]); depth > 0 {
		if !slices.Contains(stops[:], depth) {
			return errPlace
		}
		if n.other, err = n.loadTrio(d, depth, &fills); err != nil {
			return err
		}
	}
	if err := d.Close(); err != nil {
		return err
	}
	for _, fill := range fills {
		if err := fill(); err != nil {
			return err
		}
	}
	*r = n
	return nil
}

// weights is how many a stack has.
func (r *Run) weights(depth int) int {
	w := r.spec.Width
	return w*(r.spec.Features+1) + (depth-1)*w*(w+1) + w + 1
}

// loadTrio reads one. What has to wait until all is read goes to fills.
func (r *Run) loadTrio(d *nn.Decoder, depth int, fills *[]func() error) (*trio, error) {
	t, err := r.newTrio(depth)
	if err != nil {
		return nil, err
	}
	t.made = d.Count(lasts)
	for i := range t.net {
		save := new(string)
		d.Text(save)
		d.Float(&t.loss[i])
		t.gone[i] = d.Count(1) == 1
		*fills = append(*fills, func() error { return t.net[i].Load(strings.NewReader(*save)) })
	}
	loadShares(d, &t.share, t.made/every+1, fills)
	return t, nil
}

func loadShares(d *nn.Decoder, share *[looks][nets]float32, n int, fills *[]func() error) {
	flat := make([]float32, n*nets)
	d.Floats("the curve", flat)
	*fills = append(*fills, func() error {
		for i, v := range flat {
			share[i/nets][i%nets] = v
		}
		return nil
	})
}
