package images_test

import (
	"encoding/base64"
	"fmt"
	"math"
	"testing"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/images"
	"github.com/whisker-lab/whisker/nn/kernel"
)

func painted(r *images.Run) *frame.Frame {
	f := new(frame.Frame)
	r.Paint(f, lab.Focus{})
	return f
}

// The arithmetic of a pixel is what the map shows: window, rest and bias make the sum; normalised, with the way around and bent, it is
// the pixel.
func TestSum(t *testing.T) {
	for _, link := range []string{
		"weights=trained", "blocks=4x3,4x3,4x4s2v&residual=on&norm=layer&activation=tanh", "blocks=3x5p2,3x3p3&pool=average&residual=on&activation=gelu", "blocks=&dense=5&head=plain",
	} {
		t.Run(link, func(t *testing.T) {
			r := begin(t, "samples=300&"+link)
			for range 30 {
				r.Step()
			}
			checked := 0
			build := report(r).Panels.Of("build").(images.Build)
			for stage := 1; stage < len(build.Stages); stage++ {
				st := build.Stages[stage]
				for plane := 0; plane < st.Planes; plane += 2 {
					for at := 0; at < st.Height*st.Width; at += 5 {
						act(t, r, "look", map[string]any{"stage": stage, "plane": plane, "x": at % st.Width, "y": at / st.Width})
						v := report(r).Panels.Of("sum").(images.Sum)
						shown := painted(r).Array(fmt.Sprintf("maps/%d", stage))
						want := v.Out
						if shown != nil {
							want = float64(shown.Data[plane*st.Height*st.Width+at])
						}
						if got := follows(v); math.Abs(got-want) > 2e-3 || math.Abs(v.Out-want) > 1e-4 {
							t.Fatalf("stage %d (%s), plane %d, pixel %d: %v from %+v; the map has %v", stage, v.Kind, plane, at, got, v, want)
						}
						checked++
					}
				}
			}
			if checked < 5 {
				t.Errorf("%d pixels", checked)
			}
		})
	}
}

// follows reckons a pixel from the numbers of its panel.
func follows(v images.Sum) float64 {
	if v.Kind == "pool" {
		out := v.In[0]
		if v.Function == "average" {
			out = 0
		}
		for _, x := range v.In {
			if v.Function == "average" {
				out += x / float64(len(v.In))
			} else {
				out = max(out, x)
			}
		}
		return out
	}
	sum := v.Bias
	for _, x := range v.Votes {
		sum += x
	}
	product := 0.0
	for i, x := range v.In {
		product += x * v.Weights[i]
	}
	if math.Abs(product-v.Product) > 2e-3 || math.Abs(sum+v.Product+v.Rest-v.Sum) > 2e-3 {
		return math.NaN()
	}
	if v.Function == "softmax" {
		return v.Out // it takes the others' sums as well
	}
	sum = v.Sum
	if v.Norm != nil {
		sum = *v.Norm
	}
	if v.Shortcut != nil {
		sum += *v.Shortcut
	}
	a, err := kernel.ParseActivation(v.Function)
	if err != nil {
		return math.NaN()
	}
	y := [4]float32{float32(sum)}
	a.Apply(y[:], y[:])
	return float64(y[0])
}

// logit is what the network makes of a picture for a class, before the outputs.
func probability(t *testing.T, r *images.Run, pixels []float32, class int) float64 {
	t.Helper()
	list := make([]float64, len(pixels))
	for i, v := range pixels {
		list[i] = float64(v)
	}
	act(t, r, "draw", map[string]any{"pixels": list})
	return float64(painted(r).Array("answer").Data[class])
}

// Pixels that decided: each one's value times the slope of the answer's logit, by finite differences. Drawn pixels come in 255 steps.
func TestWhy(t *testing.T) {
	r := begin(t, "weights=trained&activation=tanh&blocks=4x3p2&pool=average&samples=300&head=plain&loss=squared")
	for range 200 {
		r.Step()
	}
	r.Tune("over", 1)
	pixels := make([]float32, 196)
	for i := range pixels {
		if x, y := i%14, i/14; x > 4 && x < 9 && y > 2 && y < 11 {
			pixels[i] = float32(40+(i*37)%150) / 255
		}
	}
	list := make([]float64, len(pixels))
	for i, v := range pixels {
		list[i] = float64(v)
	}
	act(t, r, "draw", map[string]any{"pixels": list})
	why := append([]float32(nil), painted(r).Array("why").Data...)
	class := report(r).Panels.Of("reads").(images.Reads).Class
	logit := func(p float64) float64 { return math.Log(p / (1 - p)) }
	seen := 0
	for i := range pixels {
		if pixels[i] == 0 {
			if why[i] != 0 {
				t.Fatalf("paper at %d speaks: %v", i, why[i])
			}
			continue
		}
		const step = 4.0 / 255
		more, less := append([]float32(nil), pixels...), append([]float32(nil), pixels...)
		more[i] += step
		less[i] -= step
		want := (logit(probability(t, r, more, class)) - logit(probability(t, r, less, class))) / (2 * step) * float64(pixels[i])
		if math.Abs(float64(why[i])-want) > 0.01+0.02*math.Abs(want) {
			t.Errorf("pixel %d: %v; by differences %v", i, why[i], want)
		}
		if math.Abs(want) > 0.05 {
			seen++
		}
	}
	if seen < 5 {
		t.Errorf("only %d pixels matter: there is nothing to compare", seen)
	}
}

// What hiding a patch does is what drawing the picture without the patch does.
func TestHide(t *testing.T) {
	r := begin(t, "weights=trained")
	r.Tune("over", 2)
	pixels := make([]float32, 196)
	for i := range pixels {
		if x, y := i%14, i/14; x > 5 && x < 8 && y > 2 && y < 11 {
			pixels[i] = 1
		}
	}
	p := probability(t, r, pixels, 1)
	for r.Idle(false) {
	}
	f := painted(r)
	if f.Array("hide/seen").Data[0] != 196 {
		t.Fatal("not all places are seen")
	}
	hide := append([]float32(nil), f.Array("hide").Data...)
	class := report(r).Panels.Of("reads").(images.Reads).Class
	if class != 1 {
		t.Fatalf("it reads %d", class)
	}
	for _, place := range []int{0, 4*14 + 6, 7*14 + 7, 9*14 + 5, 195} {
		without := append([]float32(nil), pixels...)
		for y := max(place/14-1, 0); y < min(place/14+2, 14); y++ {
			for x := max(place%14-1, 0); x < min(place%14+2, 14); x++ {
				without[y*14+x] = 0
			}
		}
		if want := p - probability(t, r, without, class); math.Abs(float64(hide[place])-want) > 1e-6 {
			t.Errorf("hiding %d takes %v; want %v", place, hide[place], want)
		}
	}
}

// A dream excites its plane more than the noise that it began with, and ends.
func TestDream(t *testing.T) {
	r := begin(t, "weights=trained")
	for _, at := range []map[string]any{{"stage": 1, "plane": 3}, {"stage": 3, "plane": 5}, {"stage": 5, "plane": 8}} {
		act(t, r, "look", at)
		act(t, r, "dream", at)
		for r.Idle(false) {
		}
		d := report(r).Panels.Of("filter").(images.Filter).Dream
		if d == nil || d.Made != d.Of || d.Now < d.First+0.05 {
			t.Errorf("%v: %+v", at, d)
		}
	}
	act(t, r, "dream", nil)
	if report(r).Panels.Of("filter").(images.Filter).Dream != nil {
		t.Error("it does not end")
	}
	if _, err := r.Act(lab.NewMsg("dream", map[string]any{"stage": 1, "plane": 99})); err == nil {
		t.Error("a plane that there is not: no error")
	}
}

// The patches that excite a filter most are so, and those of a pixel of the first block are as large as its window.
func TestFavourites(t *testing.T) {
	r := begin(t, "weights=trained")
	act(t, r, "look", map[string]any{"stage": 1, "plane": 2})
	for r.Idle(false) {
	}
	v := report(r).Panels.Of("filter").(images.Filter)
	if v.Seen != v.Of || v.Of != 1000 || v.Patches.N != 9 || v.Patches.Height != 5 || v.Patches.Width != 5 {
		t.Fatalf("%+v", v)
	}
	pics, err := base64.StdEncoding.DecodeString(v.Patches.Pics)
	if err != nil || len(pics) != 9*25 {
		t.Fatalf("%d bytes, %v", len(pics), err)
	}
	// One filter of 5×5 on one plane: what a patch excites is its sum of products and the bias.
	act(t, r, "look", map[string]any{"stage": 1, "plane": 2, "x": 0, "y": 0})
	bias := report(r).Panels.Of("sum").(images.Sum).Bias
	for i, value := range v.Patches.Values {
		sum := bias
		for k, w := range v.Weights {
			sum += w * float64(pics[i*25+k]) / 255
		}
		if math.Abs(sum-value) > 2e-3 {
			t.Errorf("patch %d: %v; its products make %v", i, value, sum)
		}
		if i > 0 && value > v.Patches.Values[i-1] {
			t.Errorf("patch %d excites more than the one before", i)
		}
	}
}

// Moved pictures are another test, and the same for a network that has seen none moved.
func TestShift(t *testing.T) {
	r := begin(t, "blocks=&dense=32&samples=1000&shift=2")
	r.Tune("shift", 2)
	for range 600 {
		r.Step()
	}
	if m := report(r).Metrics; m["testAccuracy"] < 0.75 || m["shiftedAccuracy"] > m["testAccuracy"]-0.3 {
		t.Errorf("in place %v, moved %v", m["testAccuracy"], m["shiftedAccuracy"])
	}
	r.Tune("shift", 0)
	if _, ok := report(r).Metrics["shiftedAccuracy"]; ok {
		t.Error("nothing is moved, and it says how much of that is read")
	}
}
