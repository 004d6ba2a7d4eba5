package neuron

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"math/rand/v2"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/kernel"
	"github.com/whisker-lab/whisker/nn/model"
)

// forWeights is what randomness is drawn for.
const forWeights = 1

const (
	near    = 0.5 // kilograms that a mass may be off and still be right
	mostSet = 1e6 // that an input can be set to by hand
)

// Run is a neuron under way: what it is taught, and what it is being shown.
type Run struct {
	*model.Neuron
	spec  model.NeuronSpec
	table table
	scale *nn.Scaler
	x     *nn.Tensor // (rows, inputs), as the neurons see them
	want  *nn.Tensor // (rows, neurons)
	shown []float64  // what goes in now, as it was measured
	row   int        // of the table, or −1 where that was set by hand
	lit   int        // the neuron whose sum is written out
	least int        // wrong rows at the best of times
	loss  lab.Trail
	now   moment
}

// moment is what becomes of what goes in now.
type moment struct{ seen, sum, y []float32 }

var (
	_ lab.Run      = (*Run)(nil)
	_ lab.Weighted = (*Run)(nil)
	_ lab.Speaker  = (*Run)(nil)
	_ lab.Actor    = (*Run)(nil)
	_ lab.Adapter  = (*Run)(nil)
)

// New makes the neuron and the table that a config describes.
func New(c lab.Config) (*Run, error) {
	r := &Run{table: tableOf(c.Text("table"), int(c.Number("concept")))}
	n, in, out := len(r.table.rows), len(r.table.inputs), r.table.neurons()
	columns := make([]float32, 0, n*in)
	for i := range in {
		for _, row := range r.table.rows {
			columns = append(columns, float32(row[i]))
		}
	}
	how := nn.Scalings[nn.Raw]
	if !r.table.counted { // a truth table is what it is
		how = c.Text("scale")
	}
	var err error
	if r.scale, err = nn.NewScaler(how, columns, in, n); err != nil {
		return nil, fmt.Errorf("neuron: %w", err)
	}
	r.x, r.want = nn.NewTensor(n, in), nn.NewTensor(n, out)
	for i, row := range r.table.rows {
		r.see(r.x.Data[i*in:][:in], row)
	}
	r.now = moment{make([]float32, in), make([]float32, out), make([]float32, out)}
	r.spec = spec(c, &r.table)
	if r.Neuron, err = model.NewNeuron(r.spec, r.x, r.want, rand.New(c.Rand("seed", forWeights))); err != nil {
		return nil, fmt.Errorf("neuron: %w", err)
	}
	r.asked()
	r.shown = make([]float64, in)
	r.show(n - 1)
	_, r.least = r.Score()
	r.note()
	return r, nil
}

func spec(c lab.Config, t *table) model.NeuronSpec {
	return model.NeuronSpec{Activation: t.activation(c.Text("activation")), Rule: c.Text("rule"), Rate: c.Number("lr"), Near: near}
}

// asked fills in what the neurons should say to each row. What stands for no depends on the activation, which Teach may change.
func (r *Run) asked() {
	for i, want := range r.table.want {
		switch {
		case r.table.several():
			for k := range r.table.neurons() {
				r.want.Data[i*r.table.neurons()+k] = 0
			}
			r.want.Data[i*r.table.neurons()+int(want)] = 1
		case r.table.values():
			r.want.Data[i] = float32(want)
		default:
			no, yes := r.Ends()
			r.want.Data[i] = float32(no + want*(yes-no))
		}
	}
}

// see is a row as the neurons see it.
func (r *Run) see(dst []float32, row []float64) {
	for i, v := range row {
		dst[i] = float32(r.scale.Do(i, v))
	}
}

// show puts a row in.
func (r *Run) show(row int) {
	r.row = row
	copy(r.shown, r.table.rows[row])
}

// Step is part of nn.Learner: the next row is put in and learnt from.
func (r *Run) Step() (loss float64, done bool) {
	r.show(r.Next())
	loss, done = r.Neuron.Step()
	r.note()
	return loss, done
}

// note adds to the trail.
func (r *Run) note() {
	loss, wrong := r.Score()
	r.least = min(r.least, wrong)
	r.loss.Add(r.Steps(), loss)
}

// answer is what becomes of what goes in now.
func (r *Run) answer() moment {
	r.see(r.now.seen, r.shown)
	r.Answer(r.now.y, r.now.sum, r.now.seen)
	return r.now
}

// Progress is part of lab.Run.
func (r *Run) Progress() lab.Progress {
	n := len(r.table.rows)
	return lab.Progress{Epoch: float64(r.Steps()) / float64(n), Batches: n, Examples: 1, Pace: 3}
}

// Truth is the table as the page shows it.
type Truth struct {
	Name   string     `json:"name"`
	Row    int        `json:"row"` // that is put in, −1 for none
	Rows   []TruthRow `json:"rows"`
	Counts bool       `json:"counts,omitempty"` // whether it is a truth table
	Own    bool       `json:"own,omitempty"`    // whether what should come out is the reader's to say
	Made   bool       `json:"made,omitempty"`   // whether it was made up
	Never  bool       `json:"never,omitempty"`  // whether no neuron gets all rows right
	Slice  *float64   `json:"slice,omitempty"`  // the third input, which the plane is for, where there is one
	Unit   string     `json:"unit,omitempty"`   // of values
	Shares []float64  `json:"shares,omitempty"` // of the classes, for what is put in
}

// TruthRow is one observation: what goes in, what should come out and what does, as class and as a number.
type TruthRow struct {
	In    []float64  `json:"in"`
	Want  float64    `json:"want"`
	Class int        `json:"class"` // −1 for values
	Says  lab.Number `json:"says"`
	Taken int        `json:"taken"` // what it is taken for
	Right bool       `json:"right"`
}

// Report is part of lab.Run.
func (r *Run) Report(s *lab.State) {
	s.Panels.Data.Classes, s.Panels.Data.Names, s.Panels.Data.Axes = len(r.table.classes), r.table.classes, r.table.inputs
	s.Panels.Readouts.Metrics, s.Panels.Readouts.Count = []string{"errors"}, r.Steps()
	now := r.answer()
	s.Put("sum", float64(now.sum[r.lit]))
	s.Put("output", float64(now.y[r.lit]))
	loss, wrong := r.Score()
	s.Put("trainLoss", loss)
	s.Put("errors", float64(wrong))
	s.Put("rows", float64(len(r.table.rows)))
	s.Panels.Put("truth", r.truth())
}

func (r *Run) truth() Truth {
	t := Truth{Name: r.table.name, Row: r.row, Counts: r.table.counted, Own: r.table.name == ownName, Made: r.table.name == "people", Never: !r.table.apart()}
	if len(r.shown) > 2 {
		third := r.shown[2]
		t.Slice = &third
	}
	if r.table.values() {
		t.Unit = "kg"
	}
	if r.table.several() {
		for _, y := range r.now.y {
			t.Shares = append(t.Shares, float64(y))
		}
	}
	y, out := make([]float32, r.table.neurons()), r.table.neurons()
	for i, in := range r.table.rows {
		r.Answer(y, nil, r.x.Data[i*len(in):][:len(in)])
		row := TruthRow{In: in, Want: r.table.want[i], Class: -1, Taken: -1, Right: r.Right(y, r.want.Data[i*out:][:out])}
		said := float64(y[0])
		switch {
		case r.table.several():
			row.Class, row.Taken = int(r.table.want[i]), model.Best(y)
			said = float64(y[row.Taken])
		case !r.table.values():
			row.Class = int(r.table.want[i])
			if row.Taken = 0; r.Fires(y[0]) {
				row.Taken = 1
			}
		}
		row.Says = lab.Number(said)
		t.Rows = append(t.Rows, row)
	}
	return t
}

// Edit is part of lab.Weighted.
func (r *Run) Edit(layer, out, in int, value float64) error {
	if layer != 1 || out < 0 || out >= r.Bias().Len() || in >= len(r.table.inputs) {
		return fmt.Errorf("neuron: layer %d, neuron %d, weight %d: there is none", layer, out, in)
	}
	if in < 0 {
		r.Bias().Data[out] = float32(value)
	} else {
		r.Neuron.Weights().Data[out*len(r.table.inputs)+in] = float32(value)
	}
	r.Renew()
	return nil
}

// Shape is part of lab.Weighted.
func (r *Run) Shape() []int { return []int{len(r.table.inputs), r.Bias().Len()} }

// Weights is part of lab.Weighted: the weights (neurons, inputs), then the biases.
func (r *Run) Weights() []float32 {
	return append(append([]float32{}, r.Neuron.Weights().Data...), r.Bias().Data...)
}

var errShape = errors.New("neuron: another number of weights")

// SetWeights is part of lab.Weighted.
func (r *Run) SetWeights(w []float32) error {
	n := r.Neuron.Weights().Len()
	if len(w) != n+r.Bias().Len() {
		return errShape
	}
	copy(r.Neuron.Weights().Data, w)
	copy(r.Bias().Data, w[n:])
	r.Renew()
	return nil
}

// Adapt is part of lab.Adapter: another rule, another activation and another answer of the reader's table leave the weights as
// they are.
func (r *Run) Adapt(c lab.Config, changed lab.Change) bool {
	switch changed.Control {
	case "rule", "activation":
		next := spec(c, &r.table)
		if r.Teach(next) != nil {
			return false
		}
		r.spec = next
	case "concept":
		r.table = tableOf(c.Text("table"), int(c.Number("concept")))
		r.Renew()
	default:
		return false
	}
	r.asked()
	_, r.least = r.Score()
	return true
}

// Tune is part of nn.Learner.
func (r *Run) Tune(name string, v float64) {
	if r.Neuron.Tune(name, v); name == "lr" {
		r.spec.Rate = v
	}
}

// Act is part of lab.Actor: {"do": "feed", "index": 0, "value": 0.5} sets one input, {"do": "row", "index": 2} puts a row in,
// {"do": "ask", "x": 0.5, "y": 1} sets the first two inputs, {"do": "light", "unit": 1} writes another neuron's sum out.
func (r *Run) Act(m lab.Msg) (known bool, err error) {
	f := m.Fields()
	index, unit, value, x, y := f.Int("index", -1), f.Int("unit", -1), f.Float("value", math.NaN()), f.Float("x", math.NaN()), f.Float("y", math.NaN())
	if err := f.Err(); err != nil {
		return true, err
	}
	switch m.Do {
	case "feed":
		if index < 0 || index >= len(r.shown) || !(math.Abs(value) <= mostSet) {
			return true, fmt.Errorf("neuron: feed: want one of %d inputs and a value, at most a million", len(r.shown))
		}
		r.shown[index], r.row = value, -1
	case "row":
		if index < 0 || index >= len(r.table.rows) {
			return true, fmt.Errorf("neuron: row %d of %d", index, len(r.table.rows))
		}
		r.show(index)
	case "ask":
		if !(math.Abs(x) <= mostSet) || !(math.Abs(y) <= mostSet) {
			return true, errors.New("neuron: ask: want x and y, at most a million")
		}
		r.put(x, y)
	case "light":
		if unit < 0 || unit >= r.Bias().Len() {
			return true, fmt.Errorf("neuron: neuron %d of %d", unit, r.Bias().Len())
		}
		r.lit = unit
	default:
		return false, nil
	}
	return true, nil
}

// put sets the first two inputs: to those of a row, if that is a row's place.
func (r *Run) put(x, y float64) {
	for i, row := range r.table.rows {
		if float32(row[0]) == float32(x) && float32(row[1]) == float32(y) {
			r.show(i)
			return
		}
	}
	for i, v := range [2]float64{x, y} {
		r.shown[i] = math.Round(v/r.table.step[i]) * r.table.step[i]
	}
	r.row = -1
}

// Save is part of nn.Learner.
func (r *Run) Save(w io.Writer) error {
	var learnt bytes.Buffer
	if err := r.Neuron.Save(&learnt); err != nil {
		return err
	}
	e := nn.NewEncoder(w, "neuron run")
	e.String(learnt.String())
	e.Doubles(r.shown)
	e.Uint(uint64(r.row + 1))
	e.Uint(uint64(r.lit))
	e.Uint(uint64(r.least))
	r.loss.Write(e)
	return e.Close()
}

// Load is part of nn.Learner.
func (r *Run) Load(from io.Reader) error {
	d := nn.NewDecoder(from, "neuron run")
	var learnt string
	var loss lab.Trail
	shown, row, lit, least := make([]float64, len(r.shown)), 0, 0, 0
	d.Text(&learnt)
	d.Doubles("inputs", shown)
	d.Int(&row, 0, len(r.table.rows))
	d.Int(&lit, 0, r.Bias().Len()-1)
	d.Int(&least, 0, len(r.table.rows))
	loss.Read(d)
	if err := d.Close(); err != nil {
		return err
	}
	for _, v := range shown {
		if !(math.Abs(v) <= mostSet) {
			return errors.New("neuron: an input that is no number")
		}
	}
	if err := r.Neuron.Load(bytes.NewReader([]byte(learnt))); err != nil {
		return err
	}
	r.shown, r.row, r.lit, r.least, r.loss = shown, row-1, lit, least, loss
	return nil
}

// stepped tells whether an activation is flat but for a jump.
func (r *Run) stepped() bool { return r.spec.Activation == kernel.Threshold.String() }
