package viz

import "github.com/whisker-lab/whisker/viz/shape"

// paleness is how much is left of points while others are lit.
const paleness = 0.3

// tiny is the radius below which a hollow point would be all outline.
const tiny = 2.2

// dots draws the points: those of the training set filled, over them those of the test set hollow, and over all a ring about
// those that are lit. Where they are crowded they have no outline: they would be all outline.
func (v *plot) dots(p *Picture, s *Scene) {
	radius, plain := v.radius(), len(v.points) > crowded
	v.each(func(i int, x, y float64, class int, test bool) {
		switch {
		case !test && plain:
			_, ink := v.inks(s, i, class)
			p.Over.Marker(class, x, y, radius, 0, ink)
		case !test:
			surface, ink := v.inks(s, i, class)
			p.Over.Rimmed(class, x, y, radius, 0.5, -0.5, false, ink, surface)
			v.rim(p, s, x, y, radius-0.5)
		}
	})
	v.each(func(i int, x, y float64, class int, test bool) {
		if test {
			surface, ink := v.inks(s, i, class)
			if radius < tiny {
				p.Over.Marker(class, x, y, radius, 0, ink)
				return
			}
			p.Over.Rimmed(class, x, y, radius-0.2, 0.8, -0.8, true, ink, surface)
			v.rim(p, s, x, y, radius+0.6)
		}
	})
	v.each(func(i int, x, y float64, _ int, _ bool) {
		if at(v.lit, i) != 0 {
			p.Over.Disc(x, y, radius+3, 3.5, shape.Of(s.Theme.Surface, 1))
			p.Over.Disc(x, y, radius+3, 2, shape.Of(s.Theme.Nose, 1))
		}
	})
}

// inks are a point's outline and its own colour.
func (v *plot) inks(s *Scene, i, class int) (surface, ink shape.Ink) {
	opacity := 1.0
	if v.lit != nil && at(v.lit, i) == 0 {
		opacity = paleness
	}
	colour := s.Theme.Class(class)
	if v.value != nil {
		colour = s.Strong.At(at(v.value, i))
	}
	return shape.Of(s.Theme.Surface, opacity), shape.Of(colour, opacity)
}

// rim keeps a point of a value near 0 visible, whose colour is the paper's.
func (v *plot) rim(p *Picture, s *Scene, x, y, radius float64) {
	if v.value != nil {
		p.Over.Disc(x, y, radius, 0.75, shape.Of(s.Theme.Ink, 0.55))
	}
}
