package nn

import (
	"encoding/binary"
	"hash/crc32"
	"slices"
)

// Checked gives data a good magic, length and checksum, so that a fuzzer gets past them.
func Checked(data []byte) []byte {
	b := append(make([]byte, saveHead), data...)
	if len(data) > saveHead && string(data[:len(saveMagic)]) == saveMagic {
		b = slices.Clone(data)
	}
	copy(b, saveMagic)
	binary.LittleEndian.PutUint64(b[len(saveMagic):], uint64(len(b)+4-saveHead))
	return binary.LittleEndian.AppendUint32(b, crc32.ChecksumIEEE(b))
}

// CarriedOf goes through x and returns the states that it ends with: h, and c where there is one.
func CarriedOf(l Recurrent, x *Tensor) (states [][]float32) {
	l.Forward(x, false)
	switch l := l.(type) {
	case *RNN:
		states = [][]float32{l.state.Data}
	case *GRU:
		states = [][]float32{l.state.Data}
	case *LSTM:
		states = [][]float32{l.state.Data, l.cell.Data}
	}
	for i, s := range states {
		states[i] = slices.Clone(s)
	}
	return states
}

// ForwardFrom goes through x from such states.
func ForwardFrom(l Recurrent, states [][]float32, x *Tensor) *Tensor {
	switch l := l.(type) {
	case *RNN:
		carryOver(&l.state, states[0])
	case *GRU:
		carryOver(&l.state, states[0])
	case *LSTM:
		carryOver(&l.state, states[0])
		carryOver(&l.cell, states[1])
	}
	return l.Forward(x, false)
}
