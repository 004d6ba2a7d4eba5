//go:build js

package main

import (
	"encoding/json"
	"fmt"
	"runtime/debug"
	"syscall/js"

	"github.com/whisker-lab/whisker/viz"
)

// bridge is the only code of the stage that knows JavaScript. The object window.bridge is stage.js's: it has emit,
// again and serve. Serve gets the functions by which stage.js calls back, all of which return at once.
type bridge struct {
	js    js.Value
	bytes []byte // the frame that came last
	dead  bool
}

func newBridge() *bridge { return &bridge{js: js.Global().Get("bridge")} }

// emit sends an event as JSON.
func (b *bridge) emit(event any) {
	text, err := json.Marshal(event)
	if err != nil {
		panic(err)
	}
	b.js.Call("emit", string(text))
}

// again asks for one more frame.
func (b *bridge) again() { b.js.Call("again") }

// report tells the page of a panic in words, once, and lets it go on: the page reloads the stage.
func (b *bridge) report() {
	cause := recover()
	if cause == nil {
		return
	}
	if !b.dead {
		b.dead = true
		b.emit(map[string]any{"type": "error", "kind": "panic", "text": fmt.Sprintf("%v\n%s", cause, debug.Stack())})
	}
}

// serve hands the stage's methods to stage.js, and the one by which it says that GL is software.
func (b *bridge) serve(stage *viz.Stage, soften func(soft bool)) {
	try := func(err error) any {
		if err != nil {
			return err.Error()
		}
		return nil
	}
	functions := map[string]func(args []js.Value) any{
		"setup": func(args []js.Value) any { return try(stage.Setup([]byte(args[0].String()))) },
		"frame": func(args []js.Value) any {
			n := args[0].Length()
			if cap(b.bytes) < n {
				b.bytes = make([]byte, n)
			}
			b.bytes = b.bytes[:n]
			js.CopyBytesToGo(b.bytes, args[0])
			_, err := stage.Show(b.bytes)
			return try(err)
		},
		"soften": func(args []js.Value) any {
			soften(args[0].Bool())
			stage.Spoil()
			return nil
		},
		"pointer": func(args []js.Value) any {
			r := stage.Pointer(viz.Pointer{
				Type: args[0].String(), X: args[1].Float(), Y: args[2].Float(), ID: args[3].Int(),
				Touch: args[4].Bool(), Shift: args[5].Bool(),
			})
			return map[string]any{"cursor": r.Cursor, "capture": r.Capture}
		},
	}
	object := js.Global().Get("Object").New()
	for name, f := range functions {
		object.Set(name, js.FuncOf(func(_ js.Value, args []js.Value) any {
			defer b.report()
			answer := f(args)
			if stage.Stale() && name != "frame" { // a frame comes within a frame of the display
				b.again()
			}
			return answer
		}))
	}
	b.js.Call("serve", object)
}
