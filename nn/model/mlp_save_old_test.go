package model

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/nntest"
)

// oldSaves are files of the old format: gatedMLP(rule, 1) at a rate of 0.02 after nine steps, and the losses that the program
// which wrote them gave in its next steps.
var oldSaves = []struct {
	rule string
	next []uint64
}{
	{"adam", []uint64{
		0x3fe6304780000000, 0x3fe881e3e0000000, 0x3fe9753700000000, 0x3fe6568740000000,
		0x3fe5dc3a00000000, 0x3fe729cd40000000, 0x3fef82f4a0000000, 0x3fde63afe0000000,
	}},
	{"momentum", []uint64{
		0x3fe6c0ca00000000, 0x3fe9ac0080000000, 0x3fe9e0fd00000000, 0x3fe6174680000000,
		0x3fe755ed00000000, 0x3fe842d6c0000000, 0x3fede14bc0000000, 0x3fdeebecc0000000,
	}},
	{nn.LBFGSRule, []uint64{
		0x3fe2d87580000000, 0x3fe2a5d8c0000000, 0x3fe273dcc0000000, 0x3fe1ed20e0000000,
		0x3fe1549560000000, 0x3fe0e47720000000, 0x3fe08f9fe0000000, 0x3fe01264c0000000,
	}},
}

func oldSave(t testing.TB, rule string) []byte {
	b, err := os.ReadFile("testdata/wmlp/" + rule + ".bin")
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// A file of the old format goes on as if nothing had happened, and so does what is saved from it in the new one.
func TestLoadsTheOldFormat(t *testing.T) {
	for _, tt := range oldSaves {
		t.Run(tt.rule, func(t *testing.T) {
			old, now := gatedMLP(t, tt.rule, 2), gatedMLP(t, tt.rule, 3)
			old.Step()
			in := bytes.NewBuffer(append(oldSave(t, tt.rule), "what follows"...))
			if err := old.Load(in); err != nil || in.String() != "what follows" {
				t.Fatalf("error %v; left %q", err, in)
			}
			var save bytes.Buffer
			if err := old.Save(&save); err != nil {
				t.Fatal(err)
			}
			if strings.HasPrefix(save.String(), oldMagic) {
				t.Error("saves in the old format")
			}
			if err := now.Load(&save); err != nil {
				t.Fatal(err)
			}
			for i, m := range []*MLP{old, now} {
				var got []uint64
				for range tt.next {
					loss, _ := m.Step()
					got = append(got, math.Float64bits(loss))
				}
				if !slices.Equal(got, tt.next) {
					t.Errorf("network %d: losses %x; want %x", i, got, tt.next)
				}
				if !m.IsCut(1, 2) || m.IsCut(1, 1) || !m.Frozen(2, 3) || m.Frozen(2, 2) {
					t.Errorf("network %d: something else is cut or frozen", i)
				}
			}
		})
	}
}

// What is wrong with an old file is said, and the network stays as it was.
func TestOldFormatSaysWhatIsWrong(t *testing.T) {
	file := oldSave(t, "adam")
	changed := func(at int, to byte) []byte {
		b := slices.Clone(file)
		b[at] = to
		return b
	}
	sealed := func(at int, to byte) []byte {
		b := changed(at, to)
		end := len(b) - 4
		binary.LittleEndian.PutUint32(b[end:], crc32.ChecksumIEEE(b[:end]))
		return b
	}
	const batchAt = len(oldMagic) + 2*3 + 4*2 + 4*2
	for _, tt := range []struct {
		name, want, rule string
		file             []byte
	}{
		{"a later version", "version 3 of the old format", "adam", sealed(len(oldMagic), 3)},
		{"damaged", "damaged", "adam", changed(200, file[200]^4)},
		{"cut short", "EOF", "adam", file[:300]},
		{"nothing but the magic", "EOF", "adam", file[:4]},
		{"of another loss", "another network", "adam", sealed(len(oldMagic)+2, 9)},
		{"of another optimiser", "another one", "momentum", file},
		{"a large batch", "place in the epoch", "adam", sealed(batchAt, 200)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := gatedMLP(t, tt.rule, 2)
			before := slices.Clone(m.params)
			if err := m.Load(bytes.NewReader(tt.file)); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v; want one with %q", err, tt.want)
			}
			if !slices.Equal(m.params, before) {
				t.Error("changed the weights")
			}
		})
	}
}

func FuzzLoadOldMLP(f *testing.F) {
	f.Add(oldSave(f, "adam"))
	nntest.FuzzLoad(f, func(t testing.TB, seed uint64) nn.Learner { return gatedMLP(t, "adam", seed) })
}

func FuzzLoadOldMLPOfLBFGS(f *testing.F) {
	f.Add(oldSave(f, nn.LBFGSRule))
	nntest.FuzzLoad(f, func(t testing.TB, seed uint64) nn.Learner { return gatedMLP(t, nn.LBFGSRule, seed) })
}
