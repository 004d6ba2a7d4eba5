package lab

import (
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

// Due takes what is due.
func (p *Pace) Due(now time.Time, rate float64) int {
	n := p.due(now, rate)
	p.made += float64(max(n, 0))
	return n
}

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
