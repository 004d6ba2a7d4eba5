// Command declare prints what the page builds itself from, as JSON: every lesson's controls and views, and of every data
// set the number of its classes and a few points for its thumbnail; or small true pictures of the lessons, in numbers.
//
//	go run ./cmd/declare > dist/lessons.json
//	go run ./cmd/declare -shots > dist/shots.json
package main
