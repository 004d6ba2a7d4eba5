//go:build js

package main

import "github.com/whisker-lab/whisker/lab/lessons"

func main() {
	newBridge(lessons.All()).serve()
	select {}
}
