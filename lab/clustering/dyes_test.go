package clustering

import "testing"

// A class has the colour of the group that holds most of it, no two the same.
func TestDyes(t *testing.T) {
	d := &crowd{class: []int32{0, 0, 0, 1, 1, 1, 2, 2}}
	d.Source.Classes = 3
	for _, tt := range []struct {
		name  string
		group []int32
		want  [3]int32
	}{
		{"no groups", nil, [3]int32{0, 1, 2}},
		{"the same", []int32{0, 0, 0, 1, 1, 1, 2, 2}, [3]int32{0, 1, 2}},
		{"others", []int32{2, 2, 2, 0, 0, 0, 1, 1}, [3]int32{2, 0, 1}},
		{"both want one", []int32{1, 1, 1, 1, 1, 0, 2, 2}, [3]int32{1, 0, 2}},
		{"some in none", []int32{-1, -1, 4, 4, -1, -1, 4, 4}, [3]int32{0, 1, 4}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := [3]int32(d.dyes(tt.group)); got[0] == got[1] || got[1] == got[2] || got[0] == got[2] || got != tt.want {
				t.Errorf("%v; want %v", got, tt.want)
			}
		})
	}
}
