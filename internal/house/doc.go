// Package house holds no code, only the tests of the rules that keep the rest readable: who may import whom, how long
// a file may grow, that every package says what it owns, and that no word is missing in a language.
//
//	go test ./internal/house
package house
