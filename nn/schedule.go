package nn

import (
	"fmt"
	"math"
)

// Schedule says how the learning rate changes with the step. The zero value keeps it. Kinds:
//
//	""           always 1
//	step         × Decay after every Period steps
//	exponential  × Decay^(step/Period), smoothly
//	inverse      1/(1 + step/Period)
//	cosine       from 1 down to Floor over Period steps, then Floor (Loshchilov and Hutter, "SGDR", 2017, without restarts)
//
// Before that come Warmup steps of rising from 0, which Period does not count.
type Schedule struct {
	Kind   string  `json:"kind,omitempty"`
	Warmup int     `json:"warmup,omitempty"` // steps
	Period int     `json:"period,omitempty"` // steps
	Decay  float64 `json:"decay,omitempty"`
	Floor  float64 `json:"floor,omitempty"` // share of the learning rate
}

// Check says what is wrong with s, if anything.
func (s Schedule) Check() error {
	if s.Warmup < 0 {
		return fmt.Errorf("nn: schedule: warmup=%d: want 0 or more steps", s.Warmup)
	}
	if s.Kind != "" && s.Period < 1 {
		return fmt.Errorf("nn: schedule %s: period=%d: want 1 step or more", s.Kind, s.Period)
	}
	switch s.Kind {
	case "", "inverse":
	case "step", "exponential":
		if !(s.Decay > 0 && s.Decay <= 1) {
			return fmt.Errorf("nn: schedule %s: decay=%v: want more than 0, at most 1", s.Kind, s.Decay)
		}
	case "cosine":
		if !(s.Floor >= 0 && s.Floor <= 1) {
			return fmt.Errorf("nn: schedule cosine: floor=%v: want 0 to 1", s.Floor)
		}
	default:
		return fmt.Errorf("nn: schedule %q: no such kind", s.Kind)
	}
	return nil
}

// Factor is what the learning rate is multiplied by in the given step, counted from 0. s must pass Check.
func (s Schedule) Factor(step int) float64 {
	if step < s.Warmup {
		return float64(step+1) / float64(s.Warmup+1)
	}
	step -= s.Warmup
	t := float64(step) / float64(s.Period)
	switch s.Kind {
	case "step":
		return math.Pow(s.Decay, float64(step/s.Period))
	case "exponential":
		return math.Pow(s.Decay, t)
	case "inverse":
		return 1 / (1 + t)
	case "cosine":
		return s.Floor + (1-s.Floor)*(1+math.Cos(math.Pi*min(t, 1)))/2
	}
	return 1
}
