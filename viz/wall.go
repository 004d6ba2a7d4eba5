package viz

import (
	"math"
	"slices"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/viz/layout"
)

// wall shows a network that looks at a picture: the picture, then of each stage its maps beside each other, then the classes with
// what it gives them. Curves are drawn into the map that is looked at and into the likeliest answer, the stronger the wider, and
// the part of the picture that the chosen pixel sees goes as a window from stage to stage.
//
// What a frame holds, of which no view has more than it has room for: pic/input (planes, h, w); pic/shapes (stages, 4) of kind,
// planes, height and width; maps/S (planes, h, w), filters/S (planes, k, k), edges/S (planes, planes of the stage before) of stage S;
// answer (classes); look (4) of stage, plane, x and y, −1 for none; field (stages, 4), the window of the chosen pixel in each stage as
// left, top, right and bottom; field/planes (stages); and over the picture why (h, w) or hide (h, w).
type wall struct {
	bind   Bind
	input  *frame.Array
	over   *frame.Array // what of the picture decided, drawn over it
	answer []float32
	stages []wallStage
	look   wallAt
	field  []float32
	planes []float32 // of the field
	long   int       // letters of the longest class's name
	phone  bool

	picture layout.Rect
	bars    layout.Rect // of the answers, all of them
	columns []wallColumn
	rows    float64 // between two answers
}

// wallStage is what one stage of the network makes of the picture.
type wallStage struct {
	kind, planes, h, w int
	maps, filters      []float32
	k                  int // of a filter
	edges              []float32
	before             int // planes that they come from
	unit               float32
}

// Kinds of stages.
const (
	wallPicture = iota
	wallConv
	wallPool
	wallDense
	wallAnswer
)

// wallAt is a place in the network: a stage, a plane of it and a pixel there, each −1 for none.
type wallAt struct{ stage, plane, x, y int }

// nowhere is no place.
func nowhere() wallAt { return wallAt{-1, -1, -1, -1} }

// What is more than this is no frame of ours.
const (
	mostStages  = 64
	mostMaps    = 512
	mostSide    = 256
	mostAnswers = 32
	brightest   = 0.6 // of a stage's largest number: from here on the ramp is full
	silentBelow = 1e-6
)

func newWall(bind Bind) View { return &wall{bind: bind} }

// Read implements View.
func (v *wall) Read(f *frame.Frame) {
	*v = wall{bind: v.bind, look: nowhere()}
	if a := f.Array(v.bind.name("input", "pic/input")); isPicture(a) {
		v.input = a
	}
	for _, name := range [...]string{"why", "hide"} {
		if a := f.Array(name); a != nil && len(a.Shape) == 2 && len(a.Data) >= a.Shape[0]*a.Shape[1] && v.over == nil {
			v.over = a
		}
	}
	v.answer = values(f, "answer")
	v.answer = v.answer[:min(len(v.answer), mostAnswers)]
	v.long = max(whole(values(f, "answer/letters"), 0), 1)
	rows(values(f, "pic/shapes"), 4, func(i int, r []float64) {
		if i == len(v.stages) && i < mostStages && sized(r[1], mostMaps) && sized(r[2], mostSide) && sized(r[3], mostSide) {
			s := wallStage{kind: int(r[0]), planes: int(r[1]), h: int(r[2]), w: int(r[3])}
			s.read(f, i, v.stages)
			v.stages = append(v.stages, s)
		}
	})
	if l := values(f, "look"); len(l) >= 4 {
		v.look = wallAt{whole(l, 0), whole(l, 1), whole(l, 2), whole(l, 3)}
	}
	if v.look.stage >= len(v.stages) || v.look.stage >= 0 && v.look.plane >= v.stages[v.look.stage].planes {
		v.look = nowhere()
	}
	v.field, v.planes = values(f, "field"), values(f, "field/planes")
}

// isPicture tells whether an array can be drawn as a picture of one plane or of three.
func isPicture(a *frame.Array) bool {
	return a != nil && len(a.Shape) == 3 && a.Shape[1] > 0 && a.Shape[2] > 0 && a.Shape[1] <= mostSide && a.Shape[2] <= mostSide &&
		(a.Shape[0] == 1 || a.Shape[0] == 3) && len(a.Data) >= a.Shape[0]*a.Shape[1]*a.Shape[2]
}

func sized(v float64, most int) bool { return v >= 1 && v <= float64(most) }

// read takes what the frame has of stage i.
func (s *wallStage) read(f *frame.Frame, i int, before []wallStage) {
	if i == 0 {
		return
	}
	if maps := values(f, "maps/"+digits(i)); len(maps) >= s.planes*s.h*s.w {
		s.maps = maps
	}
	if s.kind == wallAnswer {
		s.maps = nil
	}
	for _, m := range s.maps {
		if a := float32(math.Abs(float64(m))); a > s.unit && !math.IsInf(float64(a), 0) {
			s.unit = a
		}
	}
	s.unit *= brightest
	if a := f.Array("filters/" + digits(i)); a != nil && len(a.Shape) == 3 && a.Shape[1] > 0 && a.Shape[1] == a.Shape[2] && len(a.Data) >= s.planes*a.Shape[1]*a.Shape[1] {
		s.filters, s.k = a.Data, a.Shape[1]
	}
	s.before = before[i-1].planes
	if edges := values(f, "edges/"+digits(i)); len(edges) >= s.planes*s.before {
		s.edges = edges
	}
}

// plane is a map's numbers.
func (s *wallStage) plane(i int) []float32 {
	size := s.h * s.w
	if i < 0 || (i+1)*size > len(s.maps) {
		return nil
	}
	return s.maps[i*size:][:size]
}

// silent tells whether a map is nothing everywhere.
func silentMap(plane []float32) bool {
	return !slices.ContainsFunc(plane, func(v float32) bool { return v > silentBelow || v < -silentBelow || v != v })
}

// last is the stage of the answers, or −1.
func (v *wall) last() int {
	if n := len(v.stages) - 1; n > 0 && v.stages[n].kind == wallAnswer {
		return n
	}
	return -1
}

// top is the likeliest answer, −1 where there is none.
func (v *wall) top() int {
	best := -1
	for k, p := range v.answer {
		if p == p && (best < 0 || p > v.answer[best]) {
			best = k
		}
	}
	return best
}

// traced is the plane of a stage that the curves lead to: the one that is looked at, or through which that sees most.
func (v *wall) traced(stage int) int {
	if stage == v.look.stage {
		return v.look.plane
	}
	if stage < v.look.stage {
		return whole(v.planes, stage)
	}
	if stage == v.last() {
		return v.top()
	}
	return -1
}

// window is the part of a stage that the chosen pixel sees, in pixels.
func (v *wall) window(stage int) (r layout.Rect, there bool) {
	if v.look.stage < 0 || v.look.x < 0 || stage > v.look.stage || 4*stage+4 > len(v.field) {
		return r, false
	}
	f := v.field[4*stage:]
	r = layout.Rect{X: float64(f[0]), Y: float64(f[1]), W: float64(f[2] - f[0]), H: float64(f[3] - f[1])}
	return r, finite(r.X) && finite(r.Y) && !r.Empty() && r.W <= mostSide && r.H <= mostSide
}
