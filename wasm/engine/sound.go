//go:build js && !faults

package main

import "github.com/whisker-lab/whisker/lab"

// fail does nothing: whoever embeds the page must not be able to hang it.
func fail(lab.Msg) {}
