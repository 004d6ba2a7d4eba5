package nn_test

import (
	"bytes"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/whisker-lab/whisker/nn"
)

// state is one of everything that a file may hold.
type state struct {
	count   uint64
	small   int
	index   int32
	number  float64
	text    string
	floats  []float32
	doubles []float64
	ints    []int32
	some    nn.Tensor
	source  *rand.PCG
	opt     *nn.Optimiser
}

func newState(t *testing.T, seed uint64) *state {
	return &state{
		floats: make([]float32, 3), doubles: make([]float64, 2), ints: make([]int32, 3), source: rand.NewPCG(seed, 1),
		opt: optimiser(t, "adam", 2, float64(seed)),
	}
}

func (s *state) write(e *nn.Encoder) {
	e.Uint(s.count)
	e.Uint(uint64(s.small))
	e.Uint(uint64(s.index))
	e.Float(s.number)
	e.String(s.text)
	e.String("kitten")
	e.Floats(s.floats)
	e.Doubles(s.doubles)
	e.Ints(s.ints)
	e.Floats(s.some.Data)
	e.Source(s.source)
	e.Optimiser(s.opt)
}

func (s *state) read(d *nn.Decoder) error {
	d.Uint(&s.count)
	d.Int(&s.small, -5, 5)
	d.Index(&s.index, 10)
	d.Float(&s.number)
	d.Text(&s.text)
	d.Expect("the animal", "kitten")
	d.Floats("the floats", s.floats)
	d.Doubles("the doubles", s.doubles)
	d.Ints("the ints", s.ints, -3, 3)
	d.Tensor("the tensor", &s.some, 4)
	d.Source(s.source)
	d.Optimiser(s.opt)
	return d.Close()
}

func (s *state) bytes(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	e := nn.NewEncoder(&b, "test")
	s.write(e)
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func full(t *testing.T) *state {
	s := newState(t, 7)
	s.count, s.small, s.index, s.number, s.text = math.MaxUint64, -5, 9, math.Inf(-1), "häh?"
	s.floats = []float32{1, float32(math.NaN()), -0.5}
	s.doubles, s.ints = []float64{math.Pi, math.SmallestNonzeroFloat64}, []int32{-3, 0, 3}
	s.some = *nn.TensorOf([]float32{1, 2, 3, 4}, 4)
	s.source.Uint64()
	s.opt.Step([]float32{1, 2}, []float32{3, 4})
	return s
}

func TestEncoderIsExact(t *testing.T) {
	file := full(t).bytes(t)
	s := newState(t, 1)
	if err := s.read(nn.NewDecoder(bytes.NewReader(file), "test")); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(s.bytes(t), file) {
		t.Error("what was read is written differently")
	}
	if s.small != -5 || s.text != "häh?" || s.doubles[0] != math.Pi || s.some.Dim(0) != 4 {
		t.Errorf("reads %+v", s)
	}
}

func TestDecoderRefuses(t *testing.T) {
	tests := []struct {
		want   string
		change func(s *state)
	}{
		{"6 is not between -5 and 5", func(s *state) { s.small = 6 }},
		{"10 is not below 10", func(s *state) { s.index = 10 }},
		{"the floats has 4 values, not 3", func(s *state) { s.floats = make([]float32, 4) }},
		{"the doubles has 0 values, not 2", func(s *state) { s.doubles = nil }},
		{"the ints holds 4, not between -3 and 3", func(s *state) { s.ints[1] = 4 }},
		{"the tensor has 5 values, at most 4 fit", func(s *state) { s.some = *nn.NewTensor(5) }},
		{"another one", func(s *state) { s.opt = optimiser(t, "adagrad", 2, 1) }},
	}
	for _, tt := range tests {
		t.Run(tt.want, func(t *testing.T) {
			bad, s := full(t), newState(t, 1)
			tt.change(bad)
			before := s.bytes(t)
			err := s.read(nn.NewDecoder(bytes.NewReader(bad.bytes(t)), "test"))
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v; want one with %q", err, tt.want)
			}
			if !bytes.Equal(s.bytes(t), before) {
				t.Error("a refused file changed what it was read into")
			}
		})
	}
	t.Run("another kind", func(t *testing.T) {
		err := newState(t, 1).read(nn.NewDecoder(bytes.NewReader(full(t).bytes(t)), "cat"))
		if err == nil || !strings.Contains(err.Error(), `holds "test", not "cat"`) {
			t.Errorf("error %v", err)
		}
	})
	t.Run("too much", func(t *testing.T) {
		d := nn.NewDecoder(bytes.NewReader(full(t).bytes(t)), "test")
		if err := d.Close(); !errors.Is(err, nn.ErrDamaged) {
			t.Errorf("error %v after reading nothing of it", err)
		}
	})
	t.Run("a later version", func(t *testing.T) {
		file := slices.Clone(full(t).bytes(t))
		file[16]++ // behind magic and length
		err := newState(t, 1).read(nn.NewDecoder(bytes.NewReader(nn.Checked(file[:len(file)-4])), "test"))
		if err == nil || !strings.Contains(err.Error(), "version 2, this program reads 1") {
			t.Errorf("error %v", err)
		}
	})
	t.Run("a writer that fails", func(t *testing.T) {
		e := nn.NewEncoder(failing{}, "test")
		full(t).write(e)
		if err := e.Close(); !errors.Is(err, errFull) {
			t.Errorf("error %v; want the writer's", err)
		}
		for name, err := range map[string]error{
			"optimiser": optimiser(t, "adam", 2, 1).Save(failing{}), "lbfgs": nn.NewLBFGS(2).Save(failing{}),
			"whitener": nn.NewWhitener([]float32{1}, 1, 1).Save(failing{}),
		} {
			if !errors.Is(err, errFull) {
				t.Errorf("%s: error %v; want the writer's", name, err)
			}
		}
	})
}

var errFull = errors.New("disk full")

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errFull }
