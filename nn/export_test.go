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
