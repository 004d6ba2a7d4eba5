package nn

// Tensor is a dense float32 array in row-major order: the last index varies fastest.
type Tensor struct {
	Shape []int
	Data  []float32 // len = product of Shape
}

// NewTensor returns a zeroed tensor of the given shape.
func NewTensor(shape ...int) *Tensor {
	return &Tensor{Shape: append([]int(nil), shape...), Data: make([]float32, volume(shape))}
}

// TensorOf wraps data, without copying, in a tensor of the given shape.
func TensorOf(data []float32, shape ...int) *Tensor {
	if len(data) != volume(shape) {
		panic(badShape)
	}
	return &Tensor{Shape: append([]int(nil), shape...), Data: data}
}

// Len is the number of elements.
func (t *Tensor) Len() int { return len(t.Data) }

// Dim is the size of dimension i.
func (t *Tensor) Dim(i int) int { return t.Shape[i] }

// Zero sets every element to 0.
func (t *Tensor) Zero() { clear(t.Data) }

// Resize gives t a new shape, reusing its storage where that is large enough. The contents are undefined afterwards.
func (t *Tensor) Resize(shape ...int) {
	n := volume(shape)
	if cap(t.Data) < n {
		t.Data = make([]float32, n)
	}
	t.Data = t.Data[:n]
	t.Shape = append(t.Shape[:0], shape...)
}

func volume(shape []int) int {
	n := 1
	for _, d := range shape {
		if d < 0 {
			panic(badShape)
		}
		n *= d
	}
	return n
}
