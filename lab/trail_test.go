package lab

import "testing"

// However long a run is, its curve stays short, rises from left to right and ends at the newest step.
func TestTrail(t *testing.T) {
	var tr Trail
	for step := 1; step <= 5000; step++ {
		tr.Add(step, float64(2*step))
		if tr.n > longestTrail || tr.step(tr.n-1) != step {
			t.Fatalf("step %d: %d rows, the last one of step %d", step, tr.n, tr.step(tr.n-1))
		}
	}
	if tr.n < longestTrail/4 {
		t.Errorf("only %d rows are left", tr.n)
	}
	for i := range tr.n {
		if tr.rows[2*i+1] != 2*tr.rows[2*i] || i > 0 && tr.step(i) <= tr.step(i-1) {
			t.Fatalf("row %d is %v", i, tr.rows[2*i:2*i+2])
		}
	}
	if n := testing.AllocsPerRun(100, func() { tr.Add(6000, 1) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
