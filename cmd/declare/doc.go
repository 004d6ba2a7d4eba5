// Command declare prints what the page builds itself from, as JSON: every lesson's controls and views, and of every data
// set the number of its classes and a few points for its thumbnail.
//
//	go run ./cmd/declare > dist/lessons.json
package main
