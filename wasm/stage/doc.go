//go:build js

// Command stage is stage.wasm: an Ebitengine game around viz.Stage, driven by stage.js. It holds the bridge and no
// logic; what is drawn and what the pointer means is package viz's.
//
//	GOOS=js GOARCH=wasm go build -o dist/stage.wasm ./wasm/stage
package main
