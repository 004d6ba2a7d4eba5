package frame

import "unsafe"

// The rows of marks are arrays (n, columns) of which each row is one of the structs below: nothing but numbers, in this order.
// Coordinates are the plane's own; a class below 0 is one of the colours that are no class's.

// Colours of marks that belong to no class.
const (
	Grey = -1
	Ink  = -2
	Nose = -3
)

// Point is an example: its class, and 1 if it is kept back for the test.
type Point struct{ X, Y, Class, Test float32 }

// Segment is a line under the points.
type Segment struct{ X1, Y1, X2, Y2, Class, Opacity float32 }

// Arrow is a line over the points, with a head at its second end.
type Arrow struct{ X1, Y1, X2, Y2, Class, Opacity float32 }

// Ellipse is the outline of a covariance, at one and at two standard deviations.
type Ellipse struct{ X, Y, XX, XY, YY, Class float32 }

// Circle is a disc with a faint filling.
type Circle struct{ X, Y, Radius, Class float32 }

// Centre is a place that can be dragged.
type Centre struct{ X, Y, Class float32 }

// Ring is around what is looked at.
type Ring struct{ X, Y float32 }

// Pin is a point that is larger than others.
type Pin struct{ X, Y, Class float32 }

// Note says something of a place: What is part of a key of the page's words, Share what they are filled with, below 0 for nothing.
// Of a class below Grey, it stands in the middle and has no mark.
type Note struct{ X, Y, What, Class, Share float32 }

// Spot is a mark of its own size over the points; the radius is in CSS pixels.
type Spot struct{ X, Y, Class, Radius float32 }

// Asked is a point, by its place among all, that somebody wants to know of, and why.
type Asked struct{ Point, Why float32 }

// Mark is a row of numbers.
type Mark interface {
	Point | Segment | Arrow | Ellipse | Circle | Centre | Ring | Pin | Note | Spot | Asked
}

// Marks adds n rows to a frame and returns them, to be filled: they hold whatever was there before.
func Marks[M Mark](f *Frame, name string, n int) []M {
	return rows[M](f.Add(name, n, columns[M]()))
}

// MarksOf are the whole rows of an array; none where there is no such array. What a reader of frames from outside finds in them
// may be no numbers.
func MarksOf[M Mark](f *Frame, name string) []M {
	if a := f.Array(name); a != nil {
		return rows[M](a.Data)
	}
	return nil
}

func columns[M Mark]() int { return int(unsafe.Sizeof(*new(M)) / unsafe.Sizeof(float32(0))) }

// rows sees numbers as rows of them, in the same place: every mark is a struct of float32 alone.
func rows[M Mark](data []float32) []M {
	n := len(data) / columns[M]()
	if n == 0 {
		return nil
	}
	return unsafe.Slice((*M)(unsafe.Pointer(unsafe.SliceData(data))), n)
}
