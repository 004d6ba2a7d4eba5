package lessons

import "github.com/whisker-lab/whisker/lab"

// How questions are answered from what has come of an experiment.

// verdict reads an answer from what was and what is.
type verdict = func(was, now *lab.State) string

const yes, no = "yes", "no"

// given answers yes where something holds.
func given(holds func(was, now *lab.State) bool) verdict {
	return func(was, now *lab.State) string {
		if holds(was, now) {
			return yes
		}
		return no
	}
}

// reaches answers yes where a metric is no less than that.
func reaches(metric string, least float64) verdict {
	return given(func(_, now *lab.State) bool { return has(now, metric) && now.Metrics[metric] >= least })
}

// atMost answers yes where a metric is no more than that.
func atMost(metric string, most float64) verdict {
	return given(func(_, now *lab.State) bool { return has(now, metric) && now.Metrics[metric] <= most })
}

// holds answers yes where a metric has not become less by more than that.
func holds(metric string, slack float64) verdict {
	return given(func(was, now *lab.State) bool {
		return has(was, metric) && has(now, metric) && now.Metrics[metric] >= was.Metrics[metric]-slack
	})
}

func has(s *lab.State, metric string) bool { _, ok := s.Metrics[metric]; return ok }

// says answers yes where the narrator says what a key stands for.
func says(key string) verdict {
	return given(func(_, now *lab.State) bool { return now.Narrator.Key == key })
}

// set is a shorter name for what controls are set to.
type set = map[string]string

// do is messages that an experiment begins with.
func do(messages ...lab.Msg) []lab.Msg { return messages }
