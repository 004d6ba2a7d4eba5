package lab_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/lessons"
)

func TestParseLink(t *testing.T) {
	long := strings.Repeat("9", 1<<17)
	tests := []struct{ name, link, want string }{
		{"nothing", "", "#l=toy"},
		{"only the mark", "#", "#l=toy"},
		{"a whole address", "https://example.org/x?y=1#l=other&by=2", "#l=other&by=2"},
		{"defaults are left out", "#l=toy&by=1&layers=4,2&show=on", "#l=toy"},
		{"sorted", "#seed=3&by=2&l=toy", "#l=toy&by=2&seed=3"},
		{"an unknown lesson", "#l=alchemy&by=2", "#l=toy&by=2"},
		{"unknown keys", "#by=2&utm=1&__proto__=7&=&&==", "#l=toy&by=2"},
		{"the first counts", "#by=2&by=3", "#l=toy&by=2"},
		{"a first that is none still counts", "#by=x&by=3", "#l=toy"},
		{"too large", "#by=1e300&noise=1e999&seed=" + long, "#l=toy&by=100&noise=0.5"},
		{"too small", "#by=-5&noise=-1e999", "#l=toy&by=0&noise=0"},
		{"no numbers", "#by=banana&noise=NaN&seed=", "#l=toy"},
		{"infinite", "#by=Infinity&noise=-Inf", "#l=toy"},
		{"whole where it must be", "#seed=2.5&end=7.4", "#l=toy&end=7&seed=3"},
		{"six digits", "#by=0.12345678", "#l=toy&by=0.123457"},
		{"hexadecimal", "#by=0x10p0", "#l=toy&by=16"},
		{"no layers", "#layers=", "#l=toy&layers="},
		{"layers", "#layers=1,2,3", "#l=toy&layers=1,2,3"},
		{"layers, escaped", "#layers=1%2C2", "#l=toy&layers=1,2"},
		{"a tower loses its top", "#layers=1,2,3,4,5", "#l=toy&layers=1,2,3"},
		{"layers too wide and too narrow", "#layers=99,-3", "#l=toy&layers=16,1"},
		{"layers that are none", "#layers=1,x", "#l=toy"},
		{"inputs in their own order", "#inputs=c,a,c", "#l=toy&inputs=a,c"},
		{"no inputs", "#inputs=", "#l=toy"},
		{"inputs that are none", "#inputs=a,d", "#l=toy"},
		{"a choice", "#batch=all", "#l=toy&batch=all"},
		{"a number beside the choices", "#batch=7", "#l=toy&batch=7"},
		{"a number beyond them", "#batch=1000", "#l=toy&batch=50"},
		{"no choice", "#size=3", "#l=toy"},
		{"a switch", "#show=false", "#l=toy&show=off"},
		{"no switch", "#show=maybe", "#l=toy"},
		{"broken escapes", "#by=%zz&size=%E0%A4%A&seed=5", "#l=toy&seed=5"},
		{"a second run", "#vs=by:3", "#l=toy&vs=by:3"},
		{"a second run, escaped", "#vs=layers%3A1%2C2", "#l=toy&vs=layers:1,2"},
		{"a second run within bounds", "#vs=by:1e9", "#l=toy&vs=by:100"},
		{"a second run that is no other", "#by=7&vs=by:7.0", "#l=toy&by=7"},
		{"a second run in what is not compared", "#vs=seed:3", "#l=toy"},
		{"a second run in nothing", "#vs=&vs=by:3", "#l=toy"},
		{"a second run of nonsense", "#vs=by:fast", "#l=toy"},
		{"spaces", "#by=+2+&seed=%205", "#l=toy&by=2&seed=5"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := lab.ParseLink(toys(), tt.link).Link()
			if tt.name == "too large" {
				got = strings.TrimSuffix(got, "&seed=999") // of so long a link only the beginning counts
			}
			if got != tt.want {
				t.Errorf("got %s; want %s", got, tt.want)
			}
		})
	}
}

// What a link says that was not taken as it stands.
func TestMisread(t *testing.T) {
	for _, tt := range []struct{ name, link, want string }{
		{"all well", "#l=toy&by=2&layers=1,2&show=off&hide=by", ""},
		{"nothing", "#", ""},
		{"a place in a page", "#footnote", ""},
		{"what others hang on links", "#l=toy&utm_source=x&fbclid=1", ""},
		{"a lesson that is none", "#l=alchemy&by=2", "l lesson alchemy toy"},
		{"a setting that is none", "#l=toy&bye=2", "bye key 2 "},
		{"values that are none", "#l=toy&by=banana&inputs=a,d", "by value banana 1; inputs value a,d a"},
		{"beyond the limits", "#l=toy&by=1e300&layers=99,-3", "by limit 1e300 100; layers limit 99,-3 16,1"},
		{"a tower that loses its top", "#l=toy&layers=1,2,3,4,5", "layers limit 1,2,3,4,5 1,2,3"},
		{"the same in other words", "#l=toy&by=0x10p0&show=false&inputs=c,a&seed=+5", ""},
		{"rounded", "#l=toy&seed=2.5", "seed limit 2.5 3"},
		{"damaged", "#l=toy&by=%zz&w=zzz!&points=AQ&pictures=x", "by damaged %zz ; points damaged  ; pictures damaged  ; w damaged  "},
		{"a second run of nonsense", "#l=toy&vs=by:fast", "vs value by:fast "},
		{"cut", "#l=toy&seed=1" + strings.Repeat("&", 1<<16), " cut  "},
		{"without its mark", "l=toy&by=banana", "by value banana 1"},
		{"as letters write it", "#l=toy&amp;by=2&amp;show=maybe", "show value maybe on"},
		{"as chats write it", "#l=toy%26by=2%26bye=3", "bye key 3 "},
		{"at the end of a sentence", "#l=toy&by=2).", ""},
		{"markup", "#l=toy&%3Cb%3E=1&<b>=2", "%3Cb%3E key 1 ; <b> key 2 "},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, misread := lab.ReadLink(toys(), tt.link)
			var got []string
			for _, m := range misread {
				got = append(got, fmt.Sprintf("%s %s %s %s", m.Key, m.Why, m.Text, m.Now))
			}
			if strings.Join(got, "; ") != tt.want {
				t.Errorf("%q; want %q", strings.Join(got, "; "), tt.want)
			}
		})
	}
	for link, want := range map[string]string{"l=toy&by=2": "#l=toy&by=2", "#l=toy&amp;by=2": "#l=toy&by=2", "#l=toy%26by=2": "#l=toy&by=2", "#l=toy&by=2.": "#l=toy&by=2", "https://example.org/?by=2": "#l=toy"} {
		if got := lab.ParseLink(toys(), link).Link(); got != want {
			t.Errorf("%s leads to %s; want %s", link, got, want)
		}
	}
	s := lab.New(toys(), "#l=toy&by=banana")
	if got := s.State().Misread; len(got) != 1 {
		t.Errorf("a session begins with %v", got)
	}
	if err := order(s, `{"do":"link","link":"#l=toy&by=3"}`); err != nil || s.State().Misread != nil {
		t.Errorf("another link left %v, %v", s.State().Misread, err)
	}
}

// FuzzParseLink: whatever the bytes, every value of the config is one that its control accepts as it stands, and the link
// that is written leads to the same config.
func FuzzParseLink(f *testing.F) {
	for _, link := range []string{"", "#l=layers&lr=0.1&layers=8,8&inputs=x1,sinx1&batch=all&data=xor", "#l=toy&by=1e-9&layers=,&batch=0.5", "#l=other&show=1&size=2.5&seed=-0&noise=%2D0", "#l=layers&vs=layers:9,9", "#l=toy&vs=by:%31"} {
		f.Add(link)
	}
	all := append(lessons.All(), toys()...)
	f.Fuzz(func(t *testing.T, link string) {
		c := lab.ParseLink(all, link)
		for _, control := range c.Lesson().Controls {
			value := c.Text(control.Name)
			if again, err := control.Parse(value); err != nil || again != value {
				t.Errorf("%q: %s=%q is read again as %q, %v", link, control.Name, value, again, err)
			}
		}
		again := lab.ParseLink(all, c.Link())
		if again.Link() != c.Link() || again.Lesson() != c.Lesson() {
			t.Errorf("%q leads to %s, that to %s", link, c.Link(), again.Link())
		}
		for _, control := range c.Lesson().Controls {
			if a, b := c.Text(control.Name), again.Text(control.Name); a != b {
				t.Errorf("%s: %s is %q, then %q", c.Link(), control.Name, a, b)
			}
		}
	})
}

func TestFormatNumber(t *testing.T) {
	for _, tt := range []struct {
		v    float64
		want string
	}{
		{0, "0"}, {1, "1"}, {-2.5, "-2.5"}, {0.1, "0.1"}, {0.1 + 0.2, "0.3"}, {1e-4, "0.0001"}, {1e21, "1000000000000000000000"},
		{1.0 / 3, "0.333333"}, {999_999, "999999"}, {1_234_567, "1234570"},
	} {
		if got := lab.FormatNumber(tt.v); got != tt.want {
			t.Errorf("FormatNumber(%v) is %s; want %s", tt.v, got, tt.want)
		}
	}
}

// What a config says of a control, by the ways there are to ask.
func TestConfig(t *testing.T) {
	c := lab.ParseLink(toys(), "#layers=3,1&inputs=a,c&by=2.5&show=off")
	if got := c.Ints("layers"); !slices.Equal(got, []int{3, 1}) {
		t.Errorf("layers are %v", got)
	}
	if got := lab.ParseLink(toys(), "#layers=").Ints("layers"); len(got) != 0 {
		t.Errorf("no layers are %v", got)
	}
	if c.Number("by") != 2.5 || c.Number("inputs") != 0 || c.On("show") || c.Text("inputs") != "a,c" {
		t.Errorf("by %v, inputs %v %q, show %v", c.Number("by"), c.Number("inputs"), c.Text("inputs"), c.On("show"))
	}
	if !c.Has("end") || c.Has("banana") {
		t.Error("it has not what it has, or what it has not")
	}
	if c.Rand("seed", 1).Uint64() != c.Rand("seed", 1).Uint64() || c.Rand("seed", 1).Uint64() == c.Rand("seed", 2).Uint64() {
		t.Error("randomness does not go by seed and purpose")
	}
	defer func() {
		if recover() == nil {
			t.Error("a control that is none is no bug")
		}
	}()
	c.Text("banana")
}

// The page shows numbers as numbers, and what may be a word as a word.
func TestControlsInJSON(t *testing.T) {
	s := lab.New(toys(), "#batch=7&size=2.5&show=off")
	want := map[string]any{
		"by": 1.0, "noise": 0.1, "layers": "4,2", "inputs": "a", "batch": "7", "size": 2.5, "show": "off", "seed": 1.0, "end": 0.0, "burst": 0.0,
	}
	if got := s.State().Controls; !maps.Equal(got, want) {
		t.Errorf("got %v; want %v", got, want)
	}
}
