package anomalies

import (
	"math"

	"github.com/whisker-lab/whisker/lab"
)

// When a method is said to tell strangers well, or hardly better than a coin: by the area under the curve.
const (
	well = 0.95
	coin = 0.65
)

// When a method is said to know its points by heart: by how many times more false alarms there are than the threshold leaves
// among the points that were learnt from, and at least so large a share.
const (
	byheart      = 3
	byheartLeast = 0.15
)

// counts are the numbers of a sentence about what the threshold catches.
func (r *Run) counts() map[string]any {
	v := r.judge()
	c := v.counts
	return map[string]any{
		"caught": c.Caught, "strangers": c.Caught + c.Missed, "missed": c.Missed, "alarms": c.FalseAlarms,
		"normal": c.FalseAlarms + c.Calm, "percent": int(math.Round(100 * v.auc)), "learnt": r.mix.normal,
	}
}

// Say is part of lab.Speaker.
func (r *Run) Say(about lab.About) lab.Line {
	switch {
	case about.Occasion == lab.Obeyed:
		return r.tell()
	case about.Occasion == lab.Set && about.Control == "threshold" && r.learnt(): // what another one comes to
		return lab.Line{Key: "narrator.strangers.threshold", Args: r.counts()}
	case about.Occasion == lab.Stepped:
		return r.comment()
	}
	return lab.Line{}
}

// comment is how well strangers are told.
func (r *Run) comment() lab.Line {
	args := r.counts()
	_, still := r.method.(*neighbours)
	net, learns := r.method.(*encoder)
	v := r.judge()
	calm := float64(v.counts.FalseAlarms + v.counts.Calm)
	switch {
	case math.IsNaN(v.auc):
		delete(args, "percent")
		return lab.Line{Key: "narrator.strangers.none", Args: args}
	case still:
		return lab.Line{Key: "narrator.strangers.neighbours", Args: args}
	case float64(v.counts.FalseAlarms) > max(byheart*r.share, byheartLeast)*calm:
		return lab.Line{Key: "narrator.strangers.byheart", Args: args}
	case v.auc >= well:
		return lab.Line{Key: "narrator.strangers.well", Args: args}
	case learns && net.bottleneck >= r.mix.features:
		return lab.Line{Key: "narrator.strangers.wide", Args: args}
	case v.auc < coin:
		return lab.Line{Key: "narrator.strangers.coin", Args: args}
	}
	return lab.Line{Key: "narrator.strangers.partly", Args: args}
}
