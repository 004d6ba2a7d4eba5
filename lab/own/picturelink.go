package own

import (
	"encoding/base64"
	"encoding/binary"
)

// Own pictures as a text for links is base64 (RFC 4648, the alphabet for addresses, no padding) of
//
//	version, planes, height, width, bits, number of names   bytes
//	for each name: its length, a byte, and the name
//	number of pictures, a varint
//	for each picture: its class, a byte, and its pixels
//
// Pixels of 8 bits are bytes; of 4 bits they are runs, a byte each: the level in the upper half, and how many more pixels are like it in
// the lower.
const pictureVersion = 1

const longestRun = 16

// String is the pictures for a link, and for ParsePictures.
func (p *Pictures) String() string { return p.text }

// written makes the text.
func (p *Pictures) written() string {
	f := p.form
	b := []byte{pictureVersion, byte(f.Planes), byte(f.Height), byte(f.Width), byte(f.Bits), byte(len(p.names))}
	for _, s := range p.names {
		b = append(append(b, byte(len(s))), s...)
	}
	b = binary.AppendUvarint(b, uint64(len(p.items)))
	for _, one := range p.items {
		b = append(b, one.class)
		if f.Bits == 8 {
			b = append(b, one.pixels...)
			continue
		}
		for i := 0; i < len(one.pixels); {
			run := 1
			for run < longestRun && i+run < len(one.pixels) && one.pixels[i+run] == one.pixels[i] {
				run++
			}
			b = append(b, one.pixels[i]&0xf0|byte(run-1))
			i += run
		}
	}
	return base64.RawURLEncoding.EncodeToString(b)
}

// ParsePictures reads what String wrote. Whatever else a text holds is refused. The form has no classes and no bound but MostPictures.
func ParsePictures(text string) (*Pictures, error) {
	b, err := base64.RawURLEncoding.Strict().DecodeString(text)
	if err != nil || len(b) < 6 || b[0] != pictureVersion {
		return nil, errDamaged
	}
	f := Form{Planes: int(b[1]), Height: int(b[2]), Width: int(b[3]), Bits: int(b[4]), Most: MostPictures}
	names := int(b[5])
	if f.Bits != 4 && f.Bits != 8 || f.size() == 0 || f.Planes > 3 || names > MostPictureClasses {
		return nil, errDamaged
	}
	p := &Pictures{form: f}
	b = b[6:]
	for range names {
		if len(b) == 0 || len(b) < 1+int(b[0]) {
			return nil, errDamaged
		}
		name := string(b[1 : 1+int(b[0])])
		if name == "" || !isNamed(name) {
			return nil, errDamaged
		}
		p.names, b = append(p.names, name), b[1+len(name):]
	}
	n, used := binary.Uvarint(b)
	if used <= 0 || n > MostPictures {
		return nil, errDamaged
	}
	b = b[used:]
	for range n {
		if len(b) == 0 || b[0] >= MostPictureClasses {
			return nil, errDamaged
		}
		one := pictured{class: b[0]}
		if one.pixels, b = f.unrun(b[1:]); one.pixels == nil {
			return nil, errDamaged
		}
		p.items = append(p.items, one)
	}
	// A text that says the same in another way, such as in shorter runs, would come out of a link another than it went in.
	if len(b) > 0 || p.written() != text {
		return nil, errDamaged
	}
	p.text = text
	return p, nil
}

// unrun takes one picture's pixels off b; nil where they are not whole.
func (f Form) unrun(b []byte) (pixels, rest []byte) {
	size := f.size()
	if f.Bits == 8 {
		if len(b) < size {
			return nil, nil
		}
		return b[:size:size], b[size:]
	}
	for len(pixels) < size {
		if len(b) == 0 {
			return nil, nil
		}
		level, run := b[0]&0xf0|b[0]>>4, int(b[0]&0x0f)+1
		for range run {
			pixels = append(pixels, level)
		}
		b = b[1:]
	}
	if len(pixels) != size {
		return nil, nil
	}
	return pixels, b
}
