package kernel

const badWindow = "kernel: window does not fit the plane"

// Window slides a kernel over the planes of an image, in convolution and in pooling.
type Window struct {
	Height, Width            int // of a plane of the input
	KernelH, KernelW         int
	Stride                   int
	Top, Bottom, Left, Right int // padding, read as zeros (left out in pooling)
}

// Out is the size of a plane of the result.
func (w Window) Out() (height, width int) {
	return (w.Height+w.Top+w.Bottom-w.KernelH)/w.Stride + 1, (w.Width+w.Left+w.Right-w.KernelW)/w.Stride + 1
}

// Area is the number of values under the kernel.
func (w Window) Area() int { return w.KernelH * w.KernelW }

// Same returns w padded so that a plane of the result has ⌈size/stride⌉ values a side. An odd pixel of padding goes to
// the bottom and to the right, as TensorFlow has it.
func (w Window) Same() Window {
	pad := func(size, kernel int) (before, after int) {
		total := max(0, (size-1)/w.Stride*w.Stride+kernel-size)
		return total / 2, total - total/2
	}
	w.Top, w.Bottom = pad(w.Height, w.KernelH)
	w.Left, w.Right = pad(w.Width, w.KernelW)
	return w
}

func (w Window) check() {
	if w.Stride < 1 || w.KernelH < 1 || w.KernelW < 1 || min(w.Top, w.Bottom, w.Left, w.Right) < 0 ||
		w.KernelH > w.Height+w.Top+w.Bottom || w.KernelW > w.Width+w.Left+w.Right {
		panic(badWindow)
	}
}
