package forgery

import (
	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/lab"
)

// Kinds of rows of the wall.
const (
	printed = iota // the fakes of an earlier moment
	later          // there is room for those of a moment that has not come
	live           // the fakes as they are now
	genuine        // real digits
)

// Paint is part of lab.Run.
func (r *Run) Paint(f *frame.Frame, _ lab.Focus) {
	r.paintWall(f)
	r.paintWalk(f)
	for i := range r.trails {
		r.trails[i].Paint(f, trailNames[i])
	}
}

// paintWall adds the wall: wall (rows, classes, h·w) from 0 for paper to 1 for ink, wall/rows (rows, 2) of kind and turn, wall/size (2) of a
// picture's height and width, wall/reads (classes), what the grader takes the live ones for, and wall/from (1), the column of the walk,
// −1 for none.
func (r *Run) paintWall(f *frame.Frame) {
	m, s := r.measure(), r.set
	row, n := s.classes*s.size, len(moments)+2
	wall, rows := f.Add("wall", n, s.classes, s.size), f.Add("wall/rows", n, 2)
	for i, moment := range moments {
		kind := later
		if i < r.prints.n {
			kind = printed
			for j, b := range r.prints.rows[i] {
				wall[i*row+j] = float32(b) / 255
			}
		}
		rows[2*i], rows[2*i+1] = float32(kind), float32(moment)
	}
	at := len(moments)
	rows[2*at], rows[2*at+1] = live, float32(r.steps)
	copy(wall[at*row:], m.dark[:row])
	rows[2*at+2], rows[2*at+3] = genuine, 0
	for c := range s.classes {
		inks(wall[(at+1)*row+c*s.size:][:s.size], s.at(s.from[c]))
	}
	copy(f.Add("wall/size", 2), []float32{float32(s.Height), float32(s.Width)})
	reads := f.Add("wall/reads", s.classes)
	for c := range reads {
		reads[c] = float32(m.read[c])
	}
	from := f.Add("wall/from", 1)
	if from[0] = -1; r.walk.digit == r.walk.from {
		from[0] = float32(r.walk.from)
	}
}

// paintWalk adds the walk: walk/map (across·h, across·w), the fakes of noise from −reach to reach, the first number from left to right and the
// second upwards; walk/at (2), where the reader is; walk/reach (1); walk/fake and walk/near
// (h, w), the fake there and the nearest real digit of its kind; and walk/says (6): the digit that was asked for, what the grader takes
// the fake for and how surely, how real the discriminator thinks it, which share of the ink differs, and that of a digit nobody has seen.
func (r *Run) paintWalk(f *frame.Frame) {
	v, s := r.see(), r.set
	whole := f.Add("walk/map", across*s.Height, across*s.Width)
	for i := range places {
		for y := range s.Height {
			copy(whole[((i/across)*s.Height+y)*across*s.Width+(i%across)*s.Width:][:s.Width], v.dark[i*s.size+y*s.Width:])
		}
	}
	copy(f.Add("walk/at", 2), []float32{float32(r.walk.at[0]), float32(r.walk.at[1])})
	f.Add("walk/reach", 1)[0] = reach
	copy(f.Add("walk/fake", s.Height, s.Width), v.dark[places*s.size:])
	inks(f.Add("walk/near", s.Height, s.Width), s.at(v.near[0]))
	copy(f.Add("walk/says", 6), []float32{float32(r.walk.digit), float32(v.read[0]), v.sure[0], float32(v.belief), float32(v.apart), float32(r.unlike())})
}
