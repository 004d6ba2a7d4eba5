//go:build js

package main

import (
	"fmt"
	"syscall/js"
)

// job is one workload, ready to run.
type job struct {
	step  func()         // one piece of work
	units int            // what a step counts for
	check func() float64 // the number by which contenders are compared, after a fresh prepare
}

var kinds = map[string]func(w workload) job{
	"mlp-train": mlpTrain,
	"mlp-grid":  mlpGrid,
	"cnn-train": cnnTrain,
	"cnn-infer": cnnInfer,
	"rnn-train": rnnTrain,
	"gan":       gan,
	"kmeans":    kmeans,
	"ceiling":   product,
}

func main() {
	var now job
	js.Global().Set("whiskerBench", js.ValueOf(map[string]any{
		"prepare": answer(func(args []js.Value) any {
			w := workload{args[0]}
			make, ok := kinds[w.text("kind")]
			if !ok {
				panic(fmt.Sprintf("bench: no workload of kind %q", w.text("kind")))
			}
			now = make(w)
			return nil
		}),
		"run":   answer(func(args []js.Value) any { return now.run(args[0].Float()) }),
		"check": answer(func(args []js.Value) any { return now.check() }),
		"peer":  answer(func(args []js.Value) any { return peer(workload{args[0]}) }),
		"net":   answer(func(args []js.Value) any { return peerNet(workload{args[0]}) }),
	}))
	js.Global().Call("whiskerBenchReady")
	select {}
}

// answer makes a function of JavaScript that returns {value} or {error}: a Go panic must not end the program.
func answer(f func(args []js.Value) any) js.Func {
	return js.FuncOf(func(_ js.Value, args []js.Value) (result any) {
		defer func() {
			if p := recover(); p != nil {
				result = map[string]any{"error": fmt.Sprint(p)}
			}
		}()
		return map[string]any{"value": f(args)}
	})
}
