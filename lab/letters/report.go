package letters

import (
	"strings"

	"github.com/whisker-lab/whisker/lab"
)

// Letters is what the page shows of the run.
type Letters struct {
	Written string   `json:"written"`
	Over    bool     `json:"over"`             // the line has come to its end
	Status  string   `json:"status,omitempty"` // of a line that has: new, read or kept
	Next    []Next   `json:"next"`             // the likeliest letters to come next
	More    int      `json:"more"`             // how many others there are
	Lines   int      `json:"lines"`            // that are learnt
	Kept    int      `json:"kept"`             // that are kept back
	Rare    bool     `json:"rare"`             // whether some letters were too rare to be told apart
	Some    []string `json:"some"`             // of those that are learnt
	Pages   []Page   `json:"pages"`
	Knows   Knows    `json:"knows"`
	Judged  int      `json:"judged"` // the step of what was measured last
}

// Next is a letter that may come next.
type Next struct {
	Sign   string  `json:"sign"` // empty for the end of the line
	Code   int     `json:"code"`
	Chance float32 `json:"chance"`
}

// Page is what was written at a step.
type Page struct {
	Step  int    `json:"step"`
	Lines []Line `json:"lines"`
}

// Line is a line that was written, and what it is: new, read or kept.
type Line struct {
	Text   string `json:"text"`
	Status string `json:"status"`
}

// Knows is which cells know a trait.
type Knows struct {
	Trait  string `json:"trait"`
	Cell   int    `json:"cell"`   // that is followed
	Chosen bool   `json:"chosen"` // by the reader
	Rank   int    `json:"rank"`   // of it, from 1
	Best   []Cell `json:"best"`   // none where the text does not have the trait, or has nothing else
	Fits   Cell   `json:"fits"`   // the one that is followed
}

// Cell is a cell and how much its colour tells of a trait.
type Cell struct {
	At     int     `json:"at"`
	Share  float32 `json:"share"`  // from ½ to 1
	Orange bool    `json:"orange"` // whether it is above 0 where the trait holds
}

const (
	likely  = 9 // letters that are shown
	best    = 5 // cells
	samples = 8 // lines
)

// Report is part of lab.Run.
func (r *Run) Report(s *lab.State) {
	d := r.tell()
	for _, v := range []struct {
		name  string
		value float64
	}{
		{"validBitsPerChar", r.is.bits[1]}, {"bitsPerChar", r.is.bits[0]}, {"pairBitsPerChar", r.base.pairs}, {"letterBitsPerChar", r.base.counted},
		{"uniformBitsPerChar", r.base.guessing}, {"ahead", r.base.pairs - r.is.bits[1]}, {"leastBits", r.is.least}, {"newLines", float64(d.status[isNew])}, {"readLines", float64(d.status[isRead])},
		{"keptLines", float64(d.status[isKept])}, {"differentLines", float64(d.different)}, {"writtenLines", said},
		{"cellKnows", float64(r.fits(r.followed()).Share)},
	} {
		if v.name == "cellKnows" && v.value < 0 {
			continue
		}
		s.Put(v.name, v.value)
	}
	s.Panels.Readouts.Metrics = []string{"validBitsPerChar", "bitsPerChar", "pairBitsPerChar", "letterBitsPerChar", "uniformBitsPerChar", "newLines", "differentLines", "cellKnows"}
	s.Panels.Readouts.Count = r.steps
	s.Panels.Put("letters", r.letters())
}

// followed is the cell that is looked at: the reader's, or the one that knows most.
func (r *Run) followed() int {
	if r.cell >= 0 {
		return r.cell
	}
	return ranked(r.is.found[r.trait])[0]
}

// fits is how much a cell knows of the trait.
func (r *Run) fits(cell int) Cell {
	found := r.is.found[r.trait][cell]
	return Cell{At: cell, Share: knows(found), Orange: found >= 0.5}
}

func (r *Run) letters() Letters {
	v := r.see()
	n := len(r.script.signs)
	out := Letters{
		Written: r.script.text(v.written), Over: v.over == 1, More: max(n-likely, 0), Lines: len(r.script.read), Kept: len(r.script.kept), Rare: r.script.rare, Judged: r.is.at,
	}
	if out.Over {
		out.Status = statuses[r.script.status(out.Written)]
	}
	last := v.chances[len(v.written)*n:][:n]
	for _, code := range v.order[:min(likely, n)] {
		out.Next = append(out.Next, Next{r.script.sign(code), code, last[code]})
	}
	for _, line := range r.script.read {
		if len(out.Some) == samples {
			break
		}
		if text := r.script.text(line); !strings.ContainsRune(text, rareSign) {
			out.Some = append(out.Some, text)
		}
	}
	for _, p := range r.diary.pages {
		if p.step != r.steps {
			out.Pages = append(out.Pages, r.page(p))
		}
	}
	out.Pages = append(out.Pages, r.page(page{r.diary.now.step, r.diary.now.lines[:shown]}))
	out.Knows = r.known()
	return out
}

// sign is a code as a text, the end as none.
func (s *script) sign(code int) string {
	if code == 0 {
		return ""
	}
	return string(s.signs[code])
}

func (r *Run) page(p page) Page {
	out := Page{Step: p.step}
	for _, line := range p.lines {
		text := r.script.text(line)
		out.Lines = append(out.Lines, Line{text, statuses[r.script.status(text)]})
	}
	return out
}

func (r *Run) known() Knows {
	found := r.is.found[r.trait]
	order := ranked(found)
	k := Knows{Trait: traits[r.trait], Cell: r.followed(), Chosen: r.cell >= 0, Best: []Cell{}}
	k.Fits = r.fits(k.Cell)
	for i, cell := range order {
		if cell == k.Cell {
			k.Rank = i + 1
		}
		if i < best && found[cell] >= 0 {
			k.Best = append(k.Best, r.fits(cell))
		}
	}
	return k
}

// How it goes is said in these terms.
const (
	well  = 0.15 // bits a letter below what pairs of letters tell
	worse = 0.12 // bits a letter of lines kept back above the fewest there were: it learns by heart
)

// Say is part of lab.Speaker.
func (r *Run) Say(about lab.About) lab.Line {
	switch {
	case about.Occasion == lab.Obeyed && about.Message == "write":
		return r.sayWritten()
	case about.Occasion == lab.Obeyed && about.Message == "cell", about.Occasion == lab.Set && about.Control == "knows":
		return r.sayCell()
	case about.Occasion == lab.Stepped && r.is.at > 0 && r.speller.Epochs() < 1: // the first pass is long, and much is learnt in it
		return r.line()
	case about.Occasion != lab.Passed:
		return lab.Line{}
	}
	return about.Still(r.line())
}

func (r *Run) sayWritten() lab.Line {
	v := r.see()
	text := r.script.text(v.written)
	if v.over == 1 {
		return lab.Line{Key: "narrator.letters.over." + statuses[r.script.status(text)], Args: map[string]any{"line": text}}
	}
	code := v.order[0]
	args := map[string]any{"line": text, "letter": r.script.sign(code), "chance": percent(r.chance(len(v.written), float32(code)))}
	switch {
	case len(v.written) == 0:
		return lab.Line{Key: "narrator.letters.empty"}
	case code == 0:
		return lab.Line{Key: "narrator.letters.ends", Args: args}
	}
	return lab.Line{Key: "narrator.letters.expects", Args: args}
}

// percent is a share as it is read.
func percent(share float32) int { return int(float64(100*share) + 0.5) }

func (r *Run) sayCell() lab.Line {
	k := r.known()
	switch {
	case len(k.Best) == 0:
		return lab.Line{Key: "narrator.letters.nowhere." + k.Trait}
	case k.Fits.Orange:
		return lab.Line{Key: "narrator.letters.cell." + k.Trait, Args: map[string]any{"cell": k.Cell + 1}}
	}
	return lab.Line{Key: "narrator.letters.cell.blue." + k.Trait, Args: map[string]any{"cell": k.Cell + 1}}
}

func (r *Run) line() lab.Line {
	ahead := r.base.pairs - r.is.bits[1]
	switch {
	case r.is.bits[1] > r.is.least+worse && r.is.bits[0] < r.is.bits[1]-worse:
		return lab.Line{Key: "narrator.letters.heart"}
	case ahead >= well:
		return lab.Line{Key: "narrator.letters.ahead"}
	case ahead > 0:
		return lab.Line{Key: "narrator.letters.level"}
	}
	return lab.Line{Key: "narrator.letters.behind"}
}
