package kernel

import "unsafe"

const badGather = "kernel: examples do not fit the batch"

// Gather lays examples out as a batch: rows (n, width) holds one after the other, dst (width, stride) becomes feature-major
// with the examples at index in its columns. The columns that are left over repeat the first example.
func Gather(dst, rows []float32, index []int32, width, stride int) {
	if width < 1 || len(index) < 1 || len(index) > stride || len(dst) < width*stride {
		panic(badGather)
	}
	if width == 3 {
		gather3(dst, rows, index, stride)
		return
	}
	o, step := unsafe.Pointer(unsafe.SliceData(dst)), uintptr(4*stride)
	for _, at := range index {
		row := rows[int(at)*width:][:width]
		c := o
		for len(row) >= 4 {
			*(*float32)(c) = row[0]
			*(*float32)(unsafe.Add(c, step)) = row[1]
			*(*float32)(unsafe.Add(c, 2*step)) = row[2]
			*(*float32)(unsafe.Add(c, 3*step)) = row[3]
			row, c = row[4:], unsafe.Add(c, 4*step)
		}
		if len(row) >= 2 {
			*(*float32)(c) = row[0]
			*(*float32)(unsafe.Add(c, step)) = row[1]
			row, c = row[2:], unsafe.Add(c, 2*step)
		}
		if len(row) > 0 {
			*(*float32)(c) = row[0]
		}
		o = unsafe.Add(o, 4)
	}
	for i := len(index); i < stride; i++ {
		for j := 0; j < width*stride; j += stride {
			dst[j+i] = dst[j]
		}
	}
}

// gather3 is Gather for two features and a target, without an inner loop. It moves the bits as whole numbers, whose loads the
// compiler gives constant offsets.
func gather3(dst, rows []float32, index []int32, stride int) {
	o, step := unsafe.Pointer(unsafe.SliceData(dst)), uintptr(4*stride)
	for i := 0; i < stride; i += 4 {
		gatherOne(o, rows, index, i, step)
		gatherOne(unsafe.Add(o, 4), rows, index, i+1, step)
		gatherOne(unsafe.Add(o, 8), rows, index, i+2, step)
		gatherOne(unsafe.Add(o, 12), rows, index, i+3, step)
		o = unsafe.Add(o, 16)
	}
}

func gatherOne(o unsafe.Pointer, rows []float32, index []int32, i int, step uintptr) {
	if i >= len(index) {
		i = 0
	}
	p := unsafe.Pointer((*[3]float32)(rows[3*int(index[i]):]))
	move(o, p)
	move(unsafe.Add(o, step), unsafe.Add(p, 4))
	move(unsafe.Add(o, 2*step), unsafe.Add(p, 8))
}
