package convnet_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/whisker-lab/whisker/nn/convnet"
)

func TestParse(t *testing.T) {
	tests := []struct{ text, want string }{
		{"8x5p2,16x3p2", "8x5p2,16x3p2"},
		{"", ""},
		{"  ", ""},
		{" 8x3 , 4x1 ", "8x3,4x1"},
		{"8x3vs2p2", "8x3s2vp2"},
		{"8x3p2vs2", "8x3s2vp2"},
		{"8x3s1p1", "8x3"},
		{"0x0s0p0", "1x1"},
		{"99x99s9p9", "32x7s3p3"},
		{"999999999999999999999x3", "32x3"},
		{strings.Repeat("1x1,", 12) + "1x1", "1x1,1x1,1x1,1x1,1x1,1x1,1x1,1x1,1x1,1x1"},
		{"8", "no"}, {"8x", "no"}, {"x3", "no"}, {"8x3,", "no"}, {"8x3q", "no"}, {"8x3p", "no"}, {"8x3p2p2", "no"}, {"8x3vv", "no"}, {"-8x3", "no"}, {"8x3,,8x3", "no"},
		{"8×3", "no"}, {strings.Repeat("1", 600) + "x3", "no"},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			blocks, err := convnet.Parse(tt.text)
			got := convnet.Format(blocks)
			if err != nil {
				got = "no"
			}
			if got != tt.want {
				t.Errorf("%q; want %q", got, tt.want)
			}
		})
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{"", "8x5p2,16x3p2", "8x3s2vp2", "x", "1x1p", "9x9s9v,"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		blocks, err := convnet.Parse(text)
		if err != nil {
			return
		}
		again, err := convnet.Parse(convnet.Format(blocks))
		if err != nil || !slices.Equal(again, blocks) {
			t.Fatalf("%q is %v; written and read again it is %v, %v", text, blocks, again, err)
		}
		if len(blocks) > convnet.MostBlocks {
			t.Fatalf("%d blocks", len(blocks))
		}
		for _, b := range blocks {
			if b.Filters < 1 || b.Filters > convnet.MostFilters || b.Kernel < 1 || b.Kernel > convnet.MostKernel || b.Stride < 1 || b.Stride > convnet.MostStride || b.Pool < 1 || b.Pool > convnet.MostPool {
				t.Fatalf("%+v", b)
			}
		}
		// Whatever can be written can be planned, or is refused in a form that has words.
		_, err = convnet.Spec{Planes: 1, Height: 14, Width: 14, Classes: 10, Blocks: blocks, Pool: "max", Activation: "relu"}.Plan()
		if _, no := err.(*convnet.Impossible); err != nil && !no {
			t.Fatalf("%q: %v", text, err)
		}
	})
}
