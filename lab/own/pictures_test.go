package own_test

import (
	"bytes"
	"encoding/base64"
	"testing"

	"github.com/whisker-lab/whisker/lab/own"
)

var drawing = own.Form{Planes: 1, Height: 28, Width: 28, Bits: 4, Most: 100, Classes: []string{"cat", "other"}}

func TestPicturesAsText(t *testing.T) {
	ramp := make([]byte, 784)
	for i := range ramp {
		ramp[i] = byte(i)
	}
	photo := own.Form{Planes: 3, Height: 3, Width: 5, Bits: 8, Most: 9}
	for _, tt := range []struct {
		name string
		form own.Form
		edit own.PictureEdit
		most int // letters
	}{
		{"none", drawing, own.PictureEdit{}, 12},
		{"blank", drawing, own.PictureEdit{Add: []own.Addition{{Class: 1, Pixels: make([]byte, 784)}}}, 80},
		{"many greys", drawing, own.PictureEdit{Names: []string{"a", "猫"}, Add: []own.Addition{{Class: 9, Pixels: ramp}, {Class: 0, Pixels: ramp}}}, 3000},
		{"a photograph", photo, own.PictureEdit{Add: []own.Addition{{Class: 0, Pixels: ramp[:45]}}}, 80},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p, err := tt.edit.Apply(own.NoPictures(tt.form))
			if err != nil {
				t.Fatal(err)
			}
			text := p.String()
			again, err := own.ParsePictures(text)
			if err != nil || !again.Equal(p) || len(text) > tt.most {
				t.Fatalf("%d letters: %v", len(text), err)
			}
			for i := range p.Len() {
				if !bytes.Equal(again.At(i), p.At(i)) || again.Class(i) != p.Class(i) {
					t.Errorf("picture %d is another", i)
				}
			}
		})
	}
	p, _ := own.PictureEdit{Add: []own.Addition{{Pixels: ramp}}}.Apply(own.NoPictures(drawing))
	for i, v := range p.At(0) {
		if off := int(v) - int(ramp[i]); off < -9 || off > 9 {
			t.Fatalf("%d is kept as %d", ramp[i], v)
		}
	}
}

func TestParsePicturesRefuses(t *testing.T) {
	raw := func(b ...byte) string { return base64.RawURLEncoding.EncodeToString(b) }
	for _, tt := range []struct{ name, text string }{
		{"nothing", ""}, {"no base64", "!!"}, {"another version", raw(2, 1, 1, 1, 4, 0, 0)}, {"no width", raw(1, 1, 1, 0, 4, 0, 0)}, {"odd bits", raw(1, 1, 1, 1, 3, 0, 0)},
		{"four planes", raw(1, 4, 1, 1, 4, 0, 0)}, {"cut short", raw(1, 1, 1, 1, 4, 0, 1, 0)}, {"something after it", raw(1, 1, 1, 1, 4, 0, 0, 0)},
		{"a class too many", raw(1, 1, 1, 1, 4, 0, 1, 10, 0)}, {"a run beyond the end", raw(1, 1, 1, 1, 4, 0, 1, 0, 1)}, {"shorter runs", raw(1, 1, 1, 2, 4, 0, 1, 0, 0, 0)},
		{"far too many", raw(1, 1, 1, 1, 4, 0, 0xff, 0xff, 0xff, 0x7f)}, {"a name with a bracket", raw(1, 1, 1, 1, 4, 1, 1, '[', 0)}, {"no name", raw(1, 1, 1, 1, 4, 1, 0, 0)},
	} {
		if p, err := own.ParsePictures(tt.text); err == nil {
			t.Errorf("%s: was read as %d pictures", tt.name, p.Len())
		}
	}
}

// FuzzParsePictures: whatever is read is written the same again, and can be edited.
func FuzzParsePictures(f *testing.F) {
	p, _ := own.PictureEdit{Names: []string{"a", "b"}, Add: []own.Addition{{Class: 1, Pixels: make([]byte, 784)}}}.Apply(own.NoPictures(drawing))
	f.Add(p.String())
	f.Add("AQEBAQQAAA")
	f.Fuzz(func(t *testing.T, text string) {
		p, err := own.ParsePictures(text)
		if err != nil {
			return
		}
		if p.String() != text {
			t.Errorf("%q comes back as %q", text, p.String())
		}
		d := p.Data()
		if len(d.Class) != p.Len() || len(d.Pixels) != p.Len()*d.Size() || len(d.Classes) < len(p.Counts()) {
			t.Errorf("%d pictures, %d pixels", p.Len(), len(d.Pixels))
		}
	})
}
