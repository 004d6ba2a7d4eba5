package images_test

import (
	"bytes"
	"hash/crc32"
	"testing"
)

// The same link gives the same bits with SIMD and without, natively and in WebAssembly: of all that a file holds, the checksum that is its end.
func TestBits(t *testing.T) {
	for _, tt := range []struct {
		link string
		want uint32
	}{
		{"samples=300", 0x81b02ed4},
		{"weights=trained&samples=500&loss=squared", 0x30dad072},
		{"samples=300&blocks=4x3,4x3p2,4x3s2v&residual=on&norm=layer&pool=average&activation=gelu&head=plain", 0xd6c9979d},
		{"samples=200&blocks=&dense=9&activation=tanh&head=plain&loss=squared&data=digits", 0xf675ef14},
	} {
		t.Run(tt.link, func(t *testing.T) {
			r := begin(t, tt.link)
			for range 60 {
				r.Step()
			}
			var b bytes.Buffer
			if err := r.Save(&b); err != nil {
				t.Fatal(err)
			}
			if got := crc32.ChecksumIEEE(b.Bytes()[:b.Len()-4]); got != tt.want {
				t.Errorf("%#08x; want %#08x", got, tt.want)
			}
		})
	}
}
