package main

import (
	"fmt"
	"os"
)

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
		made, err := m.make(args[1])
		if err != nil {
			return fmt.Errorf("%s: %w", args[1], err)
		}
		packed, err := made.Pack()
		if err != nil {
			return err
		}
		return os.WriteFile(args[2], packed, 0o644)
	}
	return fmt.Errorf("no data set %q", args[0])
}
