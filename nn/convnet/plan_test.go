package convnet_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/convnet"
)

func spec(t testing.TB, blocks string, side int) convnet.Spec {
	t.Helper()
	parsed, err := convnet.Parse(blocks)
	if err != nil {
		t.Fatal(err)
	}
	return convnet.Spec{Planes: 1, Height: side, Width: side, Classes: 10, Blocks: parsed, Pool: "max", Activation: "relu"}
}

func plan(t testing.TB, s convnet.Spec) *convnet.Plan {
	t.Helper()
	p, err := s.Plan()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// What a plan says of shapes, weights and layers is what the network that is built of it has.
func TestPlanIsWhatIsBuilt(t *testing.T) {
	tests := []struct {
		blocks string
		change func(s *convnet.Spec)
		want   string // the stages
	}{
		{"8x5p2,16x3p2", nil, "conv 8×14×14, pool 8×7×7, conv 16×7×7, pool 16×3×3, answer 10×1×1"},
		{"4x3v,4x2s2,6x7p3", nil, "conv 4×12×12, conv 4×6×6, conv 6×6×6, pool 6×2×2, answer 10×1×1"},
		{"", func(s *convnet.Spec) { s.Dense = []int{7, 3} }, "dense 7×1×1, dense 3×1×1, answer 10×1×1"},
		{"4x3p2,4x3,4x3s2", func(s *convnet.Spec) { s.Residual, s.Norm = true, true }, "conv 4×14×14, pool 4×7×7, conv 4×7×7, conv 4×4×4, answer 10×1×1"},
		{"4x3p2", func(s *convnet.Spec) { s.Pool = "none" }, "conv 4×14×14, answer 10×1×1"},
		{"3x3p2", func(s *convnet.Spec) { s.Pool, s.Planes = "sum", 3 }, "conv 3×14×14, pool 3×7×7, answer 10×1×1"},
	}
	for _, tt := range tests {
		t.Run(tt.blocks, func(t *testing.T) {
			s := spec(t, tt.blocks, 14)
			if tt.change != nil {
				tt.change(&s)
			}
			p := plan(t, s)
			net, err := p.Net.Build(rand.New(rand.NewPCG(1, 1)))
			if err != nil {
				t.Fatal(err)
			}
			values, _ := net.Flat()
			if len(values) != p.Parameters {
				t.Errorf("%d parameters; the network has %d", p.Parameters, len(values))
			}
			x := nn.NewTensor(2, s.Planes, 14, 14)
			got, at, sum := "", 1, 0
			for i, layer := range net.Layers {
				x = layer.Forward(x, false)
				if at < len(p.Stages) && p.Stages[at].Layers == i+1 {
					st := &p.Stages[at]
					if x.Len() != 2*st.Size() {
						t.Errorf("stage %d holds %d numbers; want %d", at, x.Len()/2, st.Size())
					}
					got += fmt.Sprintf("%v %d×%d×%d, ", st.Kind, st.Planes, st.Height, st.Width)
					sum += st.Parameters
					at++
				}
			}
			if at != len(p.Stages) || got != tt.want+", " {
				t.Errorf("stages %s; want %s", got, tt.want)
			}
			if sum != p.Parameters {
				t.Errorf("the stages have %d parameters; want %d", sum, p.Parameters)
			}
		})
	}
}

// A dense layer in place of the default's blocks: 196→1,568 and 392→784, and the answer's 1,450 as they are.
func TestDense(t *testing.T) {
	if p, want := plan(t, spec(t, "8x5p2,16x3p2", 14)), 1568*197+784*393+1450; p.Dense != want || p.Parameters != 208+1168+1450 || p.Work != 1568*25+784*72+1440 {
		t.Errorf("%d parameters, %d if dense, %d products; want %d, %d, %d", p.Parameters, p.Dense, p.Work, 2826, want, 1568*25+784*72+1440)
	}
}

func TestImpossible(t *testing.T) {
	tests := []struct {
		name, blocks string
		change       func(s *convnet.Spec)
		want         *convnet.Impossible
	}{
		{"a window larger than what is left", "8x3p3,8x3p3,8x3v", nil,
			&convnet.Impossible{Why: "kernel", Block: 3, Args: map[string]any{"block": 3, "kernel": 3, "height": 1, "width": 1}}},
		{"nothing left to pool", "8x3p3,8x3p3,8x3p2", nil,
			&convnet.Impossible{Why: "pool", Block: 3, Args: map[string]any{"block": 3, "pool": 2, "height": 1, "width": 1}}},
		{"too much work", "4x3,32x7,32x7,8x3", func(s *convnet.Spec) { s.Batch = 128 },
			&convnet.Impossible{Why: "work", Block: 3, Args: map[string]any{"block": 3, "times": 9.0}}},
		{"too many weights", "32x1,32x1", func(s *convnet.Spec) { s.Dense = []int{128} },
			&convnet.Impossible{Why: "weights", Args: map[string]any{"n": 805354, "most": convnet.MostParameters}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := spec(t, tt.blocks, 14)
			if tt.change != nil {
				tt.change(&s)
			}
			if _, err := s.Plan(); !reflect.DeepEqual(err, error(tt.want)) {
				t.Errorf("%v; want %v", err, tt.want)
			}
		})
	}
	for _, bad := range []func(s *convnet.Spec){
		func(s *convnet.Spec) { s.Pool = "least" }, func(s *convnet.Spec) { s.Activation = "bent" }, func(s *convnet.Spec) { s.Classes = 0 },
	} {
		s := spec(t, "8x3", 14)
		bad(&s)
		if _, err := s.Plan(); err == nil {
			t.Errorf("%+v: no error", s)
		}
	}
}

// What a pixel sees is what it depends on: of every pixel of the picture, whether changing it changes the pixel.
func TestFields(t *testing.T) {
	tests := []struct {
		blocks string
		side   int
	}{{"1x3", 6}, {"1x3v,1x2s2", 9}, {"1x5p2,1x3", 14}, {"1x3s2,1x3s3p2", 14}, {"1x4p3,1x2", 11}}
	for _, tt := range tests {
		t.Run(tt.blocks, func(t *testing.T) {
			s := spec(t, tt.blocks, tt.side)
			s.Pool, s.Activation = "sum", "linear"
			p := plan(t, s)
			net, err := p.Net.Build(rand.New(rand.NewPCG(1, 2)))
			if err != nil {
				t.Fatal(err)
			}
			for stage := 1; stage < len(p.Stages)-1; stage++ {
				st := &p.Stages[stage]
				see := func(x *nn.Tensor) []float32 {
					for _, layer := range net.Layers[:st.Layers] {
						x = layer.Forward(x, false)
					}
					return append([]float32(nil), x.Data...)
				}
				before := see(nn.NewTensor(1, 1, tt.side, tt.side))
				found := make([]convnet.Rect, st.Size())
				for i := range tt.side * tt.side {
					x := nn.NewTensor(1, 1, tt.side, tt.side)
					x.Data[i] = 1
					for at, v := range see(x) {
						if v != before[at] {
							px, py := i%tt.side, i/tt.side
							if found[at] == (convnet.Rect{}) {
								found[at] = convnet.Rect{X0: px, Y0: py, X1: px + 1, Y1: py + 1}
							}
							r := &found[at]
							r.X0, r.Y0, r.X1, r.Y1 = min(r.X0, px), min(r.Y0, py), max(r.X1, px+1), max(r.Y1, py+1)
						}
					}
				}
				fields, reach := make([]convnet.Rect, len(p.Stages)), p.Reaches()[stage]
				for at, want := range found {
					x, y := at%st.Width, at/st.Width
					p.Fields(fields, stage, x, y)
					if fields[0] != want {
						t.Fatalf("stage %d, pixel %d, %d sees %v; want %v", stage, x, y, fields[0], want)
					}
					clip := func(v int) int { return min(max(v, 0), tt.side) }
					left, top := reach.First+x*reach.Step, reach.First+y*reach.Step
					if got := (convnet.Rect{X0: clip(left), Y0: clip(top), X1: clip(left + reach.Side), Y1: clip(top + reach.Side)}); got != want {
						t.Fatalf("stage %d, pixel %d, %d reaches %v; want %v", stage, x, y, got, want)
					}
				}
			}
		})
	}
}

// Behind a dense layer all is seen, and what comes after is nowhere.
func TestFieldsOfUnits(t *testing.T) {
	p := plan(t, spec(t, "2x3p2", 8))
	fields := make([]convnet.Rect, len(p.Stages))
	p.Fields(fields, 3, 0, 0)
	if fields[0] != (convnet.Rect{X1: 8, Y1: 8}) || fields[2] != (convnet.Rect{X1: 4, Y1: 4}) {
		t.Errorf("the answer sees %v", fields)
	}
	p.Fields(fields, 1, 0, 0)
	if fields[0] != (convnet.Rect{X1: 2, Y1: 2}) || fields[2].X0 != -1 || fields[3].X0 != -1 {
		t.Errorf("the corner sees %v", fields)
	}
}
