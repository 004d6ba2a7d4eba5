package groups

import "testing"

// However long a run is, its curve stays short, rises from left to right and ends at the newest step.
func TestTrail(t *testing.T) {
	var tr trail
	for step := 1; step <= 5000; step++ {
		tr.add(step, float64(2*step))
		if tr.n > longest || tr.step(tr.n-1) != step {
			t.Fatalf("step %d: %d rows, the last one of step %d", step, tr.n, tr.step(tr.n-1))
		}
	}
	if tr.n < longest/4 {
		t.Errorf("only %d rows are left", tr.n)
	}
	for i := range tr.n {
		if tr.rows[2*i+1] != 2*tr.rows[2*i] || i > 0 && tr.step(i) <= tr.step(i-1) {
			t.Fatalf("row %d is %v", i, tr.rows[2*i:2*i+2])
		}
	}
	if n := testing.AllocsPerRun(100, func() { tr.add(6000, 1) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

// A class has the colour of the group that holds most of it, no two the same.
func TestDyes(t *testing.T) {
	d := &crowd{class: []int32{0, 0, 0, 1, 1, 1, 2, 2}}
	d.source.Classes = 3
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
