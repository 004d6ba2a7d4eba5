package viz

import (
	"math"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/viz/layout"
	"github.com/whisker-lab/whisker/viz/shape"
)

// credit is a small network with every number in its place, as one example goes through it: forward, what each neuron gives; at the
// end, the loss; backward, how much each weight is to blame; then the update. Slots: sizes (l), gives and passed (neurons), w and share
// (parameters: layer by layer, a neuron's weights and then its bias), phase (1), edge (3): layer, neuron, and which weight, −1 for the
// bias; end (2): what the output should be, and the loss. All are below credit/.
type credit struct {
	bind          Bind
	sizes         []int
	gives, passed []float32
	w, blame      []float32
	phase         int
	chosen        creditOf
	target, loss  float64
	area          layout.Rect
	small         bool
	r             float64 // radius of a neuron
	at            [][][2]float64
	box           layout.Rect // of the loss
	edges         []creditEdge
	hover         creditOf
}

// creditOf names a weight, or with In −1 a bias.
type creditOf struct{ Layer, Out, In int }

// creditEdge is a weight on its way, with the place of its numbers.
type creditEdge struct {
	creditOf
	param int
	curve layout.Curve
	label layout.Rect // empty where there is no room
}

// The phases, from 1.
const (
	creditForward = iota + 1
	creditLoss
	creditBackward
	creditUpdate
)

const (
	mostCreditLayers  = 8
	mostCreditNeurons = 16
)

func newCredit(bind Bind) View { return &credit{bind: bind} }

// Read implements View.
func (v *credit) Read(f *frame.Frame) {
	get := func(slot string) []float32 { return values(f, v.bind.name(slot, "credit/"+slot)) }
	v.sizes = v.sizes[:0]
	for i, n := range get("sizes") {
		if i >= mostCreditLayers || !(n >= 1 && n <= mostCreditNeurons) {
			v.sizes = v.sizes[:0]
			break
		}
		v.sizes = append(v.sizes, int(n))
	}
	v.gives, v.passed, v.w, v.blame = get("gives"), get("passed"), get("w"), get("share")
	v.phase = max(whole(get("phase"), 0), 0)
	edge := get("edge")
	v.chosen = creditOf{max(whole(edge, 0), 0), max(whole(edge, 1), 0), whole(edge, 2)}
	end := get("end")
	v.target, v.loss = float64(at(end, 0)), float64(at(end, 1))
}

// Arrange implements View.
func (v *credit) Arrange(area layout.Rect, _ *Setup) {
	v.area, v.edges, v.at = layout.Rect{}, nil, nil
	if area.Empty() || len(v.sizes) < 2 {
		return
	}
	v.area, v.small = area, area.W < wordy
	v.r = 22
	most := 1
	for _, n := range v.sizes {
		most = max(most, n)
	}
	if v.small {
		v.r = 16
	}
	v.r = min(v.r, (area.H-24)/float64(most)/2-9)
	right, left := 114.0, v.r+30
	if v.small {
		right, left = 66, v.r+22
	}
	for l, n := range v.sizes {
		x := area.X + left + (area.W-left-right-v.r)*float64(l)/float64(len(v.sizes)-1)
		gap := min((area.H-52-2*v.r)/max(float64(n-1), 1), 150)
		var column [][2]float64
		for u := range n {
			column = append(column, [2]float64{math.Round(x), math.Round(area.Y + 16 + (area.H-44)/2 + gap*(float64(u)-float64(n-1)/2))})
		}
		v.at = append(v.at, column)
	}
	out := v.at[len(v.at)-1][0]
	w, h := 82.0, 66.0
	if v.small {
		w, h = 54, 52
	}
	v.box = layout.Rect{X: area.Right() - w - 6, Y: out[1] - h/2, W: w, H: h}
	v.link()
}

// link lays the edges, and finds a free place for the numbers of each.
func (v *credit) link() {
	param := 0
	for l := 1; l < len(v.sizes); l++ {
		for o := range v.sizes[l] {
			for i := range v.sizes[l-1] {
				from, to := v.at[l-1][i], v.at[l][o]
				v.edges = append(v.edges, creditEdge{creditOf: creditOf{l, o, i}, param: param, curve: layout.Link(from[0]+v.r, from[1], to[0]-v.r, to[1], 24)})
				param++
			}
			param++ // its bias
		}
	}
	if v.small {
		return
	}
	var taken []layout.Rect
	for i := range v.edges {
		e := &v.edges[i]
		const w, h = 44.0, 29.0
	next:
		for k := range 76 { // from before the middle on, ever farther to either side
			share := 0.4 + 0.01*float64(k/2+1)*float64(1-2*(k%2))
			at := e.curve.At(share * e.curve.Length())
			box := layout.Rect{X: at.X - w/2, Y: at.Y - h/2, W: w, H: h}
			for _, other := range taken {
				if box.Meets(other) {
					continue next
				}
			}
			for _, column := range v.at {
				for _, p := range column {
					if box.Grow(2).Meets(layout.Around(p[0], p[1], 2*v.r)) {
						continue next
					}
				}
			}
			e.label, taken = box, append(taken, box)
			break
		}
	}
}

// unit is where a neuron's numbers lie.
func (v *credit) unit(layer, u int) (k int) {
	for _, n := range v.sizes[:layer] {
		k += n
	}
	return k + u
}

// bias is where a neuron's bias lies among the parameters.
func (v *credit) bias(layer, out int) (k int) {
	for l := 1; l < layer; l++ {
		k += v.sizes[l] * (v.sizes[l-1] + 1)
	}
	return k + (out+1)*(v.sizes[layer-1]+1) - 1
}

// worst is the largest blame of a weight.
func (v *credit) worst() (most float64) {
	for _, e := range v.edges {
		most = max(most, math.Abs(finiteOr(float64(at(v.blame, e.param)))))
	}
	return max(most, 1e-12)
}

// Draw implements View.
func (v *credit) Draw(p *Picture, s *Scene) {
	if v.area.Empty() {
		return
	}
	v.hover, _ = s.Hover.Of.(creditOf)
	ink, paper, nose := shape.Of(s.Theme.Ink, 1), shape.Of(s.Theme.Surface, 1), shape.Of(s.Theme.Nose, 1)
	worst := v.worst()
	for _, e := range v.edges {
		w := float64(at(v.w, e.param))
		strength := 0.9
		if v.phase >= creditBackward {
			strength = 0.35
		}
		p.Over.Ribbon(e.curve, 1.25+1.2*min(math.Abs(finiteOr(w)), 2), shape.Of(s.Theme.Sign(float32(w)), strength))
		if v.phase >= creditBackward {
			share := math.Abs(finiteOr(float64(at(v.blame, e.param)))) / worst
			faint := 1.0
			if v.phase == creditUpdate {
				faint = 0.35
			}
			p.Over.Dashes(e.curve, 11, 9, 1.2+3.4*share, shape.Of(s.Theme.Nose, faint))
		}
	}
	for _, e := range v.edges {
		if e.creditOf == v.chosen || e.creditOf == v.hover && v.hover.Layer > 0 {
			p.Over.Ribbon(e.curve, 6, shape.Of(s.Theme.Nose, 0.25))
		}
		if !e.label.Empty() {
			box := e.label
			if v.phase != creditBackward { // one line
				box.Y, box.H = box.Y+7, box.H-14
			}
			p.Over.Box(box, 7, 0, paper)
			if e.creditOf == v.chosen {
				p.Over.Box(box.Grow(1), 8, 1.5, nose)
			}
		}
	}
	out := v.at[len(v.at)-1][0]
	p.Over.Line(out[0]+v.r, out[1], v.box.X, out[1], 1.5, ink)
	for l, column := range v.at {
		for u, at := range column {
			v.neuron(p, s, l, u, at)
		}
	}
	p.Over.Box(v.box, 10, 0, paper)
	border := ink
	if v.phase == creditLoss {
		border = nose
	}
	p.Over.Box(v.box, 10, 1.5+btoi(v.phase == creditLoss), border)
}

// neuron is a neuron with what it gives, once the example has come so far.
func (v *credit) neuron(p *Picture, s *Scene, l, u int, place [2]float64) {
	fill := s.Theme.Surface
	if l == 0 || v.phase >= creditForward {
		fill = between(s.Theme.Surface, s.Ramp.At(at(v.gives, v.unit(l, u))), 0.9)
	}
	p.Over.Disc(place[0], place[1], v.r, 0, shape.Of(s.Theme.Surface, 1))
	p.Over.Disc(place[0], place[1], v.r, 0, shape.Of(fill, 1))
	ring, width := shape.Of(s.Theme.Ink, 1), 1.75
	if v.phase >= creditBackward && l == v.chosen.Layer && u == v.chosen.Out {
		ring, width = shape.Of(s.Theme.Nose, 1), 2.5
	}
	p.Over.Disc(place[0], place[1], v.r, width, ring)
}

// tight is a further class for numbers within small circles.
func (v *credit) tight() string {
	if v.small {
		return " tight"
	}
	return ""
}

// Hit implements View: a weight, or, at a neuron, its bias.
func (v *credit) Hit(x, y float64, touch bool) Target {
	if v.area.Empty() || !v.area.Has(x, y) {
		return Target{}
	}
	for l := 1; l < len(v.at); l++ {
		for u, at := range v.at[l] {
			if math.Hypot(x-at[0], y-at[1]) <= v.r {
				return v.parameter(creditOf{l, u, -1}, v.bias(l, u))
			}
		}
	}
	reach := 8.0
	if touch {
		reach = 14
	}
	best, found := reach, -1
	for i, e := range v.edges {
		if e.label.Has(x, y) {
			return v.parameter(e.creditOf, e.param)
		}
		if d := e.curve.Distance(x, y); d < best {
			best, found = d, i
		}
	}
	if found < 0 {
		return Target{}
	}
	return v.parameter(v.edges[found].creditOf, v.edges[found].param)
}

// parameter is the target of a parameter: a press opens its chain.
func (v *credit) parameter(of creditOf, param int) Target {
	t := Target{Kind: edgePart, Of: of, Cursor: "pointer", ID: name(edgePart, of.Layer, of.Out, of.In)}
	msg := Msg{"do": "edge", "layer": of.Layer, "out": of.Out}
	said := &Say{Key: "hint.credit.weight", Args: Args{"value": number(float64(at(v.w, param))), "blame": number(float64(at(v.blame, param)))}}
	if of.In < 0 {
		t.Kind, t.ID, said.Key = biasPart, name(biasPart, of.Layer, of.Out), "hint.credit.bias"
	} else {
		msg["in"] = of.In
	}
	if v.phase < creditBackward {
		said.Key += ".before"
	}
	t.Press, t.Say = msg, said
	return t
}

// Announce implements View.
func (v *credit) Announce(e *Layout) {
	if v.area.Empty() {
		return
	}
	put := e.putter("credit.", 1)
	for l, column := range v.at {
		for u, place := range column {
			id := digits(l) + "." + digits(u)
			if l == 0 {
				put("name"+id, place[0]-v.r-6, place[1], "r", "m", "stage.axis", Arg{Name: "i", Number: u + 1}, "at-name")
			}
			if l == 0 || v.phase >= creditForward {
				put("gives"+id, place[0], place[1], "c", "m", "stage.tick", worded(placed(float64(at(v.gives, v.unit(l, u))), 2, false)), "at-num"+v.tight())
			}
			if l > 0 && v.phase == creditBackward {
				put("passed"+id, place[0], place[1]+v.r+8, "c", "m", "stage.tick", worded(placed(float64(at(v.passed, v.unit(l, u))), 2, true)), "at-blame")
			}
		}
	}
	for _, edge := range v.edges {
		if edge.label.Empty() {
			continue
		}
		id, w := name("", edge.Layer, edge.Out, edge.In), float64(at(v.w, edge.param))
		sign := " plus"
		if w < 0 {
			sign = " minus"
		}
		x, y := edge.label.Middle()
		if v.phase != creditBackward {
			put("w"+id, x, y, "c", "m", "stage.tick", worded(placed(w, 2, false)), "at-weight"+sign)
			continue
		}
		put("w"+id, x, y-7, "c", "m", "stage.tick", worded(placed(w, 2, false)), "at-weight"+sign)
		put("blame"+id, x, y+7, "c", "m", "stage.tick", worded(placed(float64(at(v.blame, edge.param)), 2, true)), "at-blame")
	}
	x, y := v.box.Middle()
	if v.phase >= creditLoss {
		put("should", x, y-20, "c", "m", "stage.credit.should", worded(placed(v.target, 0, true)), "at-cap"+v.tight())
		put("loss", x, y, "c", "m", "stage.tick", worded(placed(v.loss, 3, false)), "at-num"+v.tight())
		put("lossname", x, y+20, "c", "m", "stage.credit.loss", Arg{}, "at-cap"+v.tight())
	} else {
		put("should", x, y, "c", "m", "stage.credit.should", worded(placed(v.target, 0, true)), "at-cap"+v.tight())
	}
	if v.small {
		return
	}
	if v.phase == creditBackward {
		put("key", v.area.X+10, v.area.Bottom()-2, "l", "b", "stage.credit.key.blame", Arg{}, "at-cap")
	} else {
		put("key", v.area.X+10, v.area.Bottom()-2, "l", "b", "stage.credit.key", Arg{}, "at-cap")
	}
	for l := range v.at {
		key, arg := "stage.credit.layer", Arg{Name: "n", Number: l}
		switch l {
		case 0:
			key, arg = "stage.credit.inputs", Arg{}
		case len(v.at) - 1:
			key, arg = "stage.credit.output", Arg{}
		}
		put("column"+digits(l), v.at[l][0][0], v.area.Y+2, "c", "t", key, arg, "at-cap")
	}
}
