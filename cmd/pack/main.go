package main

import (
	"flag"
	"fmt"
	"os"

	"github.com/whisker-lab/whisker/internal/site"
)

func main() {
	dir := flag.String("dir", "dist", "folder to pack")
	level := flag.Int("level", 11, "how hard brotli tries, 0 to 11")
	archive := flag.String("zip", "", "also write everything into this archive")
	flag.Parse()
	err := site.Pack(*dir, *level)
	if err == nil && *archive != "" {
		err = site.Zip(*archive, *dir, "whisker")
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
