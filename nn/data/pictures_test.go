package data_test

import (
	"bytes"
	"reflect"
	"strings"
	"testing"

	"github.com/whisker-lab/whisker/nn/data"
	"github.com/whisker-lab/whisker/nn/data/packed"
)

// pictures are two of 3×5 pixels, which no number of bits below 8 fills whole bytes with.
func pictures(bits int) *data.Pictures {
	p := &data.Pictures{
		Name: "cats", Source: "a book", Licence: "CC0", Planes: 1, Height: 3, Width: 5, Bits: bits,
		Classes: []string{"tabby", "tortoiseshell"}, Class: []int{1, 0}, Group: []int{0, 255},
	}
	most := 1<<bits - 1
	for i := range 30 {
		p.Pixels = append(p.Pixels, byte(i*7%(most+1)*255/most))
	}
	return p
}

func TestPicturesPackExactly(t *testing.T) {
	for _, bits := range []int{1, 2, 4, 8} {
		p := pictures(bits)
		b, err := p.Pack()
		if err != nil {
			t.Fatal(err)
		}
		got, err := data.UnpackPictures(b)
		if err != nil || !reflect.DeepEqual(got, p) {
			t.Errorf("%d bits: unpacks %+v, %v; want %+v", bits, got, err, p)
		}
	}
	// What lies between two levels goes to the nearer one.
	p := pictures(1)
	p.Pixels[0], p.Pixels[1] = 127, 128
	b, _ := p.Pack()
	if got, err := data.UnpackPictures(b); err != nil || got.Pixels[0] != 0 || got.Pixels[1] != 255 {
		t.Errorf("127 and 128 become %v", got.Pixels[:2])
	}
}

func TestPicturesRefuse(t *testing.T) {
	for _, tt := range []struct {
		want   string
		change func(p *data.Pictures)
	}{
		{"3 bits", func(p *data.Pictures) { p.Bits = 3 }},
		{"class 2 of 2", func(p *data.Pictures) { p.Class[0] = 2 }},
		{"group 256", func(p *data.Pictures) { p.Group[1] = 256 }},
		{"29 pixels", func(p *data.Pictures) { p.Pixels = p.Pixels[1:] }},
		{"1 groups", func(p *data.Pictures) { p.Group = p.Group[1:] }},
		{"too large", func(p *data.Pictures) { p.Height = 256 }},
		{"text of 256 bytes", func(p *data.Pictures) { p.Name = strings.Repeat("a", 256) }},
	} {
		p := pictures(4)
		tt.change(p)
		if _, err := p.Pack(); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("error %v; want one with %q", err, tt.want)
		}
	}
	good, err := pictures(4).Pack()
	if err != nil {
		t.Fatal(err)
	}
	body := good[:len(good)-4]
	change := func(at int, v byte) []byte {
		b := bytes.Clone(body)
		b[at] = v
		return signed(b)
	}
	for _, tt := range []struct {
		want string
		b    []byte
	}{
		{"not packed pictures", nil}, {"not packed pictures", file(t, "iris.bin")}, {"checksum differs", good[:len(good)-1]},
		{"version 2; want 1", change(4, 2)}, {"cut short", signed(body[:len(body)-1])}, {"something follows", signed(append(bytes.Clone(body), 0))},
		{"cut short", change(5, 3)}, {"cut short", change(8, 255)}, {"5 bits", change(12, 5)}, {"is of class 2 of 2", change(len(body)-4, 2)},
	} {
		if _, err := data.UnpackPictures(tt.b); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("error %v; want one with %q", err, tt.want)
		}
	}
}

// FuzzUnpackPictures: nothing is made that the bytes do not hold, and what is read is written the same again.
func FuzzUnpackPictures(f *testing.F) {
	for _, bits := range []int{1, 4, 8} {
		b, err := pictures(bits).Pack()
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b[:len(b)-4])
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		p, err := data.UnpackPictures(signed(body))
		if err != nil {
			return
		}
		if len(p.Pixels) > 8*len(body) || len(p.Pixels) != p.Len()*p.Size() {
			t.Fatalf("%d pixels out of %d bytes", len(p.Pixels), len(body))
		}
		b, err := p.Pack()
		if err != nil {
			t.Fatal(err)
		}
		if again, err := data.UnpackPictures(b); err != nil || !reflect.DeepEqual(again, p) {
			t.Errorf("comes back as %+v, %v", again, err)
		}
	})
}

// Each gallery holds what it says, in both parts, and the two sizes are the same pictures.
func TestGalleries(t *testing.T) {
	shelf := packed.Shelf()
	for _, g := range data.Galleries {
		p, err := g.Open(shelf)
		if err != nil {
			t.Fatal(err)
		}
		if p.Len() != g.Count || p.Planes != g.Planes || p.Height != g.Height || p.Width != g.Width || len(p.Classes) != len(g.Classes) {
			t.Errorf("%s: %d of %d×%d×%d, %d classes", g.Name, p.Len(), p.Planes, p.Height, p.Width, len(p.Classes))
		}
		counts := map[[2]int]int{}
		for i, c := range p.Class {
			counts[[2]int{p.Group[i], c}]++
		}
		if strings.HasPrefix(g.Name, "mnist") || strings.HasPrefix(g.Name, "fashion") {
			for c := range 10 {
				if counts[[2]int{0, c}] != 400 || counts[[2]int{1, c}] != 100 {
					t.Errorf("%s: class %d: %d and %d", g.Name, c, counts[[2]int{0, c}], counts[[2]int{1, c}])
				}
			}
		}
		if _, err := g.Open(data.Shelf{}); err == nil || err.Error() != (data.Missing{File: g.File}).Error() {
			t.Errorf("%s without its file: %v", g.Name, err)
		}
		large, ok := data.FindGallery(g.Name + "28")
		if !ok {
			continue
		}
		q, err := large.Open(shelf)
		if err != nil {
			t.Fatal(err)
		}
		half := q.Halved()
		for i, v := range p.Pixels {
			if off := int(v) - int(half.Pixels[i]); off < -17 || off > 17 { // a level of each
				t.Fatalf("%s: pixel %d is %d, of the large one %d", g.Name, i, v, half.Pixels[i])
			}
		}
	}
}

// The digits' pixels are those that their table has, from nothing to the largest.
func TestTableAsPictures(t *testing.T) {
	g, _ := data.FindGallery("digits")
	p, err := g.Open(packed.Shelf())
	if err != nil {
		t.Fatal(err)
	}
	table := packed.Find("digits").Table
	into := make([]float32, 64)
	p.Fill(into, 11)
	for j := range 64 {
		if want := float32(table.Columns[j].Values[11] / 16); into[j] < want-0.002 || into[j] > want+0.002 {
			t.Errorf("pixel %d is %v; want %v", j, into[j], want)
		}
	}
}
