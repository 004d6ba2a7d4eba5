package lab

import (
	"math"
	"math/rand/v2"
	"time"
)

// Parse gives tests the reading of a control's value.
func (c *Control) Parse(text string) (string, error) { return c.parse(text) }

// Make gives tests the steps of Advance without the clock.
func (s *Session) Make(n int) int { return s.make(n) }

// Pace gives tests the spreading of steps over time.
type Pace struct{ pace }

// Start begins at a time.
func (p *Pace) Start(now time.Time) { p.start(now) }

// Take takes what is due, however many.
func (p *Pace) Take(now time.Time, rate float64) int { return p.take(now, rate, math.MaxInt) }

// Wait is how long there is nothing to take.
func (p *Pace) Wait(now time.Time, rate float64) time.Duration { return p.wait(now, rate) }

// Rows gives tests the curve.
func (s *Session) Rows() []Score { return s.history.Rows }

// Fill is a history of n epochs, each with a loss of its own.
func Fill(n int) *History {
	h, r := new(History), rand.New(rand.NewPCG(1, 2))
	for epoch := range n {
		if h.due(epoch) {
			h.add(Score{float64(epoch), r.Float64(), r.Float64()})
		}
	}
	return h
}

// ToHalf and FromHalf give tests the weights' form in links.
func ToHalf(v float32) uint16   { return toHalf(v) }
func FromHalf(h uint16) float32 { return fromHalf(h) }
