package letters

import (
	"bytes"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/model"
)

// What randomness is drawn for, so that one seed gives unrelated numbers for each.
const (
	forSplit = iota + 1
	forWeights
	forOrder
	forPen
	forDice // and what follows, for each line that is written
)

// The kinds of cells, as the lesson and as networks call them.
var cellKinds = [...]struct{ option, kind string }{{"lstm", "lstm"}, {"gru", "gru"}, {"plain", "rnn"}}

// Cells are the kinds of cells that can remember, the usual one first.
func Cells() (options []string) {
	for _, one := range cellKinds {
		options = append(options, one.option)
	}
	return options
}

// Optimisers are the rules that the network may learn by, the usual one first.
func Optimisers() []string { return []string{"adam", "rmsprop", "momentum", "sgd"} }

const (
	// MostCells is how many hidden cells there may be.
	MostCells = 96
	// MostBatch is how many lines are read side by side, at most.
	MostBatch = 64
	// MostSteps is through how many letters gradients go back, at most.
	MostSteps = 32
)

// Run is a network that learns to write lines.
type Run struct {
	script  *script
	speller *model.Speller
	voice   *model.Voice
	net     nn.Description
	cells   int // hidden ones
	base    baselines
	is      measured
	steps   int
	batch   int
	heat    float64 // temperature
	trait   int
	cell    int // that the reader has chosen, −1 for the one that knows most
	sheet   sheet
	diary   diary
	trails  [2]lab.Trail
}

var trailNames = [2]string{"bits/train", "bits/test"}

var (
	_ lab.Run     = (*Run)(nil)
	_ lab.Speaker = (*Run)(nil)
	_ lab.Actor   = (*Run)(nil)
)

// New reads the text that a config chooses, keeps a part back, and makes the network.
func New(c lab.Config) (*Run, error) {
	lines, err := textOf(c)
	if err != nil {
		return nil, fmt.Errorf("letters: %w", err)
	}
	s, err := newScript(lines, c.Number("train"), c.Rand("dataseed", forSplit))
	if err != nil {
		return nil, err
	}
	cells := min(max(int(c.Number("hidden")), 1), MostCells)
	kind := cellKinds[0].kind
	for _, one := range cellKinds {
		if c.Text("cell") == one.option {
			kind = one.kind
		}
	}
	net := nn.Description{Codes: len(s.signs), Layers: []nn.Spec{{Kind: kind, Units: cells}, {Kind: "dense", Units: len(s.signs)}}}
	batch := int(min(max(c.Number("batch"), 1), MostBatch))
	steps := min(int(min(max(c.Number("truncate"), 1), MostSteps)), s.longer+1) // beyond a line there is nothing to read
	m, err := model.NewSpeller(model.SpellerConfig{
		Net: net, Batch: batch, Steps: steps, Optimiser: c.Text("optimiser"), Rate: c.Number("lr"), Clip: c.Number("clip"),
	}, s.read, rand.New(c.Rand("seed", forWeights)), c.Rand("seed", forOrder).Uint64())
	if err != nil {
		return nil, fmt.Errorf("letters: %w", err)
	}
	r := &Run{
		script: s, speller: m, voice: m.Voice(net), net: net, cells: cells, base: count(s), batch: batch, heat: c.Number("temperature"),
		trait: max(slices.Index(traits[:], c.Text("knows")), 0), cell: -1,
	}
	if s.rare {
		r.voice.Mute = len(s.signs) - 1
	}
	r.is = newMeasured(s, m, net, cells)
	r.is.listen()
	r.sheet = newSheet(c)
	r.sheet.written = s.begins(c.Text("text"))
	r.diary = newDiary(c)
	r.is.begin(m, 0)
	for !r.is.work() {
	}
	r.note()
	r.diary.keep(r)
	return r, nil
}

// note adds to the trails what was measured.
func (r *Run) note() {
	for i := range r.trails {
		r.trails[i].Add(r.is.at, r.is.bits[i])
	}
}

// Step is part of nn.Learner: some letters of as many lines as a batch has. The loss is theirs, in nats a letter.
func (r *Run) Step() (loss float64, done bool) {
	loss, _ = r.speller.Step()
	r.steps++
	r.sheet.fresh, r.diary.fresh = false, false
	if r.is.due(r.steps) {
		r.is.begin(r.speller, r.steps)
	}
	if r.is.work() {
		r.note()
	}
	if r.diary.due(r.steps) {
		r.diary.keep(r)
	}
	return loss, false
}

// Tune is part of nn.Learner.
func (r *Run) Tune(name string, v float64) {
	switch name {
	case "lr", "clip":
		r.speller.Tune(name, v)
	case "batch":
		r.batch = int(min(max(v, 1), MostBatch))
		r.speller.Tune(name, float64(r.batch))
	case "temperature":
		if r.heat != v {
			r.heat = v
			r.sheet.fresh, r.diary.fresh = false, false
		}
	case "knows":
		if v >= 0 && int(v) < len(traits) && r.trait != int(v) {
			r.trait, r.cell = int(v), -1
		}
	}
}

// Progress is part of lab.Run.
func (r *Run) Progress() lab.Progress {
	return lab.Progress{Epoch: r.speller.Epochs(), Batches: max((len(r.script.read)+r.batch-1)/r.batch, 1), Examples: r.speller.Used(), Pace: 60}
}

// Publish is part of nn.Learner: the biases, as no picture shows the many other weights.
func (r *Run) Publish(emit func(name string, t *nn.Tensor)) {
	for _, p := range r.speller.Network().Params() {
		if len(p.Value.Shape) == 1 {
			emit(p.Name, p.Value)
		}
	}
}

// Save is part of nn.Learner.
func (r *Run) Save(w io.Writer) error {
	var speller bytes.Buffer
	if err := r.speller.Save(&speller); err != nil {
		return err
	}
	e := nn.NewEncoder(w, "letters")
	e.String(speller.String())
	e.Uint(uint64(r.steps))
	e.Float(r.heat)
	e.Uint(uint64(r.batch))
	e.Uint(uint64(r.trait))
	e.Uint(uint64(r.cell + 1))
	r.is.write(e)
	r.sheet.write(e)
	r.diary.save(e)
	for i := range r.trails {
		r.trails[i].Write(e)
	}
	return e.Close()
}

// Load is part of nn.Learner.
func (r *Run) Load(from io.Reader) error {
	d := nn.NewDecoder(from, "letters")
	var speller string
	var cell int
	next := *r
	next.is = newMeasured(r.script, r.speller, r.net, r.cells)
	next.diary, next.sheet.pen = r.diary.like(), rand.NewPCG(0, 0)
	d.Text(&speller)
	d.Int(&next.steps, 0, math.MaxInt32)
	d.Float(&next.heat)
	d.Int(&next.batch, 1, MostBatch)
	d.Int(&next.trait, 0, len(traits)-1)
	d.Int(&cell, 0, r.cells)
	judged := next.is.read(d)
	wrote := next.sheet.read(d, len(r.script.signs))
	next.diary.load(d, len(r.script.signs))
	for i := range next.trails {
		next.trails[i] = lab.Trail{}
		next.trails[i].Read(d)
	}
	if err := d.Close(); err != nil {
		return err
	}
	if err := r.speller.Load(bytes.NewReader([]byte(speller))); err != nil {
		return err
	}
	judged()
	next.sheet.written, next.sheet.fresh, next.diary.fresh = wrote(), false, false
	next.cell = cell - 1
	*r = next
	r.is.listen()
	return nil
}
