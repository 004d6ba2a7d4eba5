package lab

// Histogram counts values in bins of equal width from Lo to Hi; the first and the last also have what lies beyond.
type Histogram struct {
	Lo     float64 `json:"lo"`
	Hi     float64 `json:"hi"`
	Counts []int   `json:"counts"`
}

// Spread is how the values of one input lie, as they were measured and as the network sees them.
type Spread struct {
	Name   string    `json:"name"`
	Before Histogram `json:"before"`
	After  Histogram `json:"after"`
}
