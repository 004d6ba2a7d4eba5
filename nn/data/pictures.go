package data

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
)

// Pictures are pictures of known classes, all of one size, as a packed file holds them:
//
//	"WPIC", version byte                     then numbers little-endian, texts with a length byte before
//	count uint32, planes, height, width, bits, classes bytes
//	name, source, licence                    texts
//	for each class: name
//	pixels (count, planes, height, width)    bits each, the highest first; every picture begins with a new byte
//	classes (count) byte
//	groups (count) byte                      see Group
//	CRC-32 of all before it
type Pictures struct {
	Name, Source, Licence string
	Planes, Height, Width int
	Bits                  int // of a pixel: 1, 2, 4 or 8
	Classes               []string
	Pixels                []byte // (count, planes, height, width), 0 for nothing to 255
	Class                 []int  // (count)
	Group                 []int  // (count) pictures of one group are alike, twins even: whoever parts the pictures keeps groups together
}

const (
	pictureMagic   = "WPIC"
	pictureVersion = 1
	pictureMost    = 1 << 16 // pictures
	pictureBytes   = 1 << 26 // pixels of all
)

var errPictureMagic = errors.New("data: not packed pictures")

// Len is how many pictures there are.
func (p *Pictures) Len() int { return len(p.Class) }

// Size is how many pixels a picture has, in all of its planes.
func (p *Pictures) Size() int { return p.Planes * p.Height * p.Width }

// At is the pixels of picture i, (planes, height, width).
func (p *Pictures) At(i int) []byte { return p.Pixels[i*p.Size():][:p.Size()] }

// Fill sets dst (planes, height, width) to picture i as a network takes it: 0 for nothing to 1.
func (p *Pictures) Fill(dst []float32, i int) {
	for j, v := range p.At(i) {
		dst[j] = float32(v) / 255
	}
}

// Halved are the same pictures at half the height and width: each pixel is the mean of four.
func (p *Pictures) Halved() *Pictures {
	q := *p
	q.Height, q.Width, q.Bits = p.Height/2, p.Width/2, 8
	q.Pixels = make([]byte, 0, p.Len()*q.Size())
	for i := range p.Len() * p.Planes {
		plane := p.Pixels[i*p.Height*p.Width:]
		for y := range q.Height {
			for x := range q.Width {
				at := 2*y*p.Width + 2*x
				sum := int(plane[at]) + int(plane[at+1]) + int(plane[at+p.Width]) + int(plane[at+p.Width+1])
				q.Pixels = append(q.Pixels, byte((sum+2)/4))
			}
		}
	}
	return &q
}

// packedSize is how many bytes a picture takes.
func packedSize(size, bits int) int { return (size*bits + 7) / 8 }

// Pack writes p. Pixels are rounded to the nearest of the levels that the bits can tell apart.
func (p *Pictures) Pack() ([]byte, error) {
	n, most := p.Len(), 1<<p.Bits-1
	switch {
	case n > pictureMost || n*p.Size() > pictureBytes || p.Planes > 255 || p.Height > 255 || p.Width > 255 || len(p.Classes) > 255:
		return nil, fmt.Errorf("data: packing %s: too large", p.Name)
	case p.Bits != 1 && p.Bits != 2 && p.Bits != 4 && p.Bits != 8:
		return nil, fmt.Errorf("data: packing %s: %d bits; want 1, 2, 4 or 8", p.Name, p.Bits)
	case len(p.Pixels) != n*p.Size() || len(p.Group) != n:
		return nil, fmt.Errorf("data: packing %s: %d pixels and %d groups for %d pictures", p.Name, len(p.Pixels), len(p.Group), n)
	}
	b := append([]byte(pictureMagic), pictureVersion)
	b = binary.LittleEndian.AppendUint32(b, uint32(n))
	b = append(b, byte(p.Planes), byte(p.Height), byte(p.Width), byte(p.Bits), byte(len(p.Classes)))
	for _, s := range append([]string{p.Name, p.Source, p.Licence}, p.Classes...) {
		if len(s) > 255 {
			return nil, fmt.Errorf("data: packing %s: text of %d bytes", p.Name, len(s))
		}
		b = append(append(b, byte(len(s))), s...)
	}
	for i := range n {
		at := len(b)
		b = append(b, make([]byte, packedSize(p.Size(), p.Bits))...)
		for j, v := range p.At(i) {
			level := (int(v)*most + 127) / 255
			bit := j * p.Bits
			b[at+bit/8] |= byte(level << (8 - p.Bits - bit%8))
		}
	}
	for i, c := range p.Class {
		if c < 0 || c >= len(p.Classes) {
			return nil, fmt.Errorf("data: packing %s: picture %d: class %d of %d", p.Name, i, c, len(p.Classes))
		}
		b = append(b, byte(c))
	}
	for i, g := range p.Group {
		if g < 0 || g > 255 {
			return nil, fmt.Errorf("data: packing %s: picture %d: group %d", p.Name, i, g)
		}
		b = append(b, byte(g))
	}
	return binary.LittleEndian.AppendUint32(b, crc32.ChecksumIEEE(b)), nil
}

// UnpackPictures reads what Pack wrote.
func UnpackPictures(b []byte) (*Pictures, error) {
	body, err := sealed(b, pictureMagic, pictureVersion, errPictureMagic)
	if err != nil {
		return nil, err
	}
	in := reader{rest: body}
	n := int(in.uint32())
	p := &Pictures{Planes: int(in.byte()), Height: int(in.byte()), Width: int(in.byte()), Bits: int(in.byte())}
	classes := int(in.byte())
	p.Name, p.Source, p.Licence = in.text(), in.text(), in.text()
	for range classes {
		p.Classes = append(p.Classes, in.text())
	}
	if p.Bits != 1 && p.Bits != 2 && p.Bits != 4 && p.Bits != 8 {
		return nil, fmt.Errorf("data: packed pictures: %d bits a pixel", p.Bits)
	}
	// Before anything is made to hold them: the file must be as long as it says.
	each := packedSize(p.Size(), p.Bits)
	switch {
	case in.short || n > pictureMost || n*p.Size() > pictureBytes || len(in.rest) < n*(each+2):
		return nil, errPackShort
	case len(in.rest) > n*(each+2):
		return nil, errPackLong
	}
	most := 1<<p.Bits - 1
	p.Pixels = make([]byte, 0, n*p.Size())
	for range n {
		packed := in.take(each)
		for j := range p.Size() {
			bit := j * p.Bits
			level := int(packed[bit/8]) >> (8 - p.Bits - bit%8) & most
			p.Pixels = append(p.Pixels, byte(level*255/most))
		}
	}
	for i, c := range in.take(n) {
		if int(c) >= classes {
			return nil, fmt.Errorf("data: packed pictures: picture %d is of class %d of %d", i, c, classes)
		}
		p.Class = append(p.Class, int(c))
	}
	for _, g := range in.take(n) {
		p.Group = append(p.Group, int(g))
	}
	return p, nil
}
