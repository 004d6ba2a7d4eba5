package data

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"strings"
	"unicode/utf8"
)

// Text is lines that somebody wrote, as a packed file holds them:
//
//	"WTXT", version byte                     then numbers little-endian, texts with a length byte before
//	lines uint32
//	name, source, licence                    texts
//	the lines, each but the last followed by a line feed, in UTF-8
//	CRC-32 of all before it
type Text struct {
	Name, Source, Licence string
	Lines                 []string
}

const (
	textMagic   = "WTXT"
	textVersion = 1
	textMost    = 1 << 16 // lines
)

var (
	errTextMagic = errors.New("data: not a packed text")
	errTextLines = errors.New("data: packed text: damaged lines")
)

// Pack writes t.
func (t *Text) Pack() ([]byte, error) {
	if len(t.Lines) == 0 || len(t.Lines) > textMost {
		return nil, fmt.Errorf("data: packing %s: %d lines; want 1 to %d", t.Name, len(t.Lines), textMost)
	}
	b := append([]byte(textMagic), textVersion)
	b = binary.LittleEndian.AppendUint32(b, uint32(len(t.Lines)))
	for _, s := range []string{t.Name, t.Source, t.Licence} {
		if len(s) > 255 {
			return nil, fmt.Errorf("data: packing %s: text of %d bytes", t.Name, len(s))
		}
		b = append(append(b, byte(len(s))), s...)
	}
	for i, line := range t.Lines {
		if line == "" || strings.Contains(line, "\n") || !utf8.ValidString(line) {
			return nil, fmt.Errorf("data: packing %s: line %d is empty, more than one, or no text", t.Name, i)
		}
	}
	b = append(b, strings.Join(t.Lines, "\n")...)
	return binary.LittleEndian.AppendUint32(b, crc32.ChecksumIEEE(b)), nil
}

// UnpackText reads what Pack wrote.
func UnpackText(b []byte) (*Text, error) {
	body, err := sealed(b, textMagic, textVersion, errTextMagic)
	if err != nil {
		return nil, err
	}
	in := reader{rest: body}
	n := int(in.uint32())
	t := &Text{Name: in.text(), Source: in.text(), Licence: in.text()}
	if in.short || n > textMost {
		return nil, errPackShort
	}
	t.Lines = strings.Split(string(in.rest), "\n")
	if len(t.Lines) != n || !utf8.Valid(in.rest) {
		return nil, errTextLines
	}
	for _, line := range t.Lines {
		if line == "" {
			return nil, errTextLines
		}
	}
	return t, nil
}

// Writing is one text, which lies in a file.
type Writing struct {
	Name  string
	File  string
	Count int // of lines

	sum uint32 // of the file
}

// Writings lists the texts: first names in English, and lines of five characters from poems of the Tang.
var Writings = []Writing{
	{"firstnames", "firstnames.bin", 8422, 0x8b66531d},
	{"tang", "tang.bin", 591, 0x173ab4bf},
}

// FindWriting returns the text of that name.
func FindWriting(name string) (Writing, bool) {
	for _, w := range Writings {
		if w.Name == name {
			return w, true
		}
	}
	return Writing{}, false
}

// Open returns the text. The error is a Missing.
func (w Writing) Open(shelf Shelf) (*Text, error) {
	if err := shelf.lacks(w.File); err != nil {
		return nil, err
	}
	t, ok := shelf[w.File].(*Text)
	if !ok || len(t.Lines) != w.Count {
		panic(badShelf)
	}
	return t, nil
}
