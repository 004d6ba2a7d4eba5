package convnet

import (
	"fmt"
	"math"
	"slices"

	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/kernel"
)

// Spec is a network that sorts pictures: blocks, then dense layers, then an output for each class.
type Spec struct {
	Planes, Height, Width int
	Classes               int
	Blocks                []Block
	Pool                  string // max, average, sum, or none, which leaves all pooling out
	Dense                 []int  // widths of the hidden dense layers
	Activation            string // see kernel.Activations
	Residual              bool   // a way around each block's convolution where it keeps the shape
	Norm                  bool   // nn.ExampleNorm before each block's activation
	Batch                 int    // pictures a step, which together must not be too much work; 0 for one
}

// Kind is what a stage is.
type Kind int

// The kinds of stages.
const (
	Picture Kind = iota
	Conv         // a convolution with all that follows it up to the activation
	Pool
	Dense // with its activation
	Answer
)

// Kinds are their names.
var Kinds = [...]string{"picture", "conv", "pool", "dense", "answer"}

func (k Kind) String() string { return Kinds[k] }

// Stage is where a picture has come to: planes of height × width, or units as planes of one pixel.
type Stage struct {
	Kind                  Kind
	Block                 int // from 1, of a convolution and of its pooling
	Planes, Height, Width int
	Window                kernel.Window // on the stage before, of a convolution or of pooling
	Layers                int           // of the network, after which this is what they give
	Parameters            int
	Dense                 int // parameters of a dense layer from the stage before to this one, of a convolution
	Shortcut, Norm        bool
}

// Size is how many numbers a stage holds.
func (s *Stage) Size() int { return s.Planes * s.Height * s.Width }

// Plan is what comes of a spec.
type Plan struct {
	Spec       Spec
	Net        nn.Description
	Stages     []Stage // the picture first, the answer last
	Work       int     // products that one picture takes forward
	Parameters int
	Dense      int // parameters if every convolution were a dense layer
}

// What a network may be at most, so that a step is a short piece of work and a tab has room for it.
const (
	MostWork       = 160 << 20 // products of a batch forward
	MostParameters = 400_000
)

// Impossible says why there is no such network: a reason, the block from 1 (0 where it is no block's), and the numbers of it.
type Impossible struct {
	Why   string // kernel, pool, work or weights
	Block int
	Args  map[string]any
}

func (e *Impossible) Error() string {
	return fmt.Sprintf("convnet: block %d: %s: %v", e.Block, e.Why, e.Args)
}

// Plan follows a picture through the network. The error is an *Impossible where the shapes are to blame.
func (s Spec) Plan() (*Plan, error) {
	p := &Plan{Spec: s, Net: nn.Description{Input: []int{s.Planes, s.Height, s.Width}}}
	p.Stages = append(p.Stages, Stage{Kind: Picture, Planes: s.Planes, Height: s.Height, Width: s.Width})
	if _, err := kernel.ParseActivation(s.Activation); err != nil {
		return nil, fmt.Errorf("convnet: %w", err)
	}
	if s.Pool != "none" && poolings[s.Pool] == "" {
		return nil, fmt.Errorf("convnet: no pooling %q", s.Pool)
	}
	works := make([]int, len(s.Blocks))
	for i, b := range s.Blocks {
		if err := p.conv(i+1, b); err != nil {
			return nil, err
		}
		works[i] = p.Work
		if b.Pool > 1 && s.Pool != "none" {
			if err := p.pool(i+1, b); err != nil {
				return nil, err
			}
		}
	}
	p.add(nn.Spec{Kind: "flatten"})
	for _, width := range s.Dense {
		p.dense(Dense, width)
	}
	p.dense(Answer, s.Classes)
	if p.Work*max(s.Batch, 1) > MostWork {
		return nil, tooMuch("work", works, p.Work*max(s.Batch, 1), MostWork)
	}
	if p.Parameters > MostParameters {
		return nil, &Impossible{Why: "weights", Args: map[string]any{"n": p.Parameters, "most": MostParameters}}
	}
	if _, err := p.Net.Shape(); err != nil {
		return nil, fmt.Errorf("convnet: %w", err)
	}
	return p, nil
}

// tooMuch blames the block that takes most of the work, which is given summed up.
func tooMuch(why string, sums []int, n, most int) error {
	worst, at, before := 0, 0, 0
	for i, sum := range sums {
		if sum-before > worst {
			worst, at = sum-before, i+1
		}
		before = sum
	}
	return &Impossible{Why: why, Block: at, Args: map[string]any{"block": at, "times": math.Ceil(float64(n) / float64(most))}}
}

// poolings are the layers' names.
var poolings = map[string]string{"max": "maxpool", "average": "meanpool", "sum": "sumpool"}

func (p *Plan) add(s nn.Spec) { p.Net.Layers = append(p.Net.Layers, s) }

func (p *Plan) last() *Stage { return &p.Stages[len(p.Stages)-1] }

func (p *Plan) stage(s Stage) {
	s.Layers = len(p.Net.Layers)
	p.Parameters += s.Parameters
	p.Dense += max(s.Dense, s.Parameters)
	p.Stages = append(p.Stages, s)
}

// conv adds a convolution with all that follows it up to the activation.
func (p *Plan) conv(block int, b Block) error {
	from := *p.last()
	if b.Valid && b.Kernel > min(from.Height, from.Width) {
		return &Impossible{Why: "kernel", Block: block, Args: map[string]any{"block": block, "kernel": b.Kernel, "height": from.Height, "width": from.Width}}
	}
	w := kernel.Window{Height: from.Height, Width: from.Width, KernelH: b.Kernel, KernelW: b.Kernel, Stride: b.Stride}
	conv := nn.Spec{Kind: "conv", Units: b.Filters, Kernel: b.Kernel, Stride: b.Stride, Pad: "valid"}
	if !b.Valid {
		w, conv.Pad = w.Same(), "same"
	}
	to := Stage{Kind: Conv, Block: block, Planes: b.Filters, Window: w, Norm: p.Spec.Norm}
	to.Height, to.Width = w.Out()
	each := from.Planes * w.Area()
	to.Parameters = b.Filters * (each + 1)
	to.Dense = to.Size() * (from.Size() + 1)
	p.Work += to.Size() * each
	to.Shortcut = p.Spec.Residual && to.Planes == from.Planes && to.Height == from.Height && to.Width == from.Width
	branch := []nn.Spec{conv}
	if p.Spec.Norm {
		branch = append(branch, nn.Spec{Kind: "examplenorm"})
	}
	if to.Shortcut {
		// Branches begin so small that the sum over all of them is as large as what comes in: Hanin and Rolnick (2018), section 3.3.
		branch[0].Factor = 1 / math.Sqrt(float64(len(p.Spec.Blocks)))
		branch = []nn.Spec{{Kind: "residual", Layers: branch}}
	}
	for _, layer := range append(branch, nn.Spec{Kind: p.Spec.Activation}) {
		p.add(layer)
	}
	p.stage(to)
	return nil
}

// pool adds pooling.
func (p *Plan) pool(block int, b Block) error {
	from := *p.last()
	if b.Pool > min(from.Height, from.Width) {
		return &Impossible{Why: "pool", Block: block, Args: map[string]any{"block": block, "pool": b.Pool, "height": from.Height, "width": from.Width}}
	}
	w := kernel.Window{Height: from.Height, Width: from.Width, KernelH: b.Pool, KernelW: b.Pool, Stride: b.Pool}
	to := Stage{Kind: Pool, Block: block, Planes: from.Planes, Window: w}
	to.Height, to.Width = w.Out()
	p.add(nn.Spec{Kind: poolings[p.Spec.Pool], Kernel: b.Pool})
	p.stage(to)
	return nil
}

// dense adds a dense layer: with its activation, unless it gives the answer.
func (p *Plan) dense(kind Kind, units int) {
	from := p.last().Size()
	p.add(nn.Spec{Kind: "dense", Units: units})
	if kind == Dense {
		p.add(nn.Spec{Kind: p.Spec.Activation})
	}
	p.Work += from * units
	p.stage(Stage{Kind: kind, Planes: units, Height: 1, Width: 1, Parameters: units * (from + 1)})
}

// Same tells whether two specs give networks of the same weights that mean the same.
func (s Spec) Same(o Spec) bool {
	return s.Planes == o.Planes && s.Height == o.Height && s.Width == o.Width && s.Classes == o.Classes && slices.Equal(s.Blocks, o.Blocks) &&
		s.Pool == o.Pool && slices.Equal(s.Dense, o.Dense) && s.Activation == o.Activation && s.Residual == o.Residual && s.Norm == o.Norm
}
