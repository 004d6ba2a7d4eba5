package layout

// Rect is a rectangle by its top left corner.
type Rect struct {
	X float64 `json:"x"`
	Y float64 `json:"y"`
	W float64 `json:"w"`
	H float64 `json:"h"`
}

// Around is the square of the given side about a point.
func Around(x, y, side float64) Rect { return Rect{x - side/2, y - side/2, side, side} }

// Empty says whether there is nothing to draw in.
func (r Rect) Empty() bool { return !(r.W > 0 && r.H > 0) }

// Has says whether the point lies in the rectangle.
func (r Rect) Has(x, y float64) bool {
	return x >= r.X && x < r.X+r.W && y >= r.Y && y < r.Y+r.H
}

// Grow adds d on every side.
func (r Rect) Grow(d float64) Rect { return Rect{r.X - d, r.Y - d, r.W + 2*d, r.H + 2*d} }

// Right and Bottom are the far sides.
func (r Rect) Right() float64  { return r.X + r.W }
func (r Rect) Bottom() float64 { return r.Y + r.H }

// Middle is the centre.
func (r Rect) Middle() (x, y float64) { return r.X + r.W/2, r.Y + r.H/2 }

// Meets says whether the two have a place in common.
func (r Rect) Meets(o Rect) bool {
	return r.X < o.Right() && o.X < r.Right() && r.Y < o.Bottom() && o.Y < r.Bottom()
}
