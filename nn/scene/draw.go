package scene

import "math/rand/v2"

// Side is the height and width of a picture, Pixels how many pixels it has.
const (
	Side   = 14
	Pixels = Side * Side
)

// sides is how large a thing is, small and big: two big ones just fill a side.
var sides = [...]int{5, 7}

// shapes are the things, small and big, row by row: ring, square, cat.
var shapes = [...][3]string{{
	".###." +
		"#...#" +
		"#...#" +
		"#...#" +
		".###.",
	"#####" +
		"#####" +
		"#####" +
		"#####" +
		"#####",
	"#...#" +
		"##.##" +
		"#####" +
		"#.#.#" +
		"..#..",
}, {
	".#####." +
		"#######" +
		"##...##" +
		"##...##" +
		"##...##" +
		"#######" +
		".#####.",
	"#######" +
		"#######" +
		"#######" +
		"#######" +
		"#######" +
		"#######" +
		"#######",
	"#.....#" +
		"##...##" +
		"#######" +
		"#..#..#" +
		"#######" +
		"..###.." +
		"...#...",
}}

// Draw sets dst (Side, Side) to a drawing of a whole prompt, from 0 for paper to 1 for ink. Where exactly things stand is left to chance.
func Draw(dst []float32, p Prompt, r *rand.Rand) {
	if !p.Whole() {
		panic(badPrompt)
	}
	clear(dst[:Pixels])
	side := sides[p[Size]]
	along := Side - side
	starts := [2]int{min(max(along/2+r.IntN(3)-1, 0), along), -1}
	if p[Number] == 1 {
		left := along - side // over along the side
		first := r.IntN(left/2 + 1)
		starts = [2]int{first, first + side + r.IntN(left-first+1)}
	}
	for _, at := range starts {
		if at < 0 {
			continue
		}
		x, y := 0, at
		switch p[Place] {
		case 1:
			x = along
		case 2:
			x, y = at, 0
		case 3:
			x, y = at, along
		}
		for i, c := range shapes[p[Size]][p[Shape]] {
			if c == '#' {
				dst[(y+i/side)*Side+x+i%side] = 1
			}
		}
	}
}
