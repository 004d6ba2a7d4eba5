package letters

import (
	"math"
	"math/rand/v2"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn"
)

// diary is what the network wrote, and when: always with the same dice, so that only what was learnt differs.
type diary struct {
	seed  uint64
	dice  [said]*rand.Rand
	pcg   [said]*rand.PCG
	pages []page // of earlier moments

	fresh     bool // whether what follows is of now
	now       page
	different int
	status    [len(statuses)]int // lines of now, by what they are
}

// page is lines of one moment, in codes.
type page struct {
	step  int
	lines [][]float32 // (said), the first few of which are shown
}

const (
	said      = 24 // lines that are written at a time
	shown     = 4  // of which so many are shown
	mostSaid  = 48 // letters of each
	mostPages = 9
)

// moments are the steps of which a page is kept.
var moments = [mostPages]int{0, 30, 100, 300, 1000, 3000, 10000, 30000, 100000}

func newPage(n int) (p page) {
	p.lines = make([][]float32, n)
	for i := range p.lines {
		p.lines[i] = make([]float32, 0, mostSaid)
	}
	return p
}

func newDiary(c lab.Config) diary {
	d := diary{seed: c.Rand("seed", forDice).Uint64()}
	return d.like()
}

// like is an empty diary with the same dice.
func (d *diary) like() diary {
	e := diary{seed: d.seed, now: newPage(said), pages: make([]page, 0, mostPages)}
	for i := range e.dice {
		e.pcg[i] = rand.NewPCG(0, 0)
		e.dice[i] = rand.New(e.pcg[i])
	}
	for range mostPages {
		e.pages = append(e.pages, newPage(shown))
	}
	e.pages = e.pages[:0]
	return e
}

// due tells whether a page of this step is to be kept.
func (d *diary) due(step int) bool {
	n := len(d.pages)
	return n < mostPages && step >= moments[n]
}

// write brings the lines of now up to date.
func (r *Run) write() *diary {
	d := &r.diary
	if d.fresh {
		return d
	}
	d.fresh, d.now.step = true, r.steps
	for i := range d.pcg {
		d.pcg[i].Seed(d.seed, uint64(forDice+i))
	}
	r.voice.Write(d.now.lines, min(r.script.longer+4, mostSaid), r.heat, d.dice[:])
	d.status, d.different = [len(statuses)]int{}, 0
	return d
}

// tell counts what the lines of now are. It is asked for by who reads it, as it makes texts.
func (r *Run) tell() *diary {
	d := r.write()
	if d.status != [len(statuses)]int{} {
		return d
	}
	seen := make(map[string]bool, said)
	for _, line := range d.now.lines {
		text := r.script.text(line)
		d.status[r.script.status(text)]++
		if !seen[text] {
			seen[text] = true
			d.different++
		}
	}
	return d
}

// What a line is to a text.
const (
	isNew  = iota // in none of its lists
	isRead        // among those that are learnt
	isKept        // among those that are kept back
)

var statuses = [...]string{"new", "read", "kept"}

// status is what a line is.
func (s *script) status(line string) int { return int(s.known[line]) }

// keep adds a page of now.
func (d *diary) keep(r *Run) {
	r.write()
	n := len(d.pages)
	d.pages = d.pages[:n+1]
	p := &d.pages[n]
	p.step = r.steps
	for i := range p.lines {
		p.lines[i] = append(p.lines[i][:0], d.now.lines[i]...)
	}
}

// save and load are a diary's part of a file.
func (d *diary) save(e *nn.Encoder) {
	e.Uint(uint64(len(d.pages)))
	for _, p := range d.pages {
		e.Uint(uint64(p.step))
		for _, line := range p.lines {
			e.Uint(uint64(len(line)))
			for _, c := range line {
				e.Uint(uint64(c))
			}
		}
	}
}

func (d *diary) load(from *nn.Decoder, signs int) {
	d.pages = d.pages[:from.Count(mostPages)]
	for i := range d.pages {
		p := &d.pages[i]
		from.Int(&p.step, 0, math.MaxInt32)
		for k := range p.lines {
			p.lines[k] = p.lines[k][:from.Count(mostSaid)]
			for j := range p.lines[k] {
				p.lines[k][j] = float32(min(from.Count(signs-1), signs-1))
			}
		}
	}
}
