package images

import (
	"encoding/base64"
	"math"

	"github.com/whisker-lab/whisker/nn/convnet"
)

// Filter is the chosen plane: what it weighs, and what of the pictures excites it most.
type Filter struct {
	Stage   int       `json:"stage"`
	Plane   int       `json:"plane"`
	Block   int       `json:"block,omitempty"`
	Kind    string    `json:"kind"`
	Kernel  int       `json:"k,omitempty"`
	Weights []float64 `json:"weights,omitempty"` // of the slice for the plane that it weighs most (k, k)
	From    int       `json:"from"`              // that plane
	Planes  int       `json:"planes"`            // of the stage before
	Patches *Patches  `json:"patches,omitempty"`
	Dream   *Dream    `json:"dream,omitempty"`
	Seen    int       `json:"seen"` // pictures looked through, of so many
	Of      int       `json:"of"`
}

// Patches are pieces of pictures, the most exciting first.
type Patches struct {
	Height int       `json:"h"`
	Width  int       `json:"w"`
	Pics   string    `json:"pics"` // bytes as base64 (n, h, w)
	N      int       `json:"n"`
	Values []float64 `json:"values"` // how excited it was
}

// Dream is the picture that climbs.
type Dream struct {
	Stage  int     `json:"stage"`
	Plane  int     `json:"plane"`
	Height int     `json:"h"`
	Width  int     `json:"w"`
	Pic    string  `json:"pic"` // bytes as base64 (h, w)
	Made   int     `json:"made"`
	Of     int     `json:"of"`
	First  float64 `json:"first"` // how excited the plane was by noise, before its activation, and is now
	Now    float64 `json:"now"`
}

// tidy is a number as a panel writes it.
func tidy(v float64) float64 { return math.Round(v*1e4) / 1e4 }

func (r *Run) filter() (v Filter) {
	at := r.chosen
	s, before := &r.plan.Stages[at.stage], &r.plan.Stages[at.stage-1]
	v = Filter{Stage: at.stage, Plane: at.plane, Block: s.Block, Kind: s.Kind.String(), Kernel: s.Window.KernelH, From: -1, Planes: before.Planes}
	if s.Kind == convnet.Conv {
		w, _ := r.eye.params(at.stage)
		k := s.Window.Area()
		w = w[at.plane*before.Planes*k:][:before.Planes*k]
		v.From = heaviest(w, k)
		v.Weights = numbers(w[v.From*k:][:k])
	}
	if f := &r.ponder.favour; f.stage == at.stage && (s.Kind == convnet.Conv || s.Kind == convnet.Pool) {
		sweep := f.shown()
		v.Seen, v.Of = sweep.seen, f.of
		v.Patches = r.patches(sweep, at)
	}
	if d := &r.ponder.dream; d.stage == at.stage && d.plane == at.plane {
		v.Dream = &Dream{
			Stage: d.stage, Plane: d.plane, Height: r.set.Height, Width: r.set.Width, Pic: encoded(d.x[:r.set.Height*r.set.Width]), Made: d.made, Of: dreams,
			First: tidy(d.first), Now: tidy(d.now),
		}
	}
	return v
}

func numbers(a []float32) []float64 {
	b := make([]float64, len(a))
	for i, v := range a {
		b[i] = tidy(float64(v))
	}
	return b
}

// patches are what the best pixels of a plane see of their pictures.
func (r *Run) patches(from *sweep, at place) *Patches {
	reach := r.reaches[at.stage]
	h, w := r.set.Height, r.set.Width
	p := &Patches{Height: min(reach.Side, h), Width: min(reach.Side, w), N: from.n[at.plane]}
	pixels := make([]byte, 0, p.N*p.Height*p.Width)
	for _, one := range from.best[at.plane][:p.N] {
		p.Values = append(p.Values, tidy(float64(one.value)))
		picture := r.judge.images[ofTest].Data[one.picture*r.judge.size:][:h*w]
		top, left := reach.First+one.y*reach.Step, reach.First+one.x*reach.Step
		if reach.Side >= h {
			top = 0 // all of it
		}
		if reach.Side >= w {
			left = 0
		}
		for y := top; y < top+p.Height; y++ {
			for x := left; x < left+p.Width; x++ {
				ink := byte(0)
				if y >= 0 && y < h && x >= 0 && x < w {
					ink = byte(255*picture[y*w+x] + 0.5)
				}
				pixels = append(pixels, ink)
			}
		}
	}
	p.Pics = base64.StdEncoding.EncodeToString(pixels)
	return p
}

// Sum is what makes the chosen pixel: of a convolution the products below the window on one plane, of all the others their sum, the
// bias, and what follows.
type Sum struct {
	Stage    int       `json:"stage"`
	Plane    int       `json:"plane"`
	X        int       `json:"x"`
	Y        int       `json:"y"`
	Block    int       `json:"block,omitempty"`
	Kind     string    `json:"kind"` // conv, pool, dense or answer
	Sees     [2]int    `json:"sees"` // of the picture, height and width
	Kernel   int       `json:"k,omitempty"`
	Planes   int       `json:"planes"`
	From     int       `json:"from"`              // the plane that adds most
	In       []float64 `json:"in,omitempty"`      // (k, k) what is below the window there, 0 beyond the border
	Weights  []float64 `json:"weights,omitempty"` // (k, k)
	Product  float64   `json:"product"`           // the sum of these
	Rest     float64   `json:"rest"`              // of the other planes
	Bias     float64   `json:"bias"`
	Sum      float64   `json:"sum"`
	Norm     *float64  `json:"norm,omitempty"`     // the sum as normalised
	Shortcut *float64  `json:"shortcut,omitempty"` // what the way around adds
	Out      float64   `json:"out"`
	Function string    `json:"function"` // activation or pooling; of the answer softmax or sigmoid
	Votes    []float64 `json:"votes,omitempty"`
}

func (r *Run) sum() (v Sum) {
	at := r.chosen
	s, before := &r.plan.Stages[at.stage], &r.plan.Stages[at.stage-1]
	field := r.fields[0]
	v = Sum{
		Stage: at.stage, Plane: at.plane, X: at.x, Y: at.y, Block: s.Block, Kind: s.Kind.String(), Planes: before.Planes, From: at.plane, Kernel: s.Window.KernelH,
		Sees: [2]int{field.Y1 - field.Y0, field.X1 - field.X0}, Function: r.plan.Spec.Activation,
	}
	switch s.Kind {
	case convnet.Conv:
		r.sumConv(&v, s, before)
	case convnet.Pool:
		v.In, v.Function = r.under(at.stage, at.plane, nil), r.plan.Spec.Pool
	default:
		_, b := r.eye.params(at.stage)
		v.Votes = numbers(r.edges[at.stage][at.plane*before.Planes:][:before.Planes])
		v.From = strongest(r.edges[at.stage][at.plane*before.Planes:][:before.Planes], false)
		v.Bias = tidy(float64(b[at.plane]))
		pre, _ := r.eye.before(at.stage)
		v.Sum = tidy(float64(pre.Data[at.plane]))
	}
	v.Out = tidy(float64(r.eye.of(at.stage, 0, at.plane)[max(at.y, 0)*s.Width+max(at.x, 0)]))
	if s.Kind == convnet.Answer {
		v.Out, v.Function = tidy(float64(r.outputs[at.plane])), "softmax"
		if r.plain {
			v.Function = "sigmoid"
		}
	}
	return v
}

// sumConv fills in a convolution's.
func (r *Run) sumConv(v *Sum, s, before *convnet.Stage) {
	w, b := r.eye.params(v.Stage)
	k := s.Window.Area()
	var total, most float64
	for in := range before.Planes {
		weights := w[(v.Plane*before.Planes+in)*k:][:k]
		product := 0.0
		for i, x := range r.under(v.Stage, in, nil) {
			product += x * float64(weights[i])
		}
		total += product
		if in == 0 || math.Abs(product) > math.Abs(most) {
			most, v.From = product, in
		}
	}
	v.Weights, v.In = numbers(w[(v.Plane*before.Planes+v.From)*k:][:k]), r.under(v.Stage, v.From, tidy)
	v.Product, v.Rest, v.Bias = tidy(most), tidy(total-most), tidy(float64(b[v.Plane]))
	whole := total + float64(b[v.Plane])
	v.Sum = tidy(whole)
	pre, _ := r.eye.before(v.Stage)
	pixel := v.Y*s.Width + v.X
	left := float64(pre.Data[v.Plane*s.Height*s.Width+pixel])
	if s.Shortcut {
		around := float64(r.eye.of(v.Stage-1, 0, v.Plane)[pixel])
		left -= around
		around = tidy(around)
		v.Shortcut = &around
	}
	if s.Norm {
		left = tidy(left)
		v.Norm = &left
	}
}

// under is what stands below the window of the chosen pixel on a plane of the stage before (k, k): 0 beyond the border.
func (r *Run) under(stage, plane int, as func(float64) float64) []float64 {
	s, before := &r.plan.Stages[stage], &r.plan.Stages[stage-1]
	values, win := r.eye.of(stage-1, 0, plane), s.Window
	in := make([]float64, 0, win.Area())
	for y := r.chosen.y*win.Stride - win.Top; len(in) < win.Area(); y++ {
		for i := range win.KernelW {
			x, v := r.chosen.x*win.Stride-win.Left+i, 0.0
			if y >= 0 && y < before.Height && x >= 0 && x < before.Width {
				v = float64(values[y*before.Width+x])
			}
			if as != nil {
				v = as(v)
			}
			in = append(in, v)
		}
	}
	return in
}
