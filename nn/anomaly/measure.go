package anomaly

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/integrate"
	"gonum.org/v1/gonum/stat"
)

// Scorer tells how strange points are.
type Scorer interface {
	// Scores sets dst (n) for points x (features, n). The higher, the stranger.
	Scores(x []float32, n int, dst []float64)
}

const badScores = "anomaly: a score and a truth for each point, please"

// Counts is what comes of an alarm at every score above a threshold.
type Counts struct {
	Caught, Missed    int // of what is strange
	FalseAlarms, Calm int // of what is normal
}

// Count counts alarms. A score that is no number alarms.
func Count(scores []float64, strange []bool, threshold float64) (c Counts) {
	if len(scores) != len(strange) {
		panic(badScores)
	}
	for i, score := range scores {
		switch alarm := !(score <= threshold); {
		case strange[i] && alarm:
			c.Caught++
		case strange[i]:
			c.Missed++
		case alarm:
			c.FalseAlarms++
		default:
			c.Calm++
		}
	}
	return c
}

// Threshold is the score that a share of the scores lies above, as nearly as their number allows: for those of normal points
// the share of false alarms. It is NaN for no scores.
func Threshold(scores []float64, share float64) float64 {
	if len(scores) == 0 {
		return math.NaN()
	}
	sorted := slices.Sorted(slices.Values(scores))
	return stat.Quantile(min(max(1-share, 0), 1), stat.Empirical, sorted, nil)
}

// Curve is a receiver operating characteristic: for each threshold, from the highest down, which share of the normal points and
// which of the strange ones score at least that much. It begins at 0, 0 and ends at 1, 1.
type Curve struct {
	FalseAlarms, Caught, Threshold []float64
}

// ROC draws the curve for every threshold that makes a difference. It is empty where all points are strange or none is.
func ROC(scores []float64, strange []bool) Curve {
	if len(scores) != len(strange) {
		panic(badScores)
	}
	if !slices.Contains(strange, true) || !slices.Contains(strange, false) {
		return Curve{}
	}
	y, classes := slices.Clone(scores), slices.Clone(strange)
	for i, v := range y {
		if math.IsNaN(v) {
			y[i] = math.Inf(1) // as Count has it
		}
	}
	stat.SortWeightedLabeled(y, classes, nil)
	caught, alarms, threshold := stat.ROC(nil, y, classes, nil)
	return Curve{FalseAlarms: alarms, Caught: caught, Threshold: threshold}
}

// AUC is the area under the curve: the chance that a strange point scores higher than a normal one, equal scores counting half.
// It is NaN where all points are strange or none is.
func AUC(scores []float64, strange []bool) float64 {
	curve := ROC(scores, strange)
	if curve.Caught == nil {
		return math.NaN()
	}
	return integrate.Trapezoidal(curve.FalseAlarms, curve.Caught)
}
