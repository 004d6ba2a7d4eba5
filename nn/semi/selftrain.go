package semi

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"

	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/model"
)

// SelfTrainSpec says what network to train and when it may believe itself. Confidence can be tuned later.
type SelfTrainSpec struct {
	Net        model.MLPSpec // of a loss that classifies
	Confidence float64       // from which the network's own answer counts as a label, 0.5–1
	Round      int           // steps between two times of asking it
}

// SelfTrain trains a network on the labelled points, asks it about the others, and goes on with those answers that it is sure
// of as if they were labels: pseudo-labels (Scudder, "Probability of error of some adaptive pattern-recognition machines", 1965;
// Lee, "Pseudo-Label", 2013). Every round asks anew, so that a pseudo-label may be taken back. It is inductive: it answers
// for any point. It believes its own mistakes, too.
type SelfTrain struct {
	net        *model.MLP
	confidence float64
	round      int
	n          int
	features   int
	x          []float32 // (features, n)
	label      []int32   // (n), None for those without
	batch      float64   // as tuned
	wait       int       // steps to the next round
	rounds     int       // so far, up to growRounds
	pseudo     []int32   // (n): None, or what the network answered when it was sure

	given   model.Set // the training set
	room    model.Set // storage for it: (features, 2n)
	outputs []float32 // (outputs, n)
	answers []int32   // (n)
	ranked  []int32   // (n): points, the surest first
	count   []int     // (classes)
	sure    *nn.Tensor
	shown   *nn.Tensor
}

// NewSelfTrain begins with the labelled ones of the points x (features, n) and a new network. weights is used up to here only;
// order shuffles the examples from now on.
func NewSelfTrain(spec SelfTrainSpec, x []float32, label []int32, weights *rand.Rand, order *rand.PCG) (*SelfTrain, error) {
	if !(spec.Confidence >= 0.5 && spec.Confidence <= 1) || spec.Round < 1 {
		return nil, fmt.Errorf("semi: confidence %v every %d steps: want 0.5 to 1, and a step at least", spec.Confidence, spec.Round)
	}
	n := len(label)
	// The network is built on as many points as it may ever be taught: those without a label count as class 0 for this moment.
	if len(x) != spec.features()*n {
		return nil, fmt.Errorf("semi: %d values for %d points of %d features", len(x), n, spec.features())
	}
	all := model.Set{N: 2 * n, X: append(append([]float32(nil), x...), x...), Class: make([]int, 2*n)}
	net, err := model.NewMLP(spec.Net, all, weights, order)
	if err != nil {
		return nil, fmt.Errorf("semi: %w", err)
	}
	classes := net.Classes()
	if classes == 0 {
		return nil, fmt.Errorf("semi: loss %s does not tell classes apart", net.Loss())
	}
	if err := check(label, n, classes); err != nil {
		return nil, err
	}
	features, outputs := net.Sizes()[0], net.Sizes()[len(net.Sizes())-1]
	m := &SelfTrain{
		net: net, confidence: spec.Confidence, round: spec.Round, n: n, features: features, batch: float64(spec.Net.Batch),
		x: append([]float32(nil), x...), label: append([]int32(nil), label...), wait: spec.Round, pseudo: make([]int32, n),
		room:    model.Set{X: make([]float32, 2*features*n), Class: make([]int, 2*n)},
		outputs: make([]float32, outputs*n), answers: make([]int32, n), ranked: make([]int32, n), count: make([]int, classes), sure: nn.NewTensor(n), shown: nn.NewTensor(n),
	}
	for i := range m.pseudo {
		m.pseudo[i] = None
	}
	if err := m.teach(); err != nil {
		return nil, fmt.Errorf("semi: %w", err)
	}
	m.ask()
	return m, nil
}

// teach goes on with all labels and pseudo-labels. The labels are repeated until they are no fewer than the others, so that
// what is known is not drowned by what is guessed.
func (m *SelfTrain) teach() error {
	labelled, own := 0, 0
	for i := range m.n {
		if m.label[i] != None {
			labelled++
		} else if m.pseudo[i] != None {
			own++
		}
	}
	times := 1 + own/labelled
	count := times*labelled + own
	m.given = model.Set{N: count, X: m.room.X[:m.features*count], Class: m.room.Class[:count]}
	at := 0
	for i := range m.n {
		c, copies := m.pseudo[i], 1
		if m.label[i] != None {
			c, copies = m.label[i], times
		}
		if c == None {
			continue
		}
		for range copies {
			m.given.Class[at] = int(c)
			for f := range m.features {
				m.given.X[f*count+at] = m.x[f*m.n+i]
			}
			at++
		}
	}
	err := m.net.Teach(m.given)
	m.net.Tune("batch", m.batch)
	return err
}

// ask has the network answer for all points.
func (m *SelfTrain) ask() {
	m.net.Outputs(m.x, m.n, m.outputs)
	answer(m.net, m.outputs, m.n, m.answers, m.sure.Data)
}

// answer reads classes and confidences off what a network shows (outputs, n).
func answer(net *model.MLP, shown []float32, n int, class []int32, sure []float32) {
	outputs := len(shown) / n
	probabilities := net.Loss() == nn.CCE
	for i := range n {
		if outputs == 1 {
			class[i], sure[i] = 0, (1-shown[i])/2
			if shown[i] > 0 {
				class[i], sure[i] = 1, (1+shown[i])/2
			}
			continue
		}
		best := 0
		for o := range outputs {
			if shown[o*n+i] > shown[best*n+i] {
				best = o
			}
		}
		class[i], sure[i] = int32(best), shown[best*n+i]
		if !probabilities { // −1…1
			sure[i] = (1 + sure[i]) / 2
		}
	}
}

func (s SelfTrainSpec) features() int {
	if len(s.Net.Sizes) == 0 {
		return 0
	}
	return s.Net.Sizes[0]
}

// growRounds is how many rounds it takes until every answer that is sure enough counts.
const growRounds = 10

const badTeach = "semi: the network was built for these points"

// Step is one step of the network; after every round of them it is asked about the points without a label. The loss is the
// network's. It is never done.
func (m *SelfTrain) Step() (loss float64, done bool) {
	loss, _ = m.net.Step()
	if m.wait--; m.wait > 0 {
		return loss, false
	}
	m.wait = m.round
	m.rounds = min(m.rounds+1, growRounds)
	m.ask()
	m.believe()
	if err := m.teach(); err != nil {
		panic(badTeach)
	}
	return loss, false
}

// believe makes pseudo-labels of the answers that the network is surest of.
func (m *SelfTrain) believe() {
	for i := range m.ranked {
		m.ranked[i] = int32(i)
		m.pseudo[i] = None
	}
	slices.SortFunc(m.ranked, func(a, b int32) int {
		return cmp.Or(cmp.Compare(m.sure.Data[b], m.sure.Data[a]), cmp.Compare(a, b))
	})
	clear(m.count)
	most := (m.n*m.rounds/growRounds + len(m.count) - 1) / len(m.count)
	for _, i := range m.ranked {
		c := m.answers[i]
		if m.label[i] == None && float64(m.sure.Data[i]) >= m.confidence && m.count[c] < most {
			m.pseudo[i] = c
			m.count[c]++
		}
	}
}

// Net is the network. It is the learner's.
func (m *SelfTrain) Net() *model.MLP { return m.net }

// Labels are the labels that are known (n), None for the others. They are the learner's.
func (m *SelfTrain) Labels() []int32 { return m.label }

// Pseudo are the pseudo-labels (n) that the network learns from now, None for points with a label and for those that it was not
// sure of. They are the learner's.
func (m *SelfTrain) Pseudo() []int32 { return m.pseudo }

// Answers are the class of each point (n) as the network sees it now. The result is the learner's until the next step.
func (m *SelfTrain) Answers() []int32 {
	m.ask()
	return m.answers
}

// Accuracy is that of the answers for points without a label, whose classes are given (n).
func (m *SelfTrain) Accuracy(class []int) float64 { return Accuracy(m.Answers(), m.label, class) }

// Tune changes confidence, or a setting of the network.
func (m *SelfTrain) Tune(name string, v float64) {
	switch name {
	case "confidence":
		if v >= 0.5 && v <= 1 {
			m.confidence = v
		}
	case "batch":
		m.batch = v
		m.net.Tune(name, v)
	default:
		m.net.Tune(name, v)
	}
}

// Publish is part of nn.Learner: what the network publishes, and the pseudo-labels (n), −1 for none.
func (m *SelfTrain) Publish(emit func(name string, t *nn.Tensor)) {
	m.net.Publish(emit)
	for i, l := range m.pseudo {
		m.shown.Data[i] = float32(l)
	}
	emit("pseudo", m.shown)
}

// Save is part of nn.Learner. The points are not saved: they come from the data; the labels are.
func (m *SelfTrain) Save(w io.Writer) error {
	var net bytes.Buffer
	if err := m.net.Save(&net); err != nil {
		return fmt.Errorf("semi: %w", err)
	}
	e := nn.NewEncoder(w, "self-training")
	e.Ints(m.label)
	e.Ints(m.pseudo)
	e.Float(m.confidence)
	e.Float(m.batch)
	e.Uint(uint64(m.wait))
	e.Uint(uint64(m.rounds))
	e.String(net.String())
	return e.Close()
}

// Load is part of nn.Learner. After an error the learner is as it was.
func (m *SelfTrain) Load(r io.Reader) error {
	trial := *m
	trial.label, trial.pseudo = make([]int32, m.n), make([]int32, m.n)
	var net string
	d := nn.NewDecoder(r, "self-training")
	d.Ints("labels", trial.label, None, m.net.Classes()-1)
	d.Ints("pseudo-labels", trial.pseudo, None, m.net.Classes()-1)
	d.Float(&trial.confidence)
	d.Float(&trial.batch)
	d.Int(&trial.wait, 1, m.round)
	d.Int(&trial.rounds, 0, growRounds)
	d.Text(&net)
	if err := d.Close(); err != nil {
		return err
	}
	// A network takes back only what was saved with a training set of the same size, so it is taught first.
	var before bytes.Buffer
	if err := m.net.Save(&before); err != nil {
		return fmt.Errorf("semi: %w", err)
	}
	err := trial.teach()
	if err == nil {
		err = m.net.Load(bytes.NewReader([]byte(net)))
	}
	if err != nil {
		if back := m.teach(); back != nil {
			panic(badTeach)
		}
		if back := m.net.Load(&before); back != nil {
			panic(badTeach)
		}
		return fmt.Errorf("semi: %w", err)
	}
	*m = trial
	return nil
}
