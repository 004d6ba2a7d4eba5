package kernel

// Im2col copies what lies under the kernel, for each place of it, to a column: dst (planes·area, places) from x
// (planes, height, width). A convolution is then one product of matrices.
func Im2col(dst, x []float32, planes int, w Window) {
	oh, ow := w.Out()
	n := 0
	for c := 0; c < planes; c++ {
		plane := x[c*w.Height*w.Width:][:w.Height*w.Width]
		for ky := 0; ky < w.KernelH; ky++ {
			for kx := 0; kx < w.KernelW; kx++ {
				for oy := 0; oy < oh; oy++ {
					row := dst[n:][:ow]
					n += ow
					y := oy*w.Stride + ky - w.Top
					if y < 0 || y >= w.Height {
						clear(row)
						continue
					}
					src := plane[y*w.Width:][:w.Width]
					for ox := range row {
						if i := ox*w.Stride + kx - w.Left; i >= 0 && i < w.Width {
							row[ox] = src[i]
						} else {
							row[ox] = 0
						}
					}
				}
			}
		}
	}
}

// Col2im adds each column of src (planes·area, places) back to where Im2col took it from: dx (planes, height, width).
func Col2im(dx, src []float32, planes int, w Window) {
	oh, ow := w.Out()
	n := 0
	for c := 0; c < planes; c++ {
		plane := dx[c*w.Height*w.Width:][:w.Height*w.Width]
		for ky := 0; ky < w.KernelH; ky++ {
			for kx := 0; kx < w.KernelW; kx++ {
				for oy := 0; oy < oh; oy++ {
					row := src[n:][:ow]
					n += ow
					y := oy*w.Stride + ky - w.Top
					if y < 0 || y >= w.Height {
						continue
					}
					dst := plane[y*w.Width:][:w.Width]
					for ox, v := range row {
						if i := ox*w.Stride + kx - w.Left; i >= 0 && i < w.Width {
							dst[i] += v
						}
					}
				}
			}
		}
	}
}
