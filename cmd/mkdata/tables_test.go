package main

import (
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/whisker-lab/whisker/nn/data"
)

func TestMakersRefuse(t *testing.T) {
	row := strings.Repeat("1,", 30)
	tests := []struct {
		name   string
		make   func([]byte) (*data.Table, error)
		source string
		want   string
	}{
		{"iris: no list", iris, `{}`, "cannot unmarshal"},
		{"iris: short row", iris, `[[1,2,3]]`, "row 1: 3 values"},
		{"iris: no number", iris, `[[1,2,"3",4,"setosa"]]`, "row 1: 3 is no number"},
		{"iris: no species", iris, `[[1,2,3,4,"rose"]]`, "row 1: no species rose"},
		{"digits: short row", digits, "1,2,3\n", "row 1: 3 values; want 64"},
		{"digits: no class", digits, strings.Repeat("0,", 64) + "10\n", `row 1: no class "10"`},
		{"cancer: no number", cancer, "head\n" + strings.Replace(row, "1", "x", 1) + "0\n", "row 1"},
		{"cancer: no class", cancer, "head\n" + row + "2\n", `row 1: no class "2"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := tt.make([]byte(tt.source)); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v; want one with %q", err, tt.want)
			}
		})
	}
}

func TestMakers(t *testing.T) {
	table, err := cancer([]byte("2,30,malignant,benign\n" + strings.Repeat("0.00123,", 30) + "0\n" + strings.Repeat("70.5,", 30) + "1\n"))
	if err != nil {
		t.Fatal(err)
	}
	// 70.5 in 16 bits leaves two decimals, and malignant becomes 1.
	if table.Class[0] != 1 || table.Class[1] != 0 || table.Columns[7].Name != "meanconcavepoints" || table.Columns[22].Name != "worstperimeter" || table.Columns[0].Decimals != 2 {
		t.Errorf("classes %v, columns %+v", table.Class, table.Columns[:1])
	}
	if _, err := table.Pack(); err != nil {
		t.Error(err)
	}
}

func TestReadUndoesGzip(t *testing.T) {
	want := bytes.Repeat([]byte("whisker"), 1000)
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	if _, err := z.Write(want); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	for kind, b := range map[string][]byte{"plain": want, "packed": packed.Bytes()} {
		name := filepath.Join(t.TempDir(), kind)
		if err := os.WriteFile(name, b, 0o600); err != nil {
			t.Fatal(err)
		}
		if got, err := read(name); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s: %d bytes, %v", kind, len(got), err)
		}
	}
}
