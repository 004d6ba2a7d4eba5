package moredata

import (
	"math"
	"strconv"

	"github.com/whisker-lab/whisker/lab"
)

// mean is the mean share of right answers of the networks of a size about their own examples and about new ones, and the least
// and the most of each; n is of how many.
func (r *Run) mean(size int) (train, test [3]float64, n int) {
	for _, part := range [...]*[3]float64{&train, &test} {
		part[1], part[2] = math.Inf(1), math.Inf(-1)
	}
	add := func(part *[3]float64, share float64) {
		part[0] += share
		part[1], part[2] = min(part[1], share), max(part[2], share)
	}
	for _, one := range r.right[size][:r.seeds] {
		if one.test != unknown {
			add(&train, float64(one.train)/float64(sizes[size]))
			add(&test, float64(one.test)/tested)
			n++
		}
	}
	train[0] /= float64(n)
	test[0] /= float64(n)
	return train, test, n
}

// Progress of all networks, in steps.
type progress struct {
	Runs int `json:"runs"` // networks that have learnt
	Of   int `json:"of"`
	Made int `json:"made"` // steps
	All  int `json:"all"`
	Size int `json:"size"` // of how many examples the network that learns now is learning, 0 for none
}

// Report is part of lab.Run.
func (r *Run) Report(s *lab.State) {
	r.room.Report(s, r.room.Source.Names)
	s.Panels.Data.Classes = r.room.Source.Classes
	s.Panels.Readouts.Metrics = []string{"testAccuracy", "trainAccuracy", "gap"}
	done := r.done()
	s.Panels.Readouts.Count = done
	p := progress{Runs: done, Of: len(sizes) * r.seeds, Made: done*pieces + r.piece, All: len(sizes) * r.seeds * pieces}
	if r.size < len(sizes) {
		p.Size = sizes[r.size]
	}
	s.Panels.Put("progress", p)
	s.Put("runs", float64(done))
	s.Put("allRuns", float64(p.Of))
	if train, test, n := r.mean(r.at); n > 0 {
		s.Put("trainAccuracy", train[0])
		s.Put("testAccuracy", test[0])
		s.Put("gap", float64(gap(train[0], test[0]))/100)
	}
	if k := &r.kept[r.at]; k.n > 0 {
		row := k.rows[k.at]
		s.Put("trainLoss", float64(row.train))
		s.Put("testLoss", float64(row.test))
	}
}

// lowest is the row with the least loss on new examples.
func (k *kept) lowest() (at int) {
	for i, row := range k.rows[:k.n] {
		if row.test < k.rows[at].test {
			at = i
		}
	}
	return at
}

// Say is part of lab.Speaker: how it goes.
func (r *Run) Say(about lab.About) lab.Line {
	switch {
	case about.Occasion == lab.Set && about.Control == "examples" && r.known(r.at) > 0:
		return lab.Line{Key: "narrator.moredata.at", Args: map[string]any{"n": sizes[r.at]}}
	case about.Occasion != lab.Passed:
		return lab.Line{}
	}
	if r.size == len(sizes) {
		last := len(sizes) - 1
		_, few, _ := r.mean(0)
		_, many, _ := r.mean(last)
		return lab.Line{Key: "narrator.moredata.done", Args: map[string]any{
			"n": sizes[0], "before": percent(hundredths(few[0])), "a": sizes[last], "value": percent(hundredths(many[0])),
		}}
	}
	if r.known(r.at) > 0 {
		return lab.Line{Key: "narrator.moredata.at", Args: map[string]any{"n": sizes[r.at]}}
	}
	return lab.Line{Key: "narrator.moredata.learning", Args: map[string]any{"n": sizes[r.size]}}
}

// gap is how much more of its own examples a network is right about than of new ones, in whole hundredths: the difference of
// the two numbers that are read.
func gap(train, test float64) int { return hundredths(train) - hundredths(test) }

// hundredths is a share in whole per cent, as the page writes it.
func hundredths(share float64) int { return int(math.Floor(100*share + 0.5 + 1e-6)) }

func percent(hundredths int) string { return strconv.Itoa(hundredths) + "%" }
