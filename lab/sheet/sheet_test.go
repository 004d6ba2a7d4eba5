package sheet_test

import (
	"fmt"
	"os"
	"testing"

	"github.com/whisker-lab/whisker/lab/sheet"
)

// Tables as people have them.
func TestFound(t *testing.T) {
	for _, tt := range []struct{ file, want string }{
		{"cr-only.csv", "comma true 3 columns, classes of 24, 0 skipped"},
		{"sep-comma.csv", "comma true 3 columns, classes of 24, 0 skipped"},
		{"sep-semicolon.csv", "semicolon true 3 columns, classes of 24, 0 skipped"},
	} {
		t.Run(tt.file, func(t *testing.T) {
			text, err := os.ReadFile("testdata/" + tt.file)
			if err != nil {
				t.Fatal(err)
			}
			st := sheet.Open(string(text)).State()
			got := fmt.Sprintf("%s %v %d columns, %s of %d, %d skipped", st.Separator, st.Header, len(st.Columns), st.Kind, st.Good, st.Skipped)
			if got != tt.want {
				t.Errorf("%s %s; want %s", got, st.Error, tt.want)
			}
		})
	}
}
