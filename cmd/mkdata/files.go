package main

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"strings"
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

// write writes a file, by gzip where its name says so. No time is written, so that the same data give the same file.
func write(name string, b []byte) error {
	if strings.HasSuffix(name, ".gz") {
		var packed bytes.Buffer
		z, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
		if err != nil {
			return err
		}
		if _, err := z.Write(b); err != nil {
			return err
		}
		if err := z.Close(); err != nil {
			return err
		}
		b = packed.Bytes()
	}
	return os.WriteFile(name, b, 0o644)
}
