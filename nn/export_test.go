package nn

import (
	"encoding/binary"
	"hash/crc32"
	"slices"
)

// Checked gives data a good magic and checksum, so that a fuzzer gets past them.
func Checked(data []byte) []byte {
	b := append([]byte(saveMagic), data...)
	if len(data) > len(saveMagic) && string(data[:len(saveMagic)]) == saveMagic {
		b = slices.Clone(data)
	}
	return binary.LittleEndian.AppendUint32(b, crc32.ChecksumIEEE(b))
}
