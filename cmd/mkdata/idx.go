package main

import (
	"encoding/binary"
	"fmt"
	"path/filepath"

	"github.com/whisker-lab/whisker/nn/data"
)

// Of each digit, or piece of clothing: how many are taken of those that are there to learn from, and of those to be tested with.
const (
	idxTrain = 400
	idxTest  = 100
)

// idxImages is the head of a file of pictures of the MNIST database: magic number, count, height, width; idxLabels that of the
// labels, without the two last.
const (
	idxImages = 0x0803
	idxLabels = 0x0801
)

// mnist reads the four files of a folder that has the form of the MNIST database (yann.lecun.com/exdb/mnist): the first ones of each
// class, in the order in which they come. Group 0 is of the part to learn from, group 1 of the part to be tested with: other hands.
func mnist(folder string, p data.Pictures) (*data.Pictures, error) {
	p.Planes, p.Bits = 1, 4
	for group, part := range []struct {
		name string
		each int
	}{{"train", idxTrain}, {"t10k", idxTest}} {
		images, err := read(filepath.Join(folder, part.name+"-images-idx3-ubyte.gz"))
		if err != nil {
			return nil, err
		}
		labels, err := read(filepath.Join(folder, part.name+"-labels-idx1-ubyte.gz"))
		if err != nil {
			return nil, err
		}
		if err := take(&p, images, labels, part.each, group); err != nil {
			return nil, fmt.Errorf("%s: %w", part.name, err)
		}
	}
	return &p, nil
}

// take adds the first pictures of each class.
func take(p *data.Pictures, images, labels []byte, each, group int) error {
	if len(images) < 16 || len(labels) < 8 || binary.BigEndian.Uint32(images) != idxImages || binary.BigEndian.Uint32(labels) != idxLabels {
		return fmt.Errorf("not files of the MNIST database")
	}
	n, h, w := int(binary.BigEndian.Uint32(images[4:])), int(binary.BigEndian.Uint32(images[8:])), int(binary.BigEndian.Uint32(images[12:]))
	images, labels = images[16:], labels[8:]
	if len(images) != n*h*w || len(labels) != n {
		return fmt.Errorf("%d bytes and %d labels for %d pictures of %d×%d", len(images), len(labels), n, h, w)
	}
	p.Height, p.Width = h, w
	taken := make([]int, len(p.Classes))
	for i, c := range labels {
		if int(c) >= len(taken) {
			return fmt.Errorf("picture %d: class %d of %d", i, c, len(taken))
		}
		if taken[c] == each {
			continue
		}
		taken[c]++
		p.Pixels = append(p.Pixels, images[i*h*w:][:h*w]...)
		p.Class, p.Group = append(p.Class, int(c)), append(p.Group, group)
	}
	for c, got := range taken {
		if got != each {
			return fmt.Errorf("%d pictures of class %d; want %d", got, c, each)
		}
	}
	return nil
}

// halved are pictures at half the size, as finely as they were.
func halved(p *data.Pictures, err error) (*data.Pictures, error) {
	if err != nil {
		return nil, err
	}
	q := p.Halved()
	q.Bits = p.Bits
	return q, nil
}
