package model_test

import (
	"encoding/binary"
	"flag"
	"fmt"
	"hash/fnv"
	"math"
	"math/rand/v2"
	"os"
	"runtime"
	"strings"
	"testing"

	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/data"
	"github.com/whisker-lab/whisker/nn/model"
)

// update is for a change that is meant to change what is learnt: go test -run TestBits ./nn/model -update.
var update = flag.Bool("update", false, "write testdata/bits.txt")

// golden is what every learner does from its seeds, to the bit: for each a name, some losses, and a sum over all weights.
const golden = "testdata/bits.txt"

// bitsSteps is how long each of them learns; a loss is kept at each power of two.
const bitsSteps = 64

func bitsMLP(t testing.TB, spec model.MLPSpec) nn.Learner {
	s, _ := data.Find("blobs")
	if spec.Loss == "mse" || spec.Loss == "bce" || spec.Loss == "hinge" {
		s, _ = data.Find("spiral")
	}
	p := s.Generate(100, 0.1, weights(1))
	set := model.Set{N: p.Len(), X: data.Features([]data.Feature{data.X1, data.X2}, p.X, p.Y), Class: p.Class, Value: p.X}
	m, err := model.NewMLP(spec, set, weights(2), rand.NewPCG(3, 3))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// bitsLearners is one of each kind.
func bitsLearners(t testing.TB) (names []string, learners []nn.Learner) {
	add := func(name string, l nn.Learner) { names, learners = append(names, name), append(learners, l) }
	add("mlp-tanh-mse-sgd", bitsMLP(t, model.MLPSpec{
		Sizes: []int{2, 4, 2, 1}, Activations: []string{"tanh", "tanh"}, Loss: "mse", Optimiser: "sgd", Rate: 0.03, Batch: 10,
	}))
	add("mlp-gelu-cce-adam", bitsMLP(t, model.MLPSpec{
		Sizes: []int{2, 13, 5, 3}, Activations: []string{"gelu", "sigmoid"}, Loss: "cce", Optimiser: "adam", Rate: 0.01, Batch: 7,
		L2: 1e-3, Dropout: []float64{0.2, 0}, Schedule: nn.Schedule{Kind: "step", Period: 20, Decay: 0.5},
	}))
	add("mlp-relu-bce-nesterov", bitsMLP(t, model.MLPSpec{
		Sizes: []int{2, 16, 16, 1}, Activations: []string{"relu", "leakyrelu"}, Loss: "bce", Optimiser: "nesterov", Rate: 0.03, L1: 1e-4,
	}))
	add("mlp-lecun-hinge-rmsprop", bitsMLP(t, model.MLPSpec{
		Sizes: []int{2, 8, 1}, Activations: []string{"lecun"}, Loss: "hinge", Optimiser: "rmsprop", Rate: 0.01, Batch: 33,
	}))
	add("mlp-tanh-huber-lbfgs", bitsMLP(t, model.MLPSpec{
		Sizes: []int{2, 6, 1}, Activations: []string{"tanh"}, Loss: "huber", Optimiser: "lbfgs",
	}))
	for _, b := range builders() {
		add(b.name, b.build(t, "adam", 1))
	}
	return names, learners
}

// fingerprint is one line of the file.
func fingerprint(name string, l nn.Learner) string {
	line := []string{name}
	for step := 1; step <= bitsSteps; step++ {
		loss, _ := l.Step()
		if step&(step-1) == 0 {
			line = append(line, fmt.Sprintf("%016x", math.Float64bits(loss)))
		}
	}
	sum := fnv.New64a()
	l.Publish(func(name string, x *nn.Tensor) {
		for _, v := range x.Data {
			sum.Write(binary.LittleEndian.AppendUint32(nil, math.Float32bits(v)))
		}
	})
	return strings.Join(append(line, fmt.Sprintf("%016x", sum.Sum64())), " ")
}

// The same bits in WebAssembly and natively, with vectors and without. Where Go's compiler fuses a product and a sum into one
// rounding, as it may on arm64 but never in WebAssembly, nothing of the kind is promised.
func TestBits(t *testing.T) {
	if runtime.GOARCH != "wasm" && runtime.GOARCH != "amd64" {
		return
	}
	var lines []string
	names, learners := bitsLearners(t)
	for i, name := range names {
		lines = append(lines, fingerprint(name, learners[i]))
	}
	if *update {
		if err := os.WriteFile(golden, []byte(strings.Join(lines, "\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	file, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Split(strings.TrimSpace(string(file)), "\n")
	if len(want) != len(lines) {
		t.Fatalf("%d learners; the file has %d", len(lines), len(want))
	}
	for i, line := range lines {
		if line != want[i] {
			t.Errorf("does\n%s; want\n%s", line, want[i])
		}
	}
}
