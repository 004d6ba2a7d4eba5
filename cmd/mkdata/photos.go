package main

import (
	"bytes"
	"fmt"
	"image"
	_ "image/jpeg" // both forms in which photographs come
	_ "image/png"
	"os"
	"path/filepath"

	"github.com/whisker-lab/whisker/nn/data"
)

// crop is what of a photograph is kept: a square, which becomes photoSide pixels wide.
type crop struct {
	file       string
	x, y, side int
}

const photoSide = 64

// crops are the cat's face and the cup.
var crops = []crop{
	{"chelsea.png", 84, 0, 300},
	{"coffee.png", 130, 20, 370},
}

// photos reads photographs out of a folder: red, green and blue, each pixel the mean of those that it covers.
func photos(folder string) (*data.Pictures, error) {
	p := &data.Pictures{
		Name: "photos", Licence: "CC0 1.0", Planes: 3, Height: photoSide, Width: photoSide, Bits: 8,
		Source:  "Chelsea by Stéfan van der Walt and a cup of coffee by Rachel Michetti, by way of scikit-image 0.19.3",
		Classes: []string{"chelsea", "coffee"},
	}
	for i, c := range crops {
		b, err := os.ReadFile(filepath.Join(folder, c.file))
		if err != nil {
			return nil, err
		}
		pic, _, err := image.Decode(bytes.NewReader(b))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", c.file, err)
		}
		if !image.Rect(c.x, c.y, c.x+c.side, c.y+c.side).In(pic.Bounds()) {
			return nil, fmt.Errorf("%s: %v has no square of %d at %d, %d", c.file, pic.Bounds(), c.side, c.x, c.y)
		}
		for plane := range 3 {
			for y := range photoSide {
				for x := range photoSide {
					p.Pixels = append(p.Pixels, mean(pic, c, plane, x, y))
				}
			}
		}
		p.Class, p.Group = append(p.Class, i), append(p.Group, i)
	}
	return p, nil
}

// mean is the mean of one colour over the part of the square that a pixel covers.
func mean(pic image.Image, c crop, plane, x, y int) byte {
	sum, n := 0, 0
	for v := c.y + y*c.side/photoSide; v < c.y+(y+1)*c.side/photoSide; v++ {
		for u := c.x + x*c.side/photoSide; u < c.x+(x+1)*c.side/photoSide; u++ {
			r, g, b, _ := pic.At(u, v).RGBA()
			sum += int([...]uint32{r, g, b}[plane] >> 8)
			n++
		}
	}
	return byte((sum + n/2) / n)
}
