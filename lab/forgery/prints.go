package forgery

// moments are the turns after which a print of the wall's fakes is kept.
var moments = [...]int{0, 200, 500, 2000}

// prints are what the fakes of the wall, one of each digit and each of its own noise, were after some turns.
type prints struct {
	n    int                  // that there are
	rows [len(moments)][]byte // (classes, size) 255 for ink
}

func (p *prints) room(s *set) {
	for i := range p.rows {
		p.rows[i] = make([]byte, s.classes*s.size)
	}
}

// due tells whether a print is to be kept after so many turns.
func (p *prints) due(steps int) bool { return p.n < len(moments) && steps == moments[p.n] }

// keep keeps one.
func (r *Run) keep() {
	p, s := &r.prints, r.set
	m := r.measure()
	for i, v := range m.dark[:s.classes*s.size] {
		p.rows[p.n][i] = byte(255*v + 0.5)
	}
	p.n++
}
