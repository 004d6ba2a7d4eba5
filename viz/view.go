package viz

import (
	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/viz/layout"
	"github.com/whisker-lab/whisker/viz/palette"
)

// View shows some arrays of a frame in one area.
type View interface {
	// Read takes what it shows from a frame, which stays as it is until the next Read.
	Read(f *frame.Frame)
	// Arrange places the view. It is called before the first Draw and whenever the setup changes.
	Arrange(area layout.Rect, s *Setup)
	// Draw adds the view to the picture.
	Draw(p *Picture, s *Scene)
	// Hit says what lies under the point; reach is how far from a thin thing still counts.
	Hit(x, y float64, touch bool) Target
	// Announce adds what the page has to place.
	Announce(l *Layout)
}

// Kinds is the table of all views: a View's kind in a lesson's declaration, and its constructor. Bind maps the view's
// slots to names of arrays; what it leaves out has the name that the view expects.
var Kinds = [...]struct {
	Kind string
	New  func(bind Bind) View
}{
	{"network", newNetwork},
	{"plot", newPlot},
	{"space", newSpace},
	{"curve", newCurve},
	{"loss", newLoss},
	{"lines", newLines},
	{"dendrogram", newDendrogram},
	{"grid", newGrid},
}

// Bind maps a view's slots to the names of arrays.
type Bind map[string]string

// name is the array for a slot.
func (b Bind) name(slot, usual string) string {
	if name, ok := b[slot]; ok {
		return name
	}
	return usual
}

// Scene is what a view needs to know besides its frame.
type Scene struct {
	Setup    *Setup
	Theme    *palette.Theme
	Ramp     *palette.Ramp
	Strong   *palette.Ramp // the same for what is small, such as points
	Pale     *palette.Ramp // of what is frozen
	Fresh    bool          // whether the frame or the colours are new since the last picture
	Hover    Target
	Selected Target
	Pulse    pulse
}

// values are an array's numbers, nil if there is none.
func values(f *frame.Frame, name string) []float32 {
	if a := f.Array(name); a != nil {
		return a.Data
	}
	return nil
}

// at is v[i], or 0 beyond its end: a frame from outside may be short.
func at(v []float32, i int) float32 {
	if i >= 0 && i < len(v) {
		return v[i]
	}
	return 0
}
