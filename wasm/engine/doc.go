//go:build js

// Command engine is engine.wasm: one lab.Session in a Web Worker, driven by engine.js. It holds the bridge and no logic;
// what a message does is package lab's.
//
//	GOOS=js GOARCH=wasm go build -o dist/engine.wasm ./wasm/engine
package main
