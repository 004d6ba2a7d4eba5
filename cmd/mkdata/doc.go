// Command mkdata turns source data into the packed files of package data. It reads CSV or JSON, keeps what is shipped and
// writes it with its source, its licence and a checksum. DATA-LICENSES.md in nn/data says where the sources come from.
//
//	go run ./cmd/mkdata penguins penguins.json nn/data/packed/penguins.bin
//	go run ./cmd/mkdata digits digits.csv.gz nn/data/packed/digits.bin
package main
