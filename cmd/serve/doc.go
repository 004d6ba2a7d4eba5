// Command serve shows dist/ at an address of this machine alone, as a static host would show it to the world.
// What it sends and with which headers is package site's; it must not be reachable from another machine.
//
//	go run ./cmd/serve -dir dist -port 8080
package main
