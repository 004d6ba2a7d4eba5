package viz_test

import (
	"strings"
	"testing"

	"github.com/whisker-lab/whisker/frame"
)

// layouts is how often the page has been told where things lie.
func (b *bench) layouts() (n int) {
	for _, event := range b.events {
		if strings.Contains(event, `"type":"layout"`) {
			n++
		}
	}
	return n
}

// learning is a frame whose words are others than those of the frame before.
func learning(seq uint32, flags uint32) *frame.Frame {
	f := picture(seq, flags, 1, 2)
	for i := range f.Array("loss/train").Data {
		f.Array("loss/train").Data[i] *= float32(seq)
	}
	return f
}

// While it plays the page hears of words some twenty times a second, of the last ones by and by, and at rest at once.
func TestWordsHaveTheirOwnPace(t *testing.T) {
	b := newBench(t, "")
	steps := []struct {
		name  string
		at    float64
		flags uint32 // of a new frame
		none  bool   // or there is none
		told  bool   // whether the page hears of it
		again bool   // whether it has to be asked again
	}{
		{"the first", 0, frame.Playing, false, true, false},
		{"another, soon", 16, frame.Playing, false, false, true},
		{"nothing new", 33, 0, true, false, true},
		{"nothing new, later", 55, 0, true, true, false},
		{"nothing to tell", 120, 0, true, false, false},
		{"another, late", 140, frame.Playing, false, true, false},
		{"another, soon again", 150, frame.Playing, false, false, true},
		{"a pause", 160, 0, false, true, false},
		{"at rest", 170, 0, false, true, false},
	}
	for i, step := range steps {
		if !step.none {
			b.show(learning(uint32(i+1), step.flags))
		}
		before := b.layouts()
		_, again := b.Draw(step.at)
		if told := b.layouts() > before; told != step.told || again != step.again {
			t.Errorf("%s: told %t, again %t; want %t, %t", step.name, told, again, step.told, step.again)
		}
	}
}

// Where the page lays its areas out anew it hears at once where things lie now, whatever plays.
func TestWordsFollowTheAreas(t *testing.T) {
	b := newBench(t, "")
	if b.show(learning(1, frame.Playing)); b.layouts() > 0 {
		t.Fatal("told before anything is drawn")
	}
	b.Draw(0)
	if err := b.Setup(desk(t, `{"areas": {"network": {"x": 0, "y": 0, "w": 600, "h": 400}, "output": {"x": 640, "y": 0, "w": 300, "h": 270}, "chart": {"x": 640, "y": 300, "w": 300, "h": 130}}}`)); err != nil {
		t.Fatal(err)
	}
	before := b.layouts()
	if b.Draw(1); b.layouts() == before {
		t.Error("another setup has to wait")
	}
}

// A plot's pixels are made anew only when its numbers are others, however many frames come.
func TestPixelsOfWhatStandsStillAreKept(t *testing.T) {
	b, before := newBench(t, ""), float32(0)
	for i, step := range []struct {
		name  string
		of    float32
		fresh bool
	}{{"the first", 0.5, true}, {"the same numbers", 0.5, false}, {"others", 0.25, true}, {"the same again", 0.25, false}} {
		f := picture(uint32(i+1), frame.Playing, 1, 2)
		f.Array("plot").Data[77] = step.of
		b.show(f)
		p, _ := b.Draw(float64(i))
		if got := p.Fields[0].Fresh; got != step.fresh {
			t.Errorf("%s: made anew %t; want %t", step.name, got, step.fresh)
		}
		if now := p.Fields[0].V[77]; (now != before) != step.fresh {
			t.Errorf("%s: %v is shown, %v before", step.name, now, before)
		}
		before = p.Fields[0].V[77]
	}
}
