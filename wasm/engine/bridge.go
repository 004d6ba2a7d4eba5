//go:build js

package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"runtime/debug"
	"syscall/js"
	"time"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn/data"
)

// bridge is the only code of the engine that knows JavaScript. The object globalThis.bridge is engine.js's: it has panicked
// and serve. Serve gets the functions by which engine.js calls back, all of which return at once.
type bridge struct {
	js      js.Value
	lessons []*lab.Lesson
	shelf   data.Shelf // the lessons', which engine.js fills
	session *lab.Session
	frame   frame.Frame
	bytes   []byte // what copy hands over
}

func newBridge(lessons []*lab.Lesson, shelf data.Shelf) *bridge {
	return &bridge{js: js.Global().Get("bridge"), lessons: lessons, shelf: shelf}
}

// begin starts a session from what was saved, or, where that is nothing or no good, from a link. It fails where a file is missing.
func (b *bridge) begin(link string, saved []byte) (err error) {
	if len(saved) > 0 {
		if b.session, err = lab.Restore(b.lessons, bytes.NewReader(saved)); err == nil || lacks(err) != "" {
			return err
		}
	}
	b.session, err = lab.Open(b.lessons, link)
	return err
}

// lacks is the file for want of which something failed, empty where it was not that.
func lacks(err error) string {
	missing, _ := errors.AsType[data.Missing](err)
	return missing.File
}

// refusal is an error as engine.js reads it: nothing, or its text, the file that is missing, if that is all, and, where there are
// words for it, their key and arguments as JSON.
func refusal(err error) any {
	if err == nil {
		return nil
	}
	said := ""
	if no, ok := errors.AsType[lab.Refusal](err); ok {
		text, _ := json.Marshal(no.Line)
		said = string(text)
	}
	return map[string]any{"text": err.Error(), "lacks": lacks(err), "said": said}
}

// received copies bytes of JavaScript's.
func received(from js.Value) []byte {
	b := make([]byte, from.Length())
	js.CopyBytesToGo(b, from)
	return b
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
			return refusal(b.begin(args[0].String(), received(args[1])))
		},
		"put":      func(args []js.Value) any { return refusal(b.shelf.Put(args[0].String(), received(args[1]))) },
		"apply":    func(args []js.Value) any { return refusal(b.apply(args[0].String())) },
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
