package data_test

import (
	"bytes"
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/whisker-lab/whisker/nn/data"
	"github.com/whisker-lab/whisker/nn/data/packed"
)

// file is one of the packed ones.
func file(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile("packed/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestShelfRefuses(t *testing.T) {
	good := file(t, "iris.bin")
	changed := bytes.Clone(good)
	changed[200]++
	tests := []struct {
		name, file, want string
		b                []byte
	}{
		{"a file of no data set", "cats.bin", `no data set has a file "cats.bin"`, good},
		{"no name", "", `no data set has a file ""`, good},
		{"a path", "../iris.bin", `no data set has a file "../iris.bin"`, good},
		{"nothing", "iris.bin", "iris.bin: data: not a packed table", nil},
		{"what a host says where there is no file", "iris.bin", "iris.bin: data: not a packed table", []byte("<!doctype html><title>404</title>")},
		{"half a file", "iris.bin", "checksum differs", good[:len(good)/2]},
		{"a changed byte", "iris.bin", "checksum differs", changed},
		{"another table", "iris.bin", "want 376d8c47, the one of this version", file(t, "penguins.bin")},
		{"a sound file of other columns", "iris.bin", "want 376d8c47, the one of this version", pack(t, table())},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			shelf := data.Shelf{}
			if err := shelf.Put(tt.file, tt.b); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v; want one with %q", err, tt.want)
			}
			if len(shelf) != 0 {
				t.Errorf("the shelf holds %d files", len(shelf))
			}
		})
	}
}

// What was measured waits for its file, says which, and then is the same as ever; what is made up waits for nothing.
func TestOpen(t *testing.T) {
	for _, s := range data.All {
		t.Run(s.Name, func(t *testing.T) {
			if s.Real != (s.File != "") {
				t.Fatalf("measured: %v, in the file %q", s.Real, s.File)
			}
			shelf := data.Shelf{}
			opened, err := s.Open(shelf)
			if missing, ok := errors.AsType[data.Missing](err); ok != s.Real || missing.File != s.File || s.Lacks(shelf) != err {
				t.Fatalf("error %v", err)
			}
			if s.Real {
				func() {
					defer func() {
						if cause, _ := recover().(string); !strings.Contains(cause, "once it is opened") {
							t.Errorf("panics with %q", cause)
						}
					}()
					s.Generate(1, 0, seeded(1))
				}()
				if err := shelf.Put(s.File, file(t, s.File)); err != nil {
					t.Fatal(err)
				}
				if opened, err = s.Open(shelf); err != nil || opened.Table == nil {
					t.Fatal(err)
				}
			}
			if !equal(opened.Generate(40, 0.1, seeded(1)), packed.Find(s.Name).Generate(40, 0.1, seeded(1))) {
				t.Error("other points than with all files")
			}
		})
	}
}
