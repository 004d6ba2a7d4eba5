package memory

import (
	"math/rand/v2"

	"github.com/whisker-lab/whisker/nn"
)

// survey is how well other networks of the same recipe do after so many steps, each learning at one delay: of every kind of cell that is
// compared, at every delay, and again from other weights, of which the mean is shown. Nothing depends on it but what is shown.
type survey struct {
	on      bool
	of      recipe // whose settings it holds for
	next    int    // how many networks have learnt
	made    int    // steps of the one that is learning
	pupil   *learner
	rand    *rand.Rand
	exam    exam
	results [len(surveyed)][len(delays)][]float64 // of each network
}

// What a survey compares.
var (
	surveyed = [...]int{plain, lstm, feedforward}
	delays   = [...]int{1, 2, 4, 8, 12, 16, 24, 32, 48}
)

const (
	surveySteps = 300
	surveyRuns  = 4
	surveyAll   = surveyRuns * len(surveyed) * len(delays)
)

// check begins anew where the settings are no longer those that it holds for.
func (v *survey) check(r *Run) {
	of := r.recipe
	of.cell = 0
	if v.of == of {
		return
	}
	*v = survey{on: v.on, of: of}
}

// running tells whether there is still something to learn.
func (v *survey) running(r *Run) bool { return v.on && r.task != wave && v.next < surveyAll }

// Idle is part of lab.Idler: one step of the survey.
func (r *Run) Idle(bool) (busy bool) {
	v := &r.survey
	if !v.running(r) {
		return false
	}
	which, delay := v.next%len(surveyed), v.next/len(surveyed)%len(delays)
	steps := delays[delay] + 2
	if v.pupil == nil {
		c := v.of
		c.cell = surveyed[which]
		p := rand.NewPCG(r.weights, forSurvey<<16+uint64(v.next))
		var err error
		if v.pupil, err = newLearner(c, rand.New(p)); err != nil {
			v.on = false
			return false
		}
		v.rand, v.made = rand.New(p), 0
	}
	v.pupil.train(steps, v.rand)
	if v.made++; v.made < surveySteps {
		return true
	}
	if v.exam.x == nil {
		v.exam.x = nn.NewTensor(0)
	}
	v.exam.draw(v.pupil.recipe, r.seed, steps)
	_, right := v.exam.judge(v.pupil.recipe, v.pupil.net)
	v.results[which][delay] = append(v.results[which][delay], right)
	v.pupil = nil
	v.next++
	return v.running(r)
}

// mean is how well those of a kind did at a delay, and whether any has learnt there.
func (v *survey) mean(which, delay int) (right float64, known bool) {
	all := v.results[which][delay]
	for _, one := range all {
		right += one
	}
	return right / float64(max(len(all), 1)), len(all) > 0
}

// runs is how often each delay has been gone through.
func (v *survey) runs() int { return v.next / (len(surveyed) * len(delays)) }
