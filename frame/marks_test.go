package frame_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/whisker-lab/whisker/frame"
)

func ExampleMarks() {
	var f frame.Frame
	rows := frame.Marks[frame.Arrow](&f, "arrows", 1)
	rows[0] = frame.Arrow{X2: 1, Y2: 2, Class: frame.Ink, Opacity: 1}
	fmt.Println(f.Array("arrows").Shape, f.Array("arrows").Data)
	// Output: [1 6] [0 0 1 2 -2 1]
}

// What is written as marks is read as the same marks on the other side; an array that is cut short has its whole rows.
func TestMarks(t *testing.T) {
	var f, g frame.Frame
	want := []frame.Note{{1, 2, 3, 4, 5}, {6, 7, 8, 9, 10}}
	copy(frame.Marks[frame.Note](&f, "notes", 2), want)
	frame.Marks[frame.Ring](&f, "none", 0)
	copy(f.Add("short", 7), []float32{1, 2, 3, 4, 5, 6, 7})
	if err := g.Decode(f.Append(nil)); err != nil {
		t.Fatal(err)
	}
	if got := frame.MarksOf[frame.Note](&g, "notes"); !slices.Equal(got, want) {
		t.Errorf("%v; want %v", got, want)
	}
	if got := frame.MarksOf[frame.Note](&g, "short"); !slices.Equal(got, []frame.Note{{1, 2, 3, 4, 5}}) {
		t.Errorf("of seven numbers %v", got)
	}
	for _, name := range []string{"none", "missing"} {
		if got := frame.MarksOf[frame.Ring](&g, name); len(got) != 0 {
			t.Errorf("%s holds %v", name, got)
		}
	}
}
