package images

import (
	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/model"
)

// What a look goes through.
const (
	ofTest = iota
	ofTrain
	ofShifted
	parts
)

// judge looks how good a network is, a slice at each step: with the weights that it had when the look began, which are kept meanwhile.
type judge struct {
	net    *model.CNN // of the same kind
	values []float32  // its weights
	of     []float32  // those of the network that is judged
	images [2]*nn.Tensor
	labels [2][]float32
	size   int // of a picture
	width  int
	shift  int // pixels to the right for the shifted part; 0 for no such part

	begun    bool
	part, at int // what comes next
	under    look
	done     look
	x        nn.Tensor
	y        []float32
	read     []uint8
}

// look is what has come of one.
type look struct {
	step  int // after which the weights were taken
	loss  [parts]float64
	right [parts]int
	read  []uint8 // what each picture of the test was taken for
}

// slice is how many pictures go through the network at once.
const slice = 12

func newJudge(net *model.CNN, of []float32, test, train *nn.Tensor, testLabels, trainLabels []float32) *judge {
	values, _ := net.Network().Flat()
	j := &judge{
		net: net, values: values, of: of, images: [2]*nn.Tensor{test, train}, labels: [2][]float32{testLabels, trainLabels},
		size: test.Len() / len(testLabels), width: test.Dim(3), y: make([]float32, slice), read: make([]uint8, slice),
	}
	j.x.Resize(slice, test.Dim(1), test.Dim(2), test.Dim(3))
	j.under.read, j.done.read = make([]uint8, len(testLabels)), make([]uint8, len(testLabels))
	return j
}

// begin takes the weights as they are after a step.
func (j *judge) begin(step int) {
	j.begun = true
	copy(j.values, j.of)
	j.part, j.at = 0, 0
	j.under.step, j.under.loss, j.under.right = step, [parts]float64{}, [parts]int{}
}

// now makes a whole look at once, and begins the next.
func (j *judge) now(step int) {
	j.begin(step)
	for !j.advance() {
	}
	j.begin(step)
}

// advance goes on with the look by a slice, and tells whether it has come to its end.
func (j *judge) advance() (ended bool) {
	from := j.part % ofShifted
	labels := j.labels[from][j.at:]
	n := min(slice, len(labels))
	j.x.Shape[0], j.x.Data = n, j.x.Data[:n*j.size]
	src := j.images[from].Data[j.at*j.size:][:n*j.size]
	if j.part == ofShifted {
		shifted(j.x.Data, src, j.width, j.shift)
	} else {
		copy(j.x.Data, src)
	}
	read := j.read[:n]
	if j.part == ofTest {
		read = j.under.read[j.at:][:n]
	}
	loss, right := j.net.Read(&j.x, labels[:n], read)
	j.under.loss[j.part] += loss * float64(n)
	j.under.right[j.part] += right
	if j.at += n; j.at < len(j.labels[from]) {
		return false
	}
	j.under.loss[j.part] /= float64(j.at)
	j.part, j.at = j.part+1, 0
	if j.part == ofShifted && j.shift == 0 {
		j.part++
	}
	if j.part < parts {
		return false
	}
	j.done, j.under = j.under, j.done
	return true
}

// share is which share of a part's pictures was taken for what they are.
func (j *judge) share(part int) float64 {
	return float64(j.done.right[part]) / float64(len(j.labels[part%ofShifted]))
}
