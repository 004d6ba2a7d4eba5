//go:build js

// Command bench is the main of whisker.wasm, with which bench/contender.mjs enters Whisker into a benchmark of deep learning in
// browsers: it drives nn with weights and data from outside and does nothing else.
//
// It sets one object, whiskerBench, for the page or worker around it: prepare(workload), run(seconds), check(), and peer(case),
// with which the tests against another library compute single layers.
//
//	GOOS=js GOARCH=wasm go build -o dist/bench/whisker.wasm ./wasm/bench
package main
