package main

import (
	"fmt"
	"os"

	"github.com/whisker-lab/whisker/nn/data"
)

// makers are the tables that can be made, by name.
var makers = []struct {
	name string
	make func(source []byte) (*data.Table, error)
}{
	{"penguins", penguins},
	{"iris", iris},
	{"digits", digits},
	{"cancer", cancer},
}

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "mkdata:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 3 {
		return fmt.Errorf("want: mkdata NAME SOURCE DESTINATION")
	}
	for _, m := range makers {
		if m.name != args[0] {
			continue
		}
		source, err := read(args[1])
		if err != nil {
			return err
		}
		table, err := m.make(source)
		if err != nil {
			return fmt.Errorf("%s: %w", args[1], err)
		}
		packed, err := table.Pack()
		if err != nil {
			return err
		}
		return os.WriteFile(args[2], packed, 0o644)
	}
	return fmt.Errorf("no data set %q", args[0])
}
