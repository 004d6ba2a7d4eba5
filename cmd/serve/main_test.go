package main

import (
	"context"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestRun(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	built := t.TempDir()
	if err := os.WriteFile(filepath.Join(built, "index.html"), []byte("page"), 0o644); err != nil {
		t.Fatal(err)
	}
	stopped, stop := context.WithCancel(context.Background())
	stop()
	tests := []struct {
		name, dir string
		port      int
		want      string // part of the error; empty for none
	}{
		{name: "stops when told to", dir: built},
		{name: "nothing built", dir: t.TempDir(), want: "make build"},
		{name: "the port is taken", dir: built, port: taken.Addr().(*net.TCPAddr).Port, want: "make run PORT="},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			err := run(stopped, test.dir, test.port)
			if test.want == "" && err != nil || test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)) {
				t.Errorf("run = %v; want %q", err, test.want)
			}
		})
	}
}
