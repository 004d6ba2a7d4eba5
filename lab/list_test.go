package lab_test

import (
	"strings"
	"testing"

	"github.com/whisker-lab/whisker/lab"
)

// kernels is a lesson with a kernel and nothing else.
func kernels() *lab.Lesson {
	return &lab.Lesson{ID: "k", Controls: []lab.Control{
		{Name: "numbers", Kind: lab.Kernel, Min: -100, Max: 100, Default: "soft", Options: []string{"soft"}, Counts: []int{4, 9}},
	}}
}

func TestListsOfNumbers(t *testing.T) {
	for _, tt := range []struct{ text, link string }{
		{"soft", ""},
		{"1,2,3,4", "1,2,3,4"},
		{" 1 , -2.50, +3,-0", "1,-2.5,3,0"},
		{"0.12345,1e3,-1e3,1e-9", "0.123,100,-100,0"},
		{"1/9,-2/3,+4/2,0/5", "1/9,-2/3,4/2,0/5"},
		{"1,2,3", "no"}, {"1,2,3,4,5", "no"}, {"", "no"}, {"1,2,3,x", "no"}, {"1,2,3,1/0", "no"}, {"1,2,3,1/-3", "no"}, {"1,2,3,NaN", "no"}, {"1,2,3,1.5/2", "no"},
		{"1,2,3,999/2", "no"}, {"1,2,3," + strings.Repeat("0", 1<<12), "no"},
	} {
		c := lab.ParseLink([]*lab.Lesson{kernels()}, "#l=k&numbers="+strings.ReplaceAll(tt.text, "+", "%2B"))
		want := tt.link
		if want == "no" || want == "" {
			want = "soft"
		}
		if got := c.Text("numbers"); got != want {
			t.Errorf("%q is %q; want %q", tt.text, got, want)
		}
		if numbers := c.Numbers("numbers"); (numbers == nil) != (want == "soft") {
			t.Errorf("%q: numbers %v", tt.text, numbers)
		}
	}
	if c := lab.ParseLink([]*lab.Lesson{kernels()}, "#l=k&numbers=1/4,-3,0.5,2"); c.Numbers("numbers")[0] != 0.25 || c.Numbers("numbers")[2] != 0.5 {
		t.Errorf("numbers %v", c.Numbers("numbers"))
	}
}

// Whatever a link holds, what is read of it is written the same again.
func FuzzListsOfNumbers(f *testing.F) {
	for _, seed := range []string{"1,2,3,4", "1/9,-2/3,4/2,0/5", "soft", "1e300,-1e-300,Inf,1/1"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		c := lab.ParseLink([]*lab.Lesson{kernels()}, "#l=k&numbers="+text)
		again := lab.ParseLink([]*lab.Lesson{kernels()}, c.Link())
		if c.Text("numbers") != again.Text("numbers") {
			t.Errorf("%q is %q, then %q", text, c.Text("numbers"), again.Text("numbers"))
		}
		for _, v := range c.Numbers("numbers") {
			if !(v >= -100 && v <= 100) {
				t.Errorf("%q holds %v", text, v)
			}
		}
	})
}
