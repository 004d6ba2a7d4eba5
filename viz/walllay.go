package viz

import (
	"math"
	"slices"

	"github.com/whisker-lab/whisker/viz/layout"
)

// wallColumn is a stage as it stands on the wall: some of its planes, row by row.
type wallColumn struct {
	stage   int
	planes  []int // that are shown
	hidden  int   // planes that are not
	skipped int   // stages before it for which there is no room
	across  int   // beside each other
	x, side float64
	filter  float64 // side of a filter before each map, 0 for none
	y       []float64
}

// How much room things take, in CSS pixels.
const (
	wallHead      = 24.0
	wallFoot      = 20.0
	wallMore      = 14.0 // for how much is not shown
	wallBetween   = 4.0  // two maps of a row
	wallTight     = 18.0 // the least gap before a column
	wallPoolGap   = 20.0 // between maps and what is pooled of them
	wallFilterGap = 5.0
	wallSmallest  = 22.0 // a map that still shows something
	wallCell      = 12.0 // of a dense layer
	wallFewest    = 8    // maps of one stage beneath each other; of the first, beside its filters, a few more
	wallFirst     = 10
)

// Arrange implements View.
func (v *wall) Arrange(area layout.Rect, s *Setup) {
	v.columns, v.picture, v.bars, v.phone = nil, layout.Rect{}, layout.Rect{}, area.W < 480
	if area.Empty() || v.input == nil || len(v.stages) == 0 {
		return
	}
	inset, most, bars := 18.0, 104.0, 142.0+7*float64(min(v.long, 12)-1)
	if v.phone {
		inset, most, bars = 8, 58, 100+6*float64(min(v.long, 10)-1)
	}
	body := layout.Rect{X: area.X + inset, Y: area.Y + wallHead, W: max(area.W-2*inset, 1), H: max(area.H-wallHead-wallFoot, 1)}
	if v.spread(body, most, min(bars, body.W*0.45)); slices.ContainsFunc(v.columns, func(c wallColumn) bool { return c.hidden > 0 }) {
		body.H = max(body.H-wallMore, 1)
		v.spread(body, most, min(bars, body.W*0.45))
	}
}

// spread lays out all of it: the picture at the left, bars for the answers at the right, the stages between them.
func (v *wall) spread(body layout.Rect, most, bars float64) {
	side := math.Floor(min(most, body.H*0.5, body.W*0.2))
	if h, w := v.input.Shape[1], v.input.Shape[2]; h == w && side > float64(w) { // pixels of one width
		side = math.Floor(side/float64(w)) * float64(w)
	}
	v.picture = layout.Rect{X: body.X, Y: math.Round(body.Y + (body.H-side)/2), W: side, H: side}
	v.bars = layout.Rect{X: body.Right() - bars, Y: body.Y, W: bars, H: body.H}
	v.rows = body.H / float64(max(len(v.answer), 1))
	v.place(layout.Rect{X: v.picture.Right(), Y: body.Y, W: max(v.bars.X-v.picture.Right(), 0), H: body.H})
}

// wallTry is one way to lay the stages out.
type wallTry struct {
	pools int // stages of what is pooled that have a column of their own, the first ones
	most  int // maps that a stage shows
	side  float64
	keep  int // columns at most
}

// place lays out the stages between the picture and the answers: as large as there is room for, and where there is none, with fewer
// maps of each, without a column for what is pooled, and at last without those in the middle.
func (v *wall) place(room layout.Rect) {
	first, smallest := 52.0, wallSmallest
	if v.phone {
		first, smallest = 34, 20
	}
	tall := max(int(room.H/(smallest+8)), 1)
	few := min(tall, wallFewest)
	for _, way := range [...]struct {
		wallTry
		least float64 // side
	}{
		{wallTry{mostStages, 2 * few, first, mostStages}, first - 6},
		{wallTry{1, 2 * few, first, mostStages}, first - 12},
		{wallTry{1, few, first, mostStages}, first - 18},
		{wallTry{0, few, first, mostStages}, smallest},
	} {
		for try := way.wallTry; try.side >= way.least; try.side -= 3 {
			if v.fit(room, try) {
				return
			}
		}
	}
	for keep := mostStages; keep > 0; keep-- {
		if v.fit(room, wallTry{0, few, smallest, keep}) {
			return
		}
	}
	v.columns = nil
}

// fit lays the columns out in one way, and tells whether they have room.
func (v *wall) fit(room layout.Rect, try wallTry) bool {
	v.columns = v.columns[:0]
	pools := try.pools
	for i := 1; i < len(v.stages); i++ {
		switch s := v.stages[i]; {
		case s.kind == wallAnswer, s.kind == wallPool && pools == 0, s.maps == nil:
		case s.kind == wallPool && len(v.columns) > 0 && v.columns[len(v.columns)-1].stage == i-1:
			pools--
			before := v.columns[len(v.columns)-1]
			v.columns = append(v.columns, wallColumn{stage: i, planes: before.planes, hidden: before.hidden, across: before.across, side: math.Round(before.side * 0.66)})
		default:
			v.columns = append(v.columns, v.column(i, room.H, try))
		}
	}
	if len(v.columns) == 0 {
		return true
	}
	v.thin(try.keep)
	// The first gap has the curves from the picture, the last those to the answers.
	wide, gaps := 0.0, 0.0
	for i := range v.columns {
		wide += v.columns[i].wide()
		gaps += v.weight(i)
	}
	gaps += 1.6
	gap := (room.W - wide) / gaps
	if gap < wallTight {
		return false
	}
	gap = min(gap, 74)
	x := room.X + (room.W-wide-gap*gaps)/2
	for i := range v.columns {
		c := &v.columns[i]
		x += gap * v.weight(i)
		c.x = math.Round(x + c.wide() - c.maps())
		x += c.wide()
		v.upright(c, room)
	}
	return true
}

// weight is how wide the gap before a column is, of a usual one.
func (v *wall) weight(i int) float64 {
	if c := v.columns[i]; v.stages[c.stage].kind == wallPool && i > 0 && v.columns[i-1].stage == c.stage-1 {
		return 0.75
	} else if c.skipped > 0 {
		return 2
	}
	return 1
}

// column is a stage with as many of its planes as a column takes.
func (v *wall) column(stage int, height float64, try wallTry) wallColumn {
	s := &v.stages[stage]
	c := wallColumn{stage: stage, across: 1, side: try.side}
	if s.kind == wallDense {
		c.side = wallCell
		c.planes = v.telling(stage, min(s.planes, max(int(height/(wallCell+2)), 1)))
		c.hidden = s.planes - len(c.planes)
		return c
	}
	most := try.most
	if stage == 1 { // beside its filters, from which all the others are made
		most = min(most, wallFirst, max(int(height/(wallSmallest+6)), 1))
	}
	c.planes = v.telling(stage, min(s.planes, most))
	c.hidden = s.planes - len(c.planes)
	if len(c.planes) > wallFewest && stage > 1 {
		c.across = 2
		c.side = math.Round(c.side * 0.8)
	}
	c.side = min(c.side, height/math.Ceil(float64(len(c.planes))/float64(c.across))-6)
	if s.k > 0 && c.across == 1 && c.side >= 26 {
		c.filter = max(14, min(20, math.Round(c.side*0.42)))
	}
	c.side = max(math.Floor(c.side), 8)
	return c
}

// maps and wide are how wide a column is, without and with its filters.
func (c *wallColumn) maps() float64 {
	return float64(c.across)*c.side + float64(c.across-1)*wallBetween
}
func (c *wallColumn) wide() float64 {
	if c.filter > 0 {
		return c.maps() + c.filter + wallFilterGap
	}
	return c.maps()
}

// upright spreads a column's rows over the height.
func (v *wall) upright(c *wallColumn, room layout.Rect) {
	n := (len(c.planes) + c.across - 1) / c.across
	pitch := room.H / float64(n)
	if v.stages[c.stage].kind == wallDense {
		pitch = min(pitch, 30)
	}
	c.y = c.y[:0]
	for i := range n {
		c.y = append(c.y, room.Y+room.H/2+(float64(i)-float64(n-1)/2)*pitch)
	}
}

// telling are the planes of a stage that are shown where not all can be: those that weigh most in what comes after, in their order.
// The one that the curves lead to is among them.
func (v *wall) telling(stage, n int) []int {
	s := &v.stages[stage]
	all := make([]int, s.planes)
	for i := range all {
		all[i] = i
	}
	if n >= s.planes {
		return all
	}
	weight := make([]float64, s.planes)
	add := func(edges []float32, planes int, of func(to, from int) int) {
		for i, e := range edges {
			if k := of(i/planes, i%planes); k < s.planes && e == e {
				weight[k] += math.Abs(float64(e))
			}
		}
	}
	next := stage + 1
	if next < len(v.stages) && v.stages[next].kind == wallPool {
		next++
	}
	if next < len(v.stages) && v.stages[next].edges != nil {
		add(v.stages[next].edges, v.stages[next].before, func(_, from int) int { return from })
	} else {
		add(s.edges, max(s.before, 1), func(to, _ int) int { return to })
	}
	if k := v.traced(stage); k >= 0 && k < s.planes {
		weight[k] = math.Inf(1)
	}
	slices.SortStableFunc(all, func(a, b int) int {
		switch {
		case weight[a] > weight[b]:
			return -1
		case weight[a] < weight[b]:
			return 1
		}
		return 0
	})
	all = all[:n]
	slices.Sort(all)
	return all
}

// thin leaves out columns in the middle until there are so many: the first and the last ones say most, and the one that is looked at.
func (v *wall) thin(keep int) {
	for len(v.columns) > keep {
		worst, most := -1, -1
		for i := range v.columns {
			from := min(i, len(v.columns)-1-i)
			if v.columns[i].stage != v.look.stage && from > most {
				worst, most = i, from
			}
		}
		if worst < 0 {
			return
		}
		gone := v.columns[worst].skipped + 1
		v.columns = slices.Delete(v.columns, worst, worst+1)
		if worst < len(v.columns) {
			v.columns[worst].skipped += gone
		}
	}
}

// tile is where a plane is shown, by its place in the column.
func (c *wallColumn) tile(i int) layout.Rect {
	row, column := i/c.across, i%c.across
	return layout.Rect{X: c.x + float64(column)*(c.side+wallBetween), Y: math.Round(c.y[row] - c.side/2), W: c.side, H: c.side}
}

// small is where a map's filter is shown.
func (c *wallColumn) small(i int) layout.Rect {
	t := c.tile(i)
	return layout.Rect{X: t.X - wallFilterGap - c.filter, Y: math.Round(t.Y + (t.H-c.filter)/2), W: c.filter, H: c.filter}
}

// find is the column of a stage, and where in it a plane is; −1 for what is not shown.
func (v *wall) find(stage, plane int) (column, i int) {
	for c := range v.columns {
		if v.columns[c].stage == stage {
			return c, slices.Index(v.columns[c].planes, plane)
		}
	}
	return -1, -1
}

// bar is where an answer's bar lies, from nothing to certain.
func (v *wall) bar(k int) layout.Rect {
	name, percent := 20+7*float64(min(v.long, 12)-1), 54.0
	if v.phone {
		name, percent = 16+6*float64(min(v.long, 10)-1), 54
	}
	high := math.Round(min(14, max(v.rows*0.5, 3)))
	y := v.bars.Y + (float64(k)+0.5)*v.rows
	return layout.Rect{X: v.bars.X + name, Y: math.Round(y - high/2), W: max(v.bars.W-name-percent, 4), H: high}
}
