// Command pack compresses what is in dist/, so that a static host can send the small twin of every file.
// It is a table of contents over package site and must hold no logic of its own.
//
//	go run ./cmd/pack -dir dist                 # writes x.br and x.gz beside every x, and sizes.json
//	go run ./cmd/pack -dir dist -zip out.zip    # and all of it into one archive
package main
