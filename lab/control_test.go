package lab_test

import (
	"strings"
	"testing"

	"github.com/whisker-lab/whisker/lab"
)

// listed is a lesson with a choice for each of at most three layers.
func listed() []*lab.Lesson {
	return []*lab.Lesson{{ID: "toy", New: newToy, Controls: []lab.Control{
		{Name: "bend", Kind: lab.Select, Default: "a", Options: []string{"a", "b", "c"}, Each: true, Most: 3, Effect: lab.Rebuild},
		{Name: "plain", Kind: lab.Select, Default: "a", Options: []string{"a", "b"}, Effect: lab.Rebuild},
	}}}
}

func TestChoiceForEachLayer(t *testing.T) {
	tests := []struct{ name, link, want string }{
		{"one", "bend=b", "bend=b"},
		{"several", "bend=a,b,c", "bend=a,b,c"},
		{"all alike", "bend=b,b,b", "bend=b"},
		{"what repeats at the end", "bend=a,c,c", "bend=a,c"},
		{"what repeats in the middle", "bend=c,c,b", "bend=c,c,b"},
		{"more than there may be", "bend=a,b,c,b,a,b", "bend=a,b,c"},
		{"alike up to where it is cut off", "bend=b,b,b,c", "bend=b"},
		{"the default, spelt out", "bend=a,a", ""},
		{"one that is none", "bend=a,d", ""},
		{"an empty one", "bend=a,,b", ""},
		{"a hundred thousand", "bend=" + strings.Repeat("a,", 50_000) + "b", ""},
		{"a list where one is wanted", "plain=a,b", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			want := "#l=toy"
			if tt.want != "" {
				want += "&" + tt.want
			}
			c := lab.ParseLink(listed(), "#l=toy&"+tt.link)
			if got := c.Link(); got != want {
				t.Errorf("%s; want %s", got, want)
			}
			if again := lab.ParseLink(listed(), c.Link()).Link(); again != c.Link() {
				t.Errorf("%s becomes %s", c.Link(), again)
			}
		})
	}
	if got := lab.ParseLink(listed(), "#l=toy&bend=a,b").Texts("bend"); len(got) != 2 || got[1] != "b" {
		t.Errorf("%v", got)
	}
}
