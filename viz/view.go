package viz

import (
	"math"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/viz/layout"
	"github.com/whisker-lab/whisker/viz/palette"
)

// View shows some arrays of a frame in one area, and owns what can be pressed, dragged or drawn there.
type View interface {
	// Read takes what it shows from a frame, which stays as it is until the next Read.
	Read(f *frame.Frame)
	// Arrange places the view. It is called before the first Draw and whenever the setup changes.
	Arrange(area layout.Rect, s *Setup)
	// Draw adds the view to the picture.
	Draw(p *Picture, s *Scene)
	// Hit says what lies under the point; a finger reaches further from a thin thing.
	Hit(x, y float64, touch bool) Target
	// Announce adds what the page has to place.
	Announce(l *Layout)
}

// Crown is a view that draws something over all other views as well.
type Crown interface {
	DrawLast(p *Picture, s *Scene)
}

// Kind is a view's kind in a lesson's declaration, and its constructor. Bind maps the view's slots to names of arrays; what it
// leaves out has the name that the view expects.
type Kind struct {
	Kind string
	New  func(bind Bind) View
}

// Kinds is the table of all views.
var Kinds = [...]Kind{
	{"network", newNetwork},
	{"plot", newPlot},
	{"space", newSpace},
	{"planes", newPlanes},
	{"tiles", newTiles},
	{"curve", newCurve},
	{"loss", newLoss},
	{"lines", newLines},
	{"dendrogram", newDendrogram},
	{"grid", newGrid},
	{"cell", newCell},
	{"anatomy", newAnatomy},
	{"neuron", newNeuron},
	{"ledger", newLedger},
	{"credit", newCredit},
	{"aim", newAim},
	{"trail", newTrail},
	{"piles", newPiles},
	{"roc", newROC},
	{"sweep", newSweep},
	{"contour", newContour},
	{"dial", newDial},
	{"fits", newFits},
	{"strip", newStrip},
	{"window", newWindow},
	{"kept", newKept},
	{"along", newAlong},
	{"counts", newCounts},
	{"wall", newWall},
	{"trays", newTrays},
	{"verdict", newVerdict},
	{"unseen", newUnseen},
	{"bent", newBent},
	{"latent", newLatent},
	{"spell", newSpell},
	{"unrolled", newUnrolled},
	{"foresee", newForesee},
	{"prints", newPrints},
	{"stroll", newStroll},
	{"making", newMaking},
	{"prompts", newPrompts},
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
	Hand     Hand
	Selected Part // of a network: what is looked at, or else what is selected
	Pulse    pulse
	Now      float64 // ms since any start
	Moves    bool    // a view that is in motion sets it when it draws, to be drawn again
}

// Hand is the pointer itself.
type Hand struct {
	Place
	Here  bool // over the stage
	Busy  bool // holding or drawing something
	Touch bool
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

// rows calls f with every whole row of numbers that can be drawn.
func rows(table []float32, columns int, f func(i int, row []float64)) {
	row := make([]float64, columns)
next:
	for i := 0; (i+1)*columns <= len(table); i++ {
		for j, v := range table[i*columns:][:columns] {
			if row[j] = float64(v); !finite(row[j]) {
				continue next
			}
		}
		f(i, row)
	}
}

func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }
