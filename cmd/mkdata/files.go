package main

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
)

// read reads a file and undoes gzip.
func read(name string) ([]byte, error) {
	b, err := os.ReadFile(name)
	if err != nil || !bytes.HasPrefix(b, []byte{0x1f, 0x8b}) {
		return b, err
	}
	z, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(z)
}
