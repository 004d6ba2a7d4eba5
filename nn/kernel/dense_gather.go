package kernel

import "unsafe"

const badGather = "kernel: examples do not fit the batch"

// Gather lays examples out as a batch: rows (n, width) holds one after the other, dst (width, stride) becomes feature-major
// with the examples at index in its columns. The columns that are left over repeat the first example.
func Gather(dst, rows []float32, index []int32, width, stride int) {
	if width < 1 || len(index) < 1 || len(index) > stride || len(dst) < width*stride {
		panic(badGather)
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
