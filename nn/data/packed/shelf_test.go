package packed_test

import (
	"os"
	"strings"
	"testing"

	"github.com/whisker-lab/whisker/nn/data"
	"github.com/whisker-lab/whisker/nn/data/packed"
)

// Every file is one of a data set, as it was when that was written, and every measured data set has its file.
func TestShelf(t *testing.T) {
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	shelf := data.Shelf{}
	for _, entry := range entries {
		if !strings.HasSuffix(entry.Name(), ".bin") {
			continue
		}
		b, err := os.ReadFile(entry.Name())
		if err == nil {
			err = shelf.Put(entry.Name(), b)
		}
		if err != nil {
			t.Error(err)
		}
	}
	for _, s := range data.All {
		if err := s.Lacks(shelf); err != nil {
			t.Errorf("%s: %v", s.Name, err)
		}
		if opened, err := s.Open(shelf); err == nil && s.Real && (len(opened.Table.Class) != s.Max || len(opened.Table.Classes) != s.Classes) {
			t.Errorf("%s: %d rows of %d classes; want %d of %d", s.Name, len(opened.Table.Class), len(opened.Table.Classes), s.Max, s.Classes)
		}
	}
	if got := len(packed.Shelf()); got != len(shelf) {
		t.Errorf("%d files on the shelf; %d lie here", got, len(shelf))
	}
}
