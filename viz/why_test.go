package viz_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/whisker-lab/whisker/frame"
)

// asking adds to a frame that of every four neurons of a layer one is frozen, one cut out and one both, and two points.
func asking(f *frame.Frame) *frame.Frame {
	for l, n := range f.Array("net/sizes").Data[1:] {
		a := frame.Array{Name: fmt.Sprint("gate/", l+1), Shape: []int{int(n)}, Data: make([]float32, int(n))}
		for i := range a.Data {
			a.Data[i] = float32((i + 1) % 4)
		}
		f.Arrays = append(f.Arrays, a)
	}
	f.Arrays = append(f.Arrays, frame.Array{Name: "why/points", Shape: []int{2, 2}, Data: []float32{1, 2, 2, 1}})
	return f
}

// ink counts what a picture is made of: vertices of lines and shapes under and over the tiles.
func ink(b *bench, f *frame.Frame) (under, over int) {
	b.show(f)
	p, _ := b.Draw(1000)
	return len(p.Under.Vertices), len(p.Over.Vertices)
}

func TestFrozenAndCutLookTheirPart(t *testing.T) {
	plainUnder, plainOver := ink(newBench(t, ""), picture(1, 0, 1, 4, 3))
	b := newBench(t, "")
	under, over := ink(b, asking(picture(1, 0, 1, 4, 3)))
	if under < 2*plainUnder {
		t.Errorf("%d vertices of edges, %d when nothing is frozen: are they dotted?", under, plainUnder)
	}
	if over < plainOver+4*20 {
		t.Errorf("%d vertices over the tiles, %d when nothing is frozen: where is the hatching?", over, plainOver)
	}
	layout := strings.Join(b.drain("layout"), "")
	for _, want := range []string{`"key":"stage.frozen","args":{"n":1}`, `"key":"stage.cut","args":{"n":2}`, `"key":"stage.point","args":{"n":2},"cls":"asked pusher"`, `"key":"stage.point","args":{"n":3},"cls":"asked"`} {
		if !strings.Contains(layout, want) {
			t.Errorf("the page is not told of %s", want)
		}
	}
}

// What is frozen carries no blame, so the pulse back has fewer dashes.
func TestFrozenCarriesNoBlame(t *testing.T) {
	dashes := func(gate float32) int {
		b := newBench(t, "")
		f := asking(picture(1, frame.Pulse, 1, 4))
		for i := range f.Arrays {
			if strings.HasPrefix(f.Arrays[i].Name, "gate/") {
				for j := range f.Arrays[i].Data {
					f.Arrays[i].Data[j] = gate
				}
			}
		}
		b.show(f)
		b.Draw(0)
		rest, _ := b.Draw(800)
		n := len(rest.Under.Vertices)
		p, _ := b.Draw(1030) // 130 ms into the blame
		return len(p.Under.Vertices) - n
	}
	if free, frozen := dashes(0), dashes(1); free <= 0 || frozen != 0 {
		t.Errorf("%d vertices of blame, %d when all is frozen", free, frozen)
	}
}
