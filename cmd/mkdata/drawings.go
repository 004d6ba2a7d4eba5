package main

import (
	"bytes"
	"fmt"
	"image"
	"math"
	"os"
	"path/filepath"
	"strings"

	"github.com/whisker-lab/whisker/nn/data"
)

// A drawing is a square of so many pixels. Its ink fills a box of that side as far as it goes, whose centre of mass is in the middle:
// so the page fits what a reader draws, and so MNIST's digits are.
const (
	drawingSide = 28
	drawingBox  = 20
	faint       = 0x0800 // of 0xffff: less opaque is no ink
)

// drawings reads line drawings out of a folder that drawings/render.mjs made: transparent pictures, and index.txt with the class,
// the icon set and the file of each. Those of one set are a group: they are by one hand, and twins at times.
func drawings(folder string) (*data.Pictures, error) {
	index, err := os.ReadFile(filepath.Join(folder, "index.txt"))
	if err != nil {
		return nil, err
	}
	g, _ := data.FindGallery("drawings")
	p := &data.Pictures{
		Name: g.Name, Licence: "MIT, ISC and CC0 1.0, see DATA-LICENSES.md", Planes: 1, Height: drawingSide, Width: drawingSide, Bits: 4, Classes: g.Classes,
		Source: "40 icon sets, by way of @iconify/json 2.2.535",
	}
	classes, groups := map[string]int{}, map[string]int{}
	for i, name := range p.Classes {
		classes[name] = i
	}
	for i, line := range strings.Split(strings.TrimSpace(string(index)), "\n") {
		parts := strings.Fields(line)
		if len(parts) != 3 {
			return nil, fmt.Errorf("index.txt: line %d: want class, set and file", i+1)
		}
		class, known := classes[parts[0]]
		if !known {
			return nil, fmt.Errorf("index.txt: line %d: no class %q", i+1, parts[0])
		}
		b, err := os.ReadFile(filepath.Join(folder, filepath.Base(parts[2])))
		if err != nil {
			return nil, err
		}
		pic, _, err := image.Decode(bytes.NewReader(b))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", parts[2], err)
		}
		fitted := fit(pic)
		if fitted == nil {
			return nil, fmt.Errorf("%s: no ink", parts[2])
		}
		if _, known := groups[parts[1]]; !known {
			groups[parts[1]] = len(groups)
		}
		p.Pixels = append(p.Pixels, fitted...)
		p.Class, p.Group = append(p.Class, class), append(p.Group, groups[parts[1]])
	}
	return p, nil
}

// fit crops a picture to its ink, scales that into the box and lays it in the middle by its mass; nil where there is no ink. Each
// pixel is the mean of what it covers.
func fit(pic image.Image) []byte {
	ink := image.Rectangle{}
	bounds := pic.Bounds()
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			if _, _, _, a := pic.At(x, y).RGBA(); a > faint {
				ink = ink.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	if ink.Empty() {
		return nil
	}
	each := float64(max(ink.Dx(), ink.Dy())) / drawingBox // of the picture's pixels one of these covers
	wide, tall := int(math.Ceil(float64(ink.Dx())/each-1e-9)), int(math.Ceil(float64(ink.Dy())/each-1e-9))
	left := float64(ink.Min.X+ink.Max.X)/2 - each*float64(wide)/2
	top := float64(ink.Min.Y+ink.Max.Y)/2 - each*float64(tall)/2
	small := make([]float64, 0, wide*tall)
	mass, sumX, sumY := 0.0, 0.0, 0.0
	for y := range tall {
		for x := range wide {
			mean := covered(pic, left+each*float64(x), top+each*float64(y), each)
			small = append(small, mean)
			mass, sumX, sumY = mass+mean, sumX+mean*(float64(x)+0.5), sumY+mean*(float64(y)+0.5)
		}
	}
	place := func(size int, middle float64) int {
		return min(max(int(math.Floor(drawingSide/2-middle+0.5)), 0), drawingSide-size)
	}
	x0, y0 := place(wide, sumX/mass), place(tall, sumY/mass)
	fitted := make([]byte, drawingSide*drawingSide)
	for i, mean := range small {
		fitted[(y0+i/wide)*drawingSide+x0+i%wide] = byte(math.Round(255 * min(mean, 1)))
	}
	return fitted
}

// covered is the mean of the ink in a square of a picture.
func covered(pic image.Image, left, top, side float64) float64 {
	sum := 0.0
	share := func(at int, from float64) float64 {
		return max(min(float64(at+1), from+side)-max(float64(at), from), 0)
	}
	for y := int(math.Floor(top)); y < int(math.Ceil(top+side)); y++ {
		for x := int(math.Floor(left)); x < int(math.Ceil(left+side)); x++ {
			if (image.Point{X: x, Y: y}).In(pic.Bounds()) {
				_, _, _, a := pic.At(x, y).RGBA()
				sum += float64(a) / 0xffff * share(x, left) * share(y, top)
			}
		}
	}
	return sum / (side * side)
}
