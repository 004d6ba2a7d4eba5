//go:build js && faults

package main

import "github.com/whisker-lab/whisker/lab"

// fail breaks the engine as a fault of ours would, where the message fault asks for it. Only tests build this.
func fail(m lab.Msg) {
	if m.Do != "fault" {
		return
	}
	var want struct{ Kind string }
	if err := m.Into(&want); err == nil && want.Kind == "hang" {
		for {
		}
	}
	panic("engine: a fault that a message asked for")
}
