package deep

import (
	"slices"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/sample"
)

const plotSide = 128 // of a picture at rest

// painter has the places of the pictures, and the profiles of what is looked at.
type painter struct {
	places map[int][]float32 // by side, (2, side²)
	of     *trio             // whose profiles these are, after so many steps
	made   int
	stacks [helped + 1]profile
	fields [helped + 1]field
}

// field is what a network said of the plane when it was last asked.
type field struct {
	of         *trio // after so many steps
	made, side int
	v          []float32 // (side, side)
}

// profile is how signal and blame fare in a stack.
type profile struct{ signal, blame, cells []float32 }

func newPainter() painter { return painter{places: map[int][]float32{}} }

// places are those of a picture of so many places each way, made when they are first asked for.
func (r *Run) places(side int) []float32 {
	if x := r.paint.places[side]; x != nil {
		return x
	}
	x := make([]float32, 2*side*side)
	for i := range side * side {
		u, v := r.room.Place(side, i%side, i/side)
		x[i], x[side*side+i] = float32(r.scale.Do(0, float64(float32(u)))), float32(r.scale.Do(1, float64(float32(v))))
	}
	r.paint.places[side] = x
	return x
}

// profiles are those of the networks that are looked at, as they are now.
func (r *Run) profiles() *[helped + 1]profile {
	p, t := &r.paint, r.shown
	if p.of == t && p.made == t.made {
		return &p.stacks
	}
	p.of, p.made = t, t.made
	for i := range p.stacks {
		if len(p.stacks[i].signal) != t.depth {
			p.stacks[i] = profile{make([]float32, t.depth), make([]float32, t.depth), make([]float32, t.depth*r.spec.Width)}
		}
		t.net[i].Profile(r.train, example, p.stacks[i].signal, p.stacks[i].blame, p.stacks[i].cells)
	}
	return &p.stacks
}

// arrives is which share of the blame at the last layer reaches the first; 0 where there is none.
func (p *profile) arrives() float64 {
	if last := p.blame[len(p.blame)-1]; last > 0 {
		return float64(p.blame[0]) / float64(last)
	}
	return 0
}

// Paint is part of lab.Run.
func (r *Run) Paint(f *frame.Frame, _ lab.Focus) {
	t := r.shown
	r.room.Paint(f)
	moves := f.Flags&frame.Playing != 0 && !t.done()
	side := sample.Side(plotSide, (helped+1)*r.weights(t.depth), moves)
	r.ask(side, moves && !sample.InTime(side*side, (helped+1)*r.weights(t.depth)))
	for i, name := range [...]string{"", "b/"} {
		copy(f.Add(name+"plot", 1, side, side), r.paint.fields[i].v)
		points := frame.Marks[frame.Point](f, name+"points", r.points.Len())
		for i := range points {
			points[i] = frame.Point{X: r.points.X[i], Y: r.points.Y[i], Class: float32(r.points.Class[i])}
		}
	}
	span := r.room.Span()
	for i, to := 0, f.Add("b/plot/range", 4); i < 4; i++ {
		to[i] = float32(span[i])
	}
	for i, name := range [...]string{"plain", "helped"} {
		p := &r.profiles()[i]
		copy(f.Add("strip/"+name, r.spec.Width, t.depth), p.cells)
		copy(f.Add("strip/"+name+"/signal", t.depth), p.signal)
		copy(f.Add("strip/"+name+"/blame", t.depth), p.blame)
		f.Add("strip/"+name+"/right", 1)[0] = float32(t.right(i))
	}
	kind := float32(0)
	if r.residual {
		kind++
	}
	if r.norm {
		kind += 2
	}
	f.Add("strip/helped/kind", 1)[0] = kind
	r.paintCurve(f)
	r.paintSteps(f)
}

// ask brings the fields up to date; by turns has one of them wait for the next picture, where there is no time for all.
func (r *Run) ask(side int, turns bool) {
	t, fields := r.shown, &r.paint.fields
	oldest := plain
	if fields[helped].made < fields[plain].made {
		oldest = helped
	}
	for i := range fields {
		field := &fields[i]
		there := field.of == t && field.side == side
		if there && (field.made == t.made || turns && i != oldest) {
			continue
		}
		if len(field.v) != side*side {
			field.v = make([]float32, side*side)
		}
		field.of, field.made, field.side = t, t.made, side
		t.net[i].Outputs(r.places(side), side*side, field.v)
	}
}

// depths are the stops of the curve, and where the dial stands.
func (r *Run) depths() []int {
	all := append([]int(nil), stops[:]...)
	if !slices.Contains(all, r.shown.depth) {
		all = append(all, r.shown.depth)
		slices.Sort(all)
	}
	return all
}

// paintCurve adds right answers against depth.
func (r *Run) paintCurve(f *frame.Frame) {
	all := r.depths()
	x := f.Add("sweep/x", len(all))
	var rows [helped + 1][]float32
	for i, depth := range all {
		x[i] = float32(depth)
		share, known := [nets]float32{}, false
		if at := slices.Index(stops[:], depth); at >= 0 && r.kept[at].known() {
			share, known = r.kept[at].share[looks-1], true
		}
		if depth == r.shown.depth && r.shown.made > 0 {
			share, known = r.shown.share[r.shown.made/every], true
		}
		for net := range rows {
			if known {
				rows[net] = append(rows[net], float32(depth), share[net], share[net], share[net])
			}
		}
	}
	f.Add("sweep/at", 1)[0] = float32(r.shown.depth)
	copy(f.Add("sweep/helped", len(rows[helped])/4, 4), rows[helped])
	copy(f.Add("sweep/plain", len(rows[plain])/4, 4), rows[plain])
}

// paintSteps adds right answers while the networks learn.
func (r *Run) paintSteps(f *frame.Frame) {
	t := r.shown
	n := t.made/every + 1
	for net, name := range [...]string{"plain", "helped", "wide"} {
		line := f.Add("steps/"+name, n, 2)
		for i := range n {
			line[2*i], line[2*i+1] = float32(i*every), 100*t.share[i][net]
		}
	}
}
