package mlp

import (
	"math"
	"slices"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/data"
	"github.com/whisker-lab/whisker/nn/kernel"
	"github.com/whisker-lab/whisker/nn/model"
)

// Initialisers lists what init may be: small is a normal distribution of deviation 0.01, as before 2010.
var Initialisers = [...]string{"auto", "zeros", "small", "xavier", "he"}

// Schedules lists what schedule may be; those after none are nn.Schedule's.
var Schedules = [...]string{"none", "step", "exponential", "cosine", "inverse"}

// Optimisers lists what optimiser may be, with the one that takes all examples in every step last.
func Optimisers() []string { return append(slices.Clone(nn.Rules[:]), nn.LBFGSRule) }

const (
	smallWeights = 0.01
	finer        = 1000 // parts of an epoch in which a schedule counts
)

// recipe is the spec that a config's controls ask for, with that many inputs and for such data.
func recipe(c lab.Config, inputs int, source data.Source) model.MLPSpec {
	s := model.MLPSpec{
		Sizes: append([]int{inputs}, c.Ints("layers")...), Optimiser: c.Text("optimiser"), Rate: c.Number("lr"),
		L1: c.Number("l1"), L2: c.Number("l2"), Batch: int(c.Number("batch")), Init: c.Text("init"), InitFactor: c.Number("initfactor"),
	}
	if s.Init == "small" {
		s.Init = nn.Normal.String()
		s.InitFactor *= smallWeights
	}
	chosen := c.Texts("activation")
	for i := range len(s.Sizes) - 1 {
		s.Activations = append(s.Activations, chosen[min(i, len(chosen)-1)])
	}
	outputs := source.Classes
	if outputs == 2 {
		outputs = 1
	}
	switch {
	case source.Values && c.Text("loss") == "crossentropy": // which is for classes
		s.Loss = nn.Squared.String()
	case source.Values:
		s.Loss = c.Text("loss")
	case len(s.Activations) == 0 && chosen[0] == kernel.Threshold.String():
		s.Loss = nn.Perceptron.String()
	case c.Text("loss") == "crossentropy" && outputs == 1:
		s.Loss = nn.BCE.String()
	case c.Text("loss") == "crossentropy":
		s.Loss = nn.CCE.String()
	default:
		s.Loss = c.Text("loss")
	}
	s.Sizes = append(s.Sizes, outputs)
	return s
}

// rate is the learning rate before and after the schedule, which goes by epochs and so is kept here and not in the model.
type rate struct {
	base     float64
	schedule nn.Schedule
}

func newRate(base float64) rate {
	return rate{base, nn.Schedule{Period: finer, Decay: 0.5, Floor: 0.01}}
}

// now is the rate at an epoch.
func (r *rate) now(epoch float64) float64 { return r.base * r.schedule.Factor(int(epoch*finer)) }

// Tune is part of nn.Learner.
func (n *Net) Tune(name string, v float64) {
	switch name {
	case "discrete":
		n.discrete = v != 0
		return
	case "showtest":
		n.hidetest = v == 0
		return
	case "lr":
		n.rate.base = v
	case "schedule":
		n.rate.schedule.Kind = ""
		if i := int(v); i > 0 && i < len(Schedules) {
			n.rate.schedule.Kind = Schedules[i]
		}
	case "period":
		n.rate.schedule.Period = int(math.Max(v*finer, 1))
	default:
		n.MLP.Tune(name, v)
		return
	}
	n.MLP.Tune("lr", n.rate.now(n.Epoch()))
}

// remark is what there is to say of a control that was set: a threshold has no slope, and what that means depends on where it is.
func (n *Net) remark(control string) lab.Line {
	if control != "activation" && control != "layers" {
		return lab.Line{}
	}
	if n.Loss() == nn.Perceptron {
		return lab.Line{Key: "narrator.perceptron"}
	}
	for l := len(n.Sizes()) - 2; l > 0; l-- { // what comes before it is stuck as well
		if n.Activation(l) == kernel.Threshold {
			return lab.Line{Key: "narrator.threshold", Args: map[string]any{"layer": l}}
		}
	}
	return lab.Line{}
}

// Judge is part of lab.Scorer.
func (n *Net) Judge() (loss, accuracy float64) { return n.Evaluate(n.test) }
