package semi

import (
	"io"
	"math"

	"github.com/whisker-lab/whisker/nn"
)

// flow is what propagation and spreading share: beliefs that move along the edges of a graph.
type flow struct {
	kind    string
	graph   *Graph
	classes int
	label   []int32    // (n)
	pull    []float64  // of each edge, as the method weighs it
	belief  []float64  // (n, classes): in float32 what swings to and fro between two sides never dies out
	next    []float64  // (n, classes)
	beliefs *nn.Tensor // (n, classes), of belief
	answers []int32    // (n)
	shown   []published
}

type published struct {
	name   string
	tensor *nn.Tensor
}

// settled is the mean change of a belief in a sweep below which nothing happens any more.
const settled = 1e-8

func newFlow(kind string, g *Graph, label []int32, classes int) (*flow, error) {
	if err := check(label, g.n, classes); err != nil {
		return nil, err
	}
	f := &flow{
		kind: kind, graph: g, classes: classes, label: make([]int32, g.n), pull: make([]float64, len(g.to)),
		belief: make([]float64, g.n*classes), next: make([]float64, g.n*classes), beliefs: nn.NewTensor(g.n, classes), answers: make([]int32, g.n),
	}
	copy(f.label, label)
	edges := nn.NewTensor(len(g.to)/2, 3)
	for i, e := range g.Edges() {
		copy(edges.Data[3*i:], []float32{float32(e.A), float32(e.B), e.Weight})
	}
	f.shown = []published{
		{"points", g.points}, {"edges", edges}, {"beliefs", f.beliefs}, {"labels", nn.NewTensor(g.n)}, {"answers", nn.NewTensor(g.n)},
	}
	return f, nil
}

// Beliefs are how much of each class has reached each point (n, classes); only their shares in a row mean something. The result
// is the learner's until the next call.
func (f *flow) Beliefs() *nn.Tensor {
	for i, v := range f.belief {
		f.beliefs.Data[i] = float32(v)
	}
	return f.beliefs
}

// Graph is what the beliefs move along.
func (f *flow) Graph() *Graph { return f.graph }

// Labels are the labels that are known (n), None for the others. They are the learner's.
func (f *flow) Labels() []int32 { return f.label }

// Answers are the class that each point believes in most (n), None where no belief has arrived, and the first among equals.
// There is no answer for any other point: the method is transductive, and would have to run again with that point in its
// graph. The result is the learner's until the next call.
func (f *flow) Answers() []int32 {
	for i := range f.answers {
		f.answers[i] = None
		var most float64
		for c, v := range f.belief[i*f.classes:][:f.classes] {
			if v > most {
				f.answers[i], most = int32(c), v
			}
		}
	}
	return f.answers
}

// Accuracy is that of the answers for points without a label, whose classes are given (n).
func (f *flow) Accuracy(class []int) float64 { return Accuracy(f.Answers(), f.label, class) }

const badLabel = "semi: no such point or class"

func (f *flow) setLabel(point, class int) {
	if point < 0 || point >= f.graph.n || class < None || class >= f.classes {
		panic(badLabel)
	}
	f.label[point] = int32(class)
}

// sweep sets next to what flows into each point along its edges.
func (f *flow) sweep() {
	clear(f.next)
	k := f.classes
	for i := range f.graph.n {
		into := f.next[i*k:][:k]
		for e := f.graph.start[i]; e < f.graph.start[i+1]; e++ {
			w := f.pull[e]
			for c, v := range f.belief[int(f.graph.to[e])*k:][:k] {
				into[c] += w * v
			}
		}
	}
}

// take makes next the beliefs and returns the mean change of one.
func (f *flow) take() (loss float64, done bool) {
	for i, v := range f.next {
		loss += math.Abs(v - f.belief[i])
	}
	f.belief, f.next = f.next, f.belief
	loss /= float64(len(f.next))
	return loss, loss <= settled
}

// Publish is part of nn.Learner: the points (n, dims), the edges (edges, 3) as their two ends and their weight, the beliefs (n,
// classes), the labels (n) and the answers (n), −1 for none.
func (f *flow) Publish(emit func(name string, t *nn.Tensor)) {
	answers := f.Answers()
	f.Beliefs()
	for i := range f.label {
		f.shown[3].tensor.Data[i] = float32(f.label[i])
		f.shown[4].tensor.Data[i] = float32(answers[i])
	}
	for _, p := range f.shown {
		emit(p.name, p.tensor)
	}
}

// Save is part of nn.Learner: labels and beliefs. The points are not saved: they come from the data.
func (f *flow) Save(w io.Writer) error {
	e := nn.NewEncoder(w, f.kind)
	f.write(e)
	return e.Close()
}

// Load is part of nn.Learner.
func (f *flow) Load(r io.Reader) error {
	d := nn.NewDecoder(r, f.kind)
	f.read(d)
	return d.Close()
}

func (f *flow) write(e *nn.Encoder) {
	e.Ints(f.label)
	e.Doubles(f.belief)
}

func (f *flow) read(d *nn.Decoder) {
	d.Ints("labels", f.label, None, f.classes-1)
	d.Doubles("beliefs", f.belief)
}
