//go:build js

package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"runtime/debug"
	"syscall/js"
	"time"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/lab"
)

// bridge is the only code of the engine that knows JavaScript. The object globalThis.bridge is engine.js's: it has panicked
// and serve. Serve gets the functions by which engine.js calls back, all of which return at once.
type bridge struct {
	js      js.Value
	lessons []*lab.Lesson
	session *lab.Session
	frame   frame.Frame
	bytes   []byte // what copy hands over
}

func newBridge(lessons []*lab.Lesson) *bridge {
	return &bridge{js: js.Global().Get("bridge"), lessons: lessons}
}

// begin starts a session from what was saved, or, where that is nothing or no good, from a link.
func (b *bridge) begin(link string, saved []byte) {
	if len(saved) > 0 {
		if s, err := lab.Restore(b.lessons, bytes.NewReader(saved)); err == nil {
			b.session = s
			return
		}
	}
	b.session = lab.New(b.lessons, link)
}

// apply returns what is wrong with a message, or nothing.
func (b *bridge) apply(text string) error {
	m, err := lab.ParseMsg([]byte(text))
	if err != nil {
		return err
	}
	fail(m)
	return b.session.Apply(m)
}

// advance makes steps for about so many milliseconds and returns how many there are until the next, less than 0 for none.
func (b *bridge) advance(ms float64) float64 {
	b.session.Advance(time.Duration(ms * float64(time.Millisecond)))
	return float64(b.session.Wait()) / float64(time.Millisecond)
}

// report tells engine.js of a panic in words; the page starts another engine.
func (b *bridge) report() {
	if cause := recover(); cause != nil {
		b.js.Call("panicked", fmt.Sprintf("%v\n%s", cause, debug.Stack()))
	}
}

// serve hands the functions to engine.js.
func (b *bridge) serve() {
	functions := map[string]func(args []js.Value) any{
		"begin": func(args []js.Value) any {
			saved := make([]byte, args[1].Length())
			js.CopyBytesToGo(saved, args[1])
			b.begin(args[0].String(), saved)
			return nil
		},
		"apply": func(args []js.Value) any {
			if err := b.apply(args[0].String()); err != nil {
				return err.Error()
			}
			return nil
		},
		"advance":  func(args []js.Value) any { return b.advance(args[0].Float()) },
		"stepping": func([]js.Value) any { return b.session.Stepping() },
		"stale":    func([]js.Value) any { return b.session.Stale() },
		"state": func([]js.Value) any {
			text, err := json.Marshal(b.session.State())
			if err != nil {
				panic(err)
			}
			return string(text)
		},
		"frame": func([]js.Value) any {
			b.session.Snapshot(&b.frame)
			b.bytes = b.frame.Append(b.bytes[:0])
			return len(b.bytes)
		},
		"save": func([]js.Value) any {
			var buffer bytes.Buffer
			if err := b.session.Save(&buffer); err != nil {
				panic(err)
			}
			b.bytes = buffer.Bytes()
			return len(b.bytes)
		},
		"copy": func(args []js.Value) any { return js.CopyBytesToJS(args[0], b.bytes) },
	}
	object := js.Global().Get("Object").New()
	for name, f := range functions {
		object.Set(name, js.FuncOf(func(_ js.Value, args []js.Value) any {
			defer b.report()
			return f(args)
		}))
	}
	b.js.Call("serve", object)
}
