package palette

// Theme is the page's colours by the names of its CSS variables.
type Theme struct {
	Bg         Colour `json:"bg"`
	Surface    Colour `json:"surface"`
	Well       Colour `json:"well"`
	Line       Colour `json:"line"`
	LineStrong Colour `json:"lineStrong"`
	Ink        Colour `json:"ink"`
	Ink2       Colour `json:"ink2"`
	Ink3       Colour `json:"ink3"`
	Neg        Colour `json:"neg"`
	Zero       Colour `json:"zero"`
	Pos        Colour `json:"pos"`
	NegHeat    Colour `json:"negHeat"`
	PosHeat    Colour `json:"posHeat"`
	Nose       Colour `json:"nose"`
	C1         Colour `json:"c1"`
	C2         Colour `json:"c2"`
	C3         Colour `json:"c3"`
	C4         Colour `json:"c4"`
	C5         Colour `json:"c5"`
	C6         Colour `json:"c6"`
}

// Classes is how many classes have a colour and a shape of their own.
const Classes = 6

// Class is the colour of class i; more classes than there are colours are all grey.
func (t *Theme) Class(i int) Colour {
	all := [Classes]Colour{t.C1, t.C2, t.C3, t.C4, t.C5, t.C6}
	if i < 0 || i >= Classes {
		return t.Ink3
	}
	return all[i]
}

// Sign is the colour of a weight or a bias.
func (t *Theme) Sign(v float32) Colour {
	if v < 0 {
		return t.Neg
	}
	return t.Pos
}
