package model

import (
	"math/rand/v2"

	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/kernel"
)

// feed hands out the training examples, a batch at a time, each example once an epoch.
type feed struct {
	n, features, outputs int
	size                 int       // of a batch, 1…n
	rows                 []float32 // (n, features+outputs): an example and its targets lie together
	all                  []float32 // (features+outputs, Stride(n)): the same, as the batch of all
	batch                []float32 // (features+outputs, stride): the batch that was drawn
	share                []float32 // (Stride(n)): 1/shared for the first shared examples, then 0
	shared               int
	sequential           bool

	order  *rand.PCG // gives every epoch the start of its own shuffle
	state  uint64    // of that shuffle, a linear congruential generator as it needs no 128-bit product
	index  []int32   // (n): the first at are those drawn in this epoch, in order
	at     int       // examples drawn in this epoch
	drawn  int       // batches drawn in this epoch
	epochs int
	recent span // of index: the last batch
}

func (f *feed) fill(loss nn.Loss, features, outputs int, s Set, order *rand.PCG, sequential bool) {
	width, stride := features+outputs, kernel.Stride(s.N)
	*f = feed{
		n: s.N, features: features, outputs: outputs, sequential: sequential, order: order,
		rows: again(f.rows, width*s.N), all: again(f.all, width*stride), batch: again(f.batch, width*stride),
		share: again(f.share, stride), index: again(f.index, s.N),
	}
	for i := range s.N {
		row := f.rows[i*width:][:width]
		for j := range features {
			row[j] = s.X[j*s.N+i]
		}
		if loss.Classifies() {
			loss.Target(row[features:], s.Class[i])
		} else {
			for j := range outputs {
				row[features+j] = s.Value[j*s.N+i]
			}
		}
		f.index[i] = int32(i)
	}
	for j := range width {
		for i := range stride {
			f.all[j*stride+i] = f.rows[min(i, s.N-1)*width+j]
		}
	}
}

// again is n values in the storage of x, where they have room there.
func again[T any](x []T, n int) []T {
	if cap(x) < n {
		return make([]T, n)
	}
	return x[:n]
}

// resize sets the size of a batch; 0 or more than there are is all of them, which starts the epoch afresh.
func (f *feed) resize(size int) {
	if size <= 0 || size >= f.n {
		size, f.at, f.drawn = f.n, 0, 0
	}
	f.size = size
}

// next returns the next batch: x (features, stride), t (outputs, stride) and share (stride). Padding repeats an example,
// so that it is finite where the batch is, and has no share.
func (f *feed) next() (x, t, share []float32, stride int) {
	n := min(f.size, f.n-f.at)
	stride = kernel.Stride(n)
	if n != f.shared {
		for i := range f.share {
			f.share[i] = 0
			if i < n {
				f.share[i] = 1 / float32(n)
			}
		}
		f.shared = n
	}
	from := f.all
	if n < f.n {
		f.draw(n, stride)
		from = f.batch
	}
	f.recent = span{f.at, f.at + n}
	f.at += n
	f.drawn++
	if f.at == f.n {
		f.at, f.drawn = 0, 0
		f.epochs++
	}
	cut := f.features * stride
	return from[:cut], from[cut : cut+f.outputs*stride], f.share[:stride], stride
}

// draw picks n examples that this epoch has not had and lays them out as a batch. It is the part of a Fisher–Yates shuffle
// that is needed now.
func (f *feed) draw(n, stride int) {
	if f.at == 0 && !f.sequential {
		f.state = f.order.Uint64()
	}
	width, state := f.features+f.outputs, f.state
	index := f.index[f.at:]
	if !f.sequential {
		for i := range n {
			state = state*6364136223846793005 + 1442695040888963407 // Knuth's MMIX
			j := i + int((state>>32)*uint64(len(index)-i)>>32)
			index[i], index[j] = index[j], index[i]
		}
		f.state = state
	}
	kernel.Gather(f.batch, f.rows, index[:n], width, stride)
}

// batches is how many there are in an epoch.
func (f *feed) batches() int { return (f.n + f.size - 1) / f.size }
