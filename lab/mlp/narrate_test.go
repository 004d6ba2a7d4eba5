package mlp

import (
	"testing"

	"github.com/whisker-lab/whisker/lab"
)

// A curve that rises is not called learning.
func TestTrend(t *testing.T) {
	for _, tt := range []struct {
		name        string
		train, test float64 // by which the loss grows from row to row
		rows        int
		want        string
	}{
		{"both fall", -1, -1, 20, "learning"},
		{"both stand", 0, 0, 20, "learning"},
		{"too short to tell", -1, 1, trendFrom - 1, "learning"},
		{"the test loss rises", -1, 1, trendFrom, "trained"},
		{"and for long", -1, 1, 200, "trained"},
		{"both rise", 1, 1, 20, "worse"},
		{"only the training loss rises", 1, -1, 20, "learning"},
	} {
		var h lab.History
		for i := range tt.rows {
			h.Rows = append(h.Rows, lab.Score{Epoch: float64(i), Train: 300 + tt.train*float64(i), Test: 300 + tt.test*float64(i)})
		}
		if got := trend(&h, "learning", "trained", "worse"); got != tt.want {
			t.Errorf("%s: %s; want %s", tt.name, got, tt.want)
		}
	}
}
