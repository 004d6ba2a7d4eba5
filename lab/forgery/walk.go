package forgery

import (
	"errors"
	"math"

	"github.com/whisker-lab/whisker/lab"
)

const (
	// across is how many fakes the map of the walk has each way.
	across = 7
	// reach is how far the map goes each way, in standard deviations.
	reach = 2.5
)

// walk is a place in the noise: the noise of a column of the wall, of which the first two numbers are the reader's, and the digit that
// is asked for.
type walk struct {
	from  int // the column
	digit int
	at    [2]float64
}

// begin walks from a column of the wall.
func (r *Run) begin(column int) {
	r.walk.from, r.walk.digit = column, column
	z := r.noise[column*r.width():]
	for i := range r.walk.at {
		if r.walk.at[i] = 0; i < r.dims {
			r.walk.at[i] = math.Max(-reach, math.Min(reach, float64(z[i])))
		}
	}
	r.seen.fresh = false
}

// width is how many numbers a row of noise has, with the digit that is asked for.
func (r *Run) width() int { return r.dims + r.set.classes }

// stroll sets a row of noise to a place of the walk.
func (r *Run) stroll(row []float32, x, y float64) {
	copy(row[:r.dims], r.noise[r.walk.from*r.width():])
	for i, v := range [...]float64{x, y} {
		if i < r.dims {
			row[i] = float32(v)
		}
	}
	clear(row[r.dims:])
	row[r.dims+r.walk.digit] = 1
}

var errWalk = errors.New("forgery: walk: want x and y, a column as from, or a digit")

// go is {"do": "walk", "x": 0.5, "y": −1, "digit": 3, "from": 2}: from begins at a column of the wall, the others change what they name.
func (r *Run) stray(m lab.Msg) error {
	f := m.Fields()
	from, digit := f.Int("from", -1), f.Int("digit", -1)
	x, y := f.Float("x", math.NaN()), f.Float("y", math.NaN())
	if err := f.Err(); err != nil {
		return err
	}
	if !f.Has("from") && !f.Has("digit") && math.IsNaN(x) && math.IsNaN(y) {
		return errWalk
	}
	if from >= r.set.classes || digit >= r.set.classes || f.Has("from") && from < 0 || f.Has("digit") && digit < 0 {
		return errWalk
	}
	if from >= 0 {
		r.begin(from)
	}
	if digit >= 0 {
		r.walk.digit = digit
	}
	for i, v := range [...]float64{x, y} {
		if !math.IsNaN(v) {
			r.walk.at[i] = min(max(v, -reach), reach)
		}
	}
	r.seen.fresh = false
	return nil
}

// seen is what is made for the picture of the walk alone, and kept while nothing has changed.
type seen struct {
	fresh  bool
	noise  []float32 // (across²+1, width): the map's, row by row from the top, and the reader's own
	fakes  []float32 // (across²+1, size)
	dark   []float32 // likewise
	row    []float32 // (size+classes) the own one as the discriminator sees it
	near   [1]int
	read   [1]int
	sure   [1]float32
	score  [1]float32
	belief float64
	apart  float64
}

const places = across * across

// see brings it up to date.
func (r *Run) see() *seen {
	v, s := &r.seen, r.set
	if v.fresh {
		return v
	}
	v.fresh = true
	if v.noise == nil {
		v.noise, v.fakes, v.dark = make([]float32, (places+1)*r.width()), make([]float32, (places+1)*s.size), make([]float32, (places+1)*s.size)
		v.row = make([]float32, s.size+s.classes)
	}
	for i := range places {
		x, y := 2*(float64(i%across)+0.5)/across-1, 1-2*(float64(i/across)+0.5)/across
		r.stroll(v.noise[i*r.width():][:r.width()], reach*x, reach*y)
	}
	r.stroll(v.noise[places*r.width():], r.walk.at[0], r.walk.at[1])
	r.look.Make(v.fakes, v.noise)
	inks(v.dark, v.fakes)
	own := v.fakes[places*s.size:]
	clear(v.row[s.size:])
	v.row[s.size+r.walk.digit] = 1
	copy(v.row, own)
	r.look.Score(v.score[:], v.row)
	v.belief = r.belief(v.score[:])
	r.reader.Read(v.read[:], v.sure[:], v.dark[places*s.size:])
	r.find.near(v.near[:], own, func(int) int { return r.walk.digit })
	v.apart = differ(own, s.at(v.near[0]))
	return v
}
