package window_test

import (
	"fmt"
	"math"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/lessons"
	"github.com/whisker-lab/whisker/lab/window"
	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/data/packed"
	"github.com/whisker-lab/whisker/nn/nntest"
)

// all are the lessons with their data.
var all = sync.OnceValue(func() []*lab.Lesson { return lessons.On(packed.Shelf()) })

func config(link string) lab.Config { return lab.ParseLink(all(), link) }

func open(t testing.TB, link string) *window.Run {
	t.Helper()
	r, err := window.New(config("#l=kernel" + link))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestConform(t *testing.T) {
	nntest.Conform(t, func(seed uint64) nn.Learner { return open(t, fmt.Sprintf("&kernel=random&seed=%d", seed)) }, map[string]float64{"speed": 5})
}

func FuzzLoad(f *testing.F) {
	nntest.FuzzLoad(f, func(t testing.TB, seed uint64) nn.Learner {
		return open(t, fmt.Sprintf("&kernel=random&seed=%d", seed))
	})
}

// arrays are what a session shows.
func arrays(link string) (f frame.Frame, st *lab.State) {
	s := lab.New(all(), "#l=kernel"+link)
	s.Snapshot(&f)
	return f, s.State()
}

// The map is the plain sum of products, written out, for windows and pictures of odd sizes, with and without a border, at every stride;
// ReLU and pooling are what they are said to be.
func TestMapIsThePlainSum(t *testing.T) {
	for _, data := range []string{"&data=digits", "&data=mnist&picture=3", "&photo=coffee", "&photo=coffee&colour=on", "&data=own&colour=on"} {
		for _, kernel := range []string{"edges", "blur", "random", "1,2,3,4,5,6,7,8,-9", "1,0,0,0,0,0,-1,0,0,0,0,0,2.5,0,0,0,0,0,1/9,0,0,0,0,0,-3", "1,0,0,0,0,0,0,0,0,0,0,0,0,2,0,0,0,0,0,0,0,0,0,0,0,0,-3"} {
			for _, size := range []string{"3", "5"} {
				for stride := 1; stride <= 3; stride++ {
					for _, padding := range []string{"none", "border"} {
						link := fmt.Sprintf("%s&kernel=%s&size=%s&stride=%d&padding=%s&pool=sum", data, kernel, size, stride, padding)
						var f frame.Frame
						open(t, link).Paint(&f, lab.Focus{})
						if wrong := plain(&f, stride); wrong != "" {
							t.Errorf("%s: %s", link, wrong)
						}
					}
				}
			}
		}
	}
}

// plain reckons a frame's map anew, and says what is otherwise.
func plain(f *frame.Frame, stride int) string {
	in, w, out := f.Array("window/seen"), f.Array("window/taps"), f.Array("window/map")
	planes, h, wide, k := in.Shape[0], in.Shape[1], in.Shape[2], w.Shape[1]
	pad := int(f.Array("window/slide").Data[1])
	if oh := (h+2*pad-k)/stride + 1; out.Shape[0] != oh {
		return fmt.Sprintf("%d rows; want %d", out.Shape[0], oh)
	}
	passed, pooled := f.Array("window/passed"), f.Array("window/pooled")
	for i, got := range out.Data {
		var want float64
		y, x := i/out.Shape[1]*stride-pad, i%out.Shape[1]*stride-pad
		for p := range planes {
			for a := range k * k {
				if iy, ix := y+a/k, x+a%k; iy >= 0 && ix >= 0 && iy < h && ix < wide {
					want += float64(in.Data[(p*h+iy)*wide+ix]) * float64(w.Data[p*k*k+a])
				}
			}
		}
		if math.Abs(float64(got)-want) > 1e-4 {
			return fmt.Sprintf("map[%d] = %v; want %v", i, got, want)
		}
		if passed.Data[i] != max(got, 0) {
			return fmt.Sprintf("after ReLU [%d] = %v of %v", i, passed.Data[i], got)
		}
	}
	if pooled == nil {
		return ""
	}
	for i, got := range pooled.Data {
		x, y, ow := i%pooled.Shape[1], i/pooled.Shape[1], out.Shape[1]
		var want float32
		for a := range 4 {
			want += passed.Data[(2*y+a/2)*ow+2*x+a%2]
		}
		if math.Abs(float64(got-want)) > 1e-4 {
			return fmt.Sprintf("pooled[%d] = %v; want %v", i, got, want)
		}
	}
	return ""
}

// What is written under the window adds up to what is written beside it, digit by digit, and is a row of true products.
func TestWhatIsWrittenAddsUp(t *testing.T) {
	for _, kernel := range []string{"edges", "blur", "sharpen", "outline", "emboss", "random", "0.1,0.2,0.3,-0.4,0.5,0.6,0.7,0.8,-0.9", "1/9,2/9,3/7,0,0,0,0.333,-1/6,5"} {
		for _, more := range []string{"", "&colour=on", "&size=5", "&padding=border&windowx=0&windowy=0", "&stride=2&windowx=20&windowy=30"} {
			_, st := arrays("&kernel=" + kernel + more)
			p := st.Panels.Of("window").(window.Panel)
			unit := math.Pow(10, float64(p.Digits))
			whole := func(v float64) int { return int(math.Round(v * unit)) }
			sum, parts := 0, 0
			for i, product := range p.Products {
				sum += whole(product)
				true := 0.0
				if p.Pixels[i] != nil {
					true = *p.Pixels[i] * p.Kernel[i]
				}
				if math.Abs(product-true) > 1.01/unit {
					t.Errorf("%s%s: %v × %v is written %v", kernel, more, p.Pixels[i], p.Kernel[i], product)
				}
			}
			for _, part := range p.Parts {
				parts += whole(part)
			}
			if sum != whole(p.Sum.Sum) || parts != sum {
				t.Errorf("%s%s: products of %d, parts of %d, the sum is %d", kernel, more, sum, parts, whole(p.Sum.Sum))
			}
			if math.Abs(st.Metrics["pixel"]-p.Sum.Sum) > 1e-9 {
				t.Errorf("%s%s: the readout has %v, the sum is %v", kernel, more, st.Metrics["pixel"], p.Sum.Sum)
			}
		}
	}
}

func TestPresetsDoWhatTheyAreCalled(t *testing.T) {
	f, _ := arrays("&kernel=identity&padding=border&after=none&pool=none")
	in, out := f.Array("window/seen"), f.Array("window/map")
	for i, v := range in.Data {
		if out.Data[i] != v {
			t.Fatalf("identity: pixel %d is %v; want %v", i, out.Data[i], v)
		}
	}
	if f.Array("window/pooled") != nil {
		t.Error("nothing is pooled, but it is shown")
	}
	for _, tt := range []struct {
		link   string
		metric string
		lo, hi float64
	}{
		{"&kernel=edges", "upright", 0.9, 1}, {"&kernel=edges&size=5", "upright", 0.9, 1}, {"&kernel=edges&photo=coffee", "upright", 0.7, 1},
		{"&kernel=lying", "upright", 0, 0.2}, {"&kernel=lying&size=5", "upright", 0, 0.25},
		{"&kernel=blur", "detail", 0.01, 0.03}, {"&kernel=identity", "detail", 0.04, 0.05}, {"&kernel=sharpen", "detail", 0.1, 1},
		{"&pool=max", "kept", 0.25, 0.25}, {"&pool=none", "kept", 1, 1}, {"&size=5", "numbers", 25, 25}, {"&colour=on", "numbers", 27, 27},
		{"&stride=2", "places", 31 * 31, 31 * 31}, {"&padding=border", "places", 64 * 64, 64 * 64},
	} {
		_, st := arrays(tt.link)
		if v := st.Metrics[tt.metric]; v < tt.lo || v > tt.hi {
			t.Errorf("%s: %s is %v; want %v to %v", tt.link, tt.metric, v, tt.lo, tt.hi)
		}
	}
	for name, numbers := range window.Sketches() {
		if len(numbers) != 9 {
			t.Errorf("%s has %d numbers in its picture", name, len(numbers))
		}
	}
}

// The window slides from where it was put down, row by row and round to there again, and what it has not seen is no number.
func TestSlidesEverywhereOnce(t *testing.T) {
	s := lab.New(all(), "#l=kernel&data=digits&windowx=4&windowy=2")
	places, seen := 36, map[[2]int]bool{}
	for n := range places + 1 {
		var f frame.Frame
		s.Snapshot(&f)
		at, unseen := f.Array("window/at").Data, 0
		for _, v := range f.Array("window/map").Data {
			if v != v {
				unseen++
			}
		}
		if want := places - n - 1; n > 0 && unseen != max(want, 0) || n == 0 && unseen != 0 {
			t.Errorf("after %d steps %d places are unseen", n, unseen)
		}
		seen[[2]int{int(at[0]), int(at[1])}] = true
		if n == places {
			break
		}
		step(t, s, 1)
	}
	st := s.State()
	if len(seen) != places || !st.Done || st.Narrator.Key != "narrator.window.done" || st.Metrics["column"] != 4 || st.Metrics["row"] != 2 {
		t.Errorf("%d places, done %v, says %v, at %v", len(seen), st.Done, st.Narrator, st.Metrics)
	}
}

func step(t testing.TB, s *lab.Session, n int) {
	t.Helper()
	do(t, s, fmt.Sprintf(`{"do":"step","n":%d}`, n))
}

func do(t testing.TB, s *lab.Session, text string) {
	t.Helper()
	m, err := lab.ParseMsg([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Apply(m); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	for s.Stepping() {
		s.Advance(time.Second)
	}
}

// Another kernel of the same size does not stop the window; what changes the map's size does.
func TestGoesOnWithOtherNumbers(t *testing.T) {
	s := lab.New(all(), "#l=kernel")
	for _, tt := range []struct {
		text string
		step int
		says string
	}{
		{`{"do":"step","n":9}`, 9, ""},
		{`{"do":"set","name":"kernel","value":"blur"}`, 9, "narrator.window.is.blur"},
		{`{"do":"set","name":"kernel","value":"1,1,1,0,0,0,-1,-1,-1"}`, 9, "narrator.window.own"},
		{`{"do":"set","name":"pool","value":"average"}`, 9, "narrator.changed.pool"},
		{`{"do":"set","name":"after","value":"none"}`, 9, "narrator.changed.after"},
		{`{"do":"set","name":"numbers","value":"on"}`, 9, "narrator.changed.numbers"},
		{`{"do":"set","name":"stride","value":2}`, 0, "narrator.changed.stride"},
		{`{"do":"step","n":5}`, 5, ""},
		{`{"do":"drop","x":3,"y":4}`, 0, "narrator.dropped"},
		{`{"do":"set","name":"kernel","value":"1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,-1"}`, 0, "narrator.window.own"},
	} {
		do(t, s, tt.text)
		if st := s.State(); st.Step != tt.step || tt.says != "" && st.Narrator.Key != tt.says {
			t.Errorf("%s: at step %d, says %s", tt.text, st.Step, st.Narrator.Key)
		}
	}
	if link := s.State().Link; !strings.Contains(link, "windowx=3&windowy=4") || !strings.Contains(link, "kernel=1,0,0,") {
		t.Errorf("the link %s does not say where the window is", link)
	}
}

// What a flat place comes to is next to nothing, and the narrator and the panel say what was found in the same word.
func TestSaysWhatItFinds(t *testing.T) {
	for link, want := range map[string]string{
		"": "edges.up", "&windowx=9&windowy=21": "edges.down", "&windowx=10&windowy=43": "flat", "&kernel=blur": "mixed", "&data=own&kernel=lying&windowx=19&windowy=36": "lying.up",
	} {
		s := lab.New(all(), "#l=kernel"+link)
		if says := s.State().Panels.Of("window").(window.Panel).Says; !strings.HasPrefix(says, want) {
			t.Errorf("%s: says %s; want %s", link, says, want)
		}
		step(t, s, 1)
		if st := s.State(); st.Narrator.Key != "narrator.window."+st.Panels.Of("window").(window.Panel).Says {
			t.Errorf("%s: the narrator says %s, the panel %s", link, st.Narrator.Key, st.Panels.Of("window").(window.Panel).Says)
		}
	}
}
