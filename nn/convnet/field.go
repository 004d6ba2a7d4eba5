package convnet

// Rect is pixels of a plane, half open.
type Rect struct{ X0, Y0, X1, Y1 int }

// nowhere is what there is of stages behind the one that is looked from.
var nowhere = Rect{-1, -1, -1, -1}

// Fields sets into (one for each stage) to what a pixel of a stage sees of each stage before it, and of itself; stages behind it have
// −1 throughout. Behind a dense layer everything is seen.
func (p *Plan) Fields(into []Rect, stage, x, y int) {
	for i := range into {
		into[i] = nowhere
	}
	at := Rect{x, y, x + 1, y + 1}
	into[stage] = at
	for i := stage; i > 0; i-- {
		s, before := &p.Stages[i], &p.Stages[i-1]
		if s.Kind == Dense || s.Kind == Answer {
			at = Rect{0, 0, before.Width, before.Height}
		} else {
			at = at.under(s, before)
		}
		into[i-1] = at
	}
}

// under is what a rectangle of a stage sees of the one before.
func (r Rect) under(s, before *Stage) Rect {
	w := s.Window
	return Rect{
		max(r.X0*w.Stride-w.Left, 0), max(r.Y0*w.Stride-w.Top, 0),
		min((r.X1-1)*w.Stride-w.Left+w.KernelW, before.Width), min((r.Y1-1)*w.Stride-w.Top+w.KernelH, before.Height),
	}
}

// Reach is the side of what a pixel of a stage sees of the picture where no border cuts it off, in height and width, and the place
// of its first pixel for the pixel 0, 0: that of the others follows by Step.
type Reach struct{ Side, First, Step int }

// Reaches is the reach of each stage up to the last that has maps; a dense stage sees all, and has the picture's larger side.
func (p *Plan) Reaches() []Reach {
	reaches := make([]Reach, len(p.Stages))
	reaches[0] = Reach{Side: 1, Step: 1}
	for i := 1; i < len(p.Stages); i++ {
		s, before := &p.Stages[i], reaches[i-1]
		if s.Kind == Dense || s.Kind == Answer {
			reaches[i] = Reach{Side: max(p.Spec.Height, p.Spec.Width)}
			continue
		}
		reaches[i] = Reach{
			Side: before.Side + (s.Window.KernelW-1)*before.Step, First: before.First - s.Window.Left*before.Step, Step: before.Step * s.Window.Stride,
		}
	}
	return reaches
}
