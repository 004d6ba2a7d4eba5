package letters

import (
	"math"

	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/model"
)

// measured is what the network of one moment knows: of lines that it learns from, and of lines that were kept back. It is found out a piece a step, from
// weights that are put aside, so that no step takes long.
type measured struct {
	judges [2]*model.Judge // of lines that are read, and of those kept back
	truths [][]uint8       // (lines kept back that are judged, letters)
	tally  tally
	busy   int // which judge is at work, 2 for none
	since  int // step of the weights that are judged

	at    int        // step of what follows
	bits  [2]float64 // a letter
	least float64    // the fewest bits of lines kept back, so far
	found [len(traits)][]float32
}

const (
	mostJudged = 400 // lines of either kind
	sideBySide = 64
	soonest    = 50  // steps between two looks, at least
	latest     = 500 // and at most
)

// judged are the first lines of a list, as many as are judged.
func judged(lines [][]float32) [][]float32 { return lines[:min(len(lines), mostJudged)] }

func newMeasured(s *script, m *model.Speller, net nn.Description, cells int) measured {
	q := measured{tally: newTally(cells), busy: 2, least: math.Inf(1)}
	q.judges = [2]*model.Judge{m.Judge(net, judged(s.read), sideBySide), m.Judge(net, judged(s.kept), sideBySide)}
	for _, line := range judged(s.kept) {
		q.truths = append(q.truths, s.truths(line))
	}
	for k := range q.found {
		q.found[k] = make([]float32, cells)
	}
	return q
}

// listen ties the judge of lines kept back to the tally.
func (q *measured) listen() {
	q.judges[1].Heard = func(line, at int, cells []float32) {
		if at > 0 {
			q.tally.hear(q.truths[line][at-1], cells)
		}
	}
}

// begin puts weights aside to be judged.
func (q *measured) begin(m *model.Speller, step int) {
	for _, j := range q.judges {
		j.Begin(m)
	}
	q.tally.clear()
	q.busy, q.since = 0, step
}

// due tells whether it is time for another look.
func (q *measured) due(step int) bool {
	return q.busy == 2 && step >= q.at+min(max(q.at/10, soonest), latest)
}

// work judges a piece, and tells whether that was the last.
func (q *measured) work() (ready bool) {
	if q.busy == 2 {
		return false
	}
	if q.judges[q.busy].Go() {
		return false
	}
	if q.busy++; q.busy < 2 {
		return false
	}
	q.at = q.since
	for i, j := range q.judges {
		q.bits[i] = j.Bits()
	}
	q.least = min(q.least, q.bits[1])
	q.tally.found(&q.found)
	return true
}

func (q *measured) write(e *nn.Encoder) {
	for _, j := range q.judges {
		j.Write(e)
	}
	q.tally.write(e)
	for _, v := range []int{q.busy, q.since, q.at} {
		e.Uint(uint64(v))
	}
	for _, v := range []float64{q.bits[0], q.bits[1], q.least} {
		e.Float(v)
	}
	for k := range q.found {
		e.Floats(q.found[k])
	}
}

func (q *measured) read(d *nn.Decoder) (done func()) {
	first, second := q.judges[0].Read(d), q.judges[1].Read(d)
	q.tally.read(d)
	d.Int(&q.busy, 0, 2)
	d.Int(&q.since, 0, math.MaxInt32)
	d.Int(&q.at, 0, math.MaxInt32)
	for _, v := range []*float64{&q.bits[0], &q.bits[1], &q.least} {
		d.Float(v)
	}
	for k := range q.found {
		d.Floats("what cells know", q.found[k])
	}
	return func() {
		first()
		second()
	}
}
