//go:build js

package main

import (
	"github.com/whisker-lab/whisker/lab/lessons"
	"github.com/whisker-lab/whisker/nn/data"
)

func main() {
	shelf := data.Shelf{}
	newBridge(lessons.On(shelf), shelf).serve()
	select {}
}
