//go:build js && faults

package main

import "github.com/whisker-lab/whisker/lab"

// fail breaks the engine as a fault of ours would, where the message fault asks for it. Only tests build this.
func fail(m lab.Msg) {
	if m.Do != "fault" {
		return
	}
	if m.Fields().Text("kind", "") == "hang" {
		for {
		}
	}
	panic("engine: a fault that a message asked for")
}
