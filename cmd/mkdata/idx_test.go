package main

import (
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/whisker-lab/whisker/nn/data"
)

// idx is a file of the MNIST database.
func idx(head []uint32, rest []byte) []byte {
	var b []byte
	for _, v := range head {
		b = binary.BigEndian.AppendUint32(b, v)
	}
	return append(b, rest...)
}

func TestTakeRefuses(t *testing.T) {
	images, labels := idx([]uint32{idxImages, 2, 1, 2}, []byte{1, 2, 3, 4}), idx([]uint32{idxLabels, 2}, []byte{0, 1})
	for _, tt := range []struct {
		want           string
		images, labels []byte
		each           int
	}{
		{"", images, labels, 1},
		{"not files of the MNIST database", labels, images, 1},
		{"not files of the MNIST database", images[:15], labels, 1},
		{"3 bytes and 2 labels", images[:19], labels, 1},
		{"4 bytes and 1 labels", images, labels[:9], 1},
		{"picture 1: class 2 of 2", images, idx([]uint32{idxLabels, 2}, []byte{0, 2}), 1},
		{"1 pictures of class 0; want 2", images, labels, 2},
	} {
		p := data.Pictures{Classes: []string{"a", "b"}}
		err := take(&p, tt.images, tt.labels, tt.each, 1)
		if got := fmt.Sprint(err); tt.want == "" && err != nil || !strings.Contains(got, tt.want) {
			t.Errorf("error %v; want one with %q", err, tt.want)
		}
		if tt.want == "" && (p.Len() != 2 || p.Height != 1 || p.Width != 2 || p.Pixels[3] != 4 || p.Group[1] != 1) {
			t.Errorf("took %+v", p)
		}
	}
}

func TestPhotosRefuse(t *testing.T) {
	folder := t.TempDir()
	if _, err := photos(folder); err == nil {
		t.Error("a folder without photographs gives some")
	}
	if err := os.WriteFile(filepath.Join(folder, "chelsea.png"), []byte("no picture"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := photos(folder); err == nil || !strings.Contains(err.Error(), "chelsea.png") {
		t.Errorf("no picture: %v", err)
	}
}
