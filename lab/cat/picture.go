package cat

// side is how many pixels a drawing is high and wide.
const side = 28

// The classes: of the network, of the trays and of the reader's pictures.
const (
	notCat = iota
	isCat
)

// picture is a drawing in a tray, or one that is kept from the network.
type picture struct {
	ink   []float32 // (side, side), 0…1
	class int       // isCat or notCat
	own   int       // which of the reader's it is, -1 for a shipped one
}

// inkOf is bytes as ink.
func inkOf(bytes []byte) []float32 {
	ink := make([]float32, len(bytes))
	for i, v := range bytes {
		ink[i] = float32(v) / 255
	}
	return ink
}

// seen sets dst (sees²) to a drawing as the network sees it: as it is, or each pixel the mean of four.
func seen(dst, ink []float32, sees int) {
	if sees == side {
		copy(dst, ink)
		return
	}
	for y := range sees {
		for x := range sees {
			at := 2*y*side + 2*x
			dst[y*sees+x] = (ink[at] + ink[at+1] + ink[at+side] + ink[at+side+1]) / 4
		}
	}
}
