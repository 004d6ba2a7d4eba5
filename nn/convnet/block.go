package convnet

import (
	"errors"
	"strconv"
	"strings"
)

// Block is a convolution, what follows it, and perhaps pooling.
type Block struct {
	Filters int  // 1 to MostFilters
	Kernel  int  // of a side, 1 to MostKernel
	Stride  int  // 1 to MostStride
	Pool    int  // of a side, which is the pooling's stride as well; 1 for none, to MostPool
	Valid   bool // the window stays inside; else there are zeros around, so that with stride 1 nothing is lost at the border
}

// What a block and a network of them have at most.
const (
	MostBlocks  = 10
	MostFilters = 32
	MostKernel  = 7
	MostStride  = 3
	MostPool    = 3
)

// longest is beyond what any list of blocks needs.
const longest = 1 << 9

var errBlocks = errors.New("want blocks such as 8x5p2,16x3: filters x size, s and a stride, v for no zeros around, p and a pooling size")

// Parse reads blocks between commas: filters, x, the kernel's size, then in any order s and a stride, v, p and a pooling size.
// Numbers out of range are brought into it, and blocks beyond MostBlocks are left out.
func Parse(text string) ([]Block, error) {
	if len(text) > longest {
		return nil, errBlocks
	}
	var blocks []Block
	if strings.TrimSpace(text) == "" {
		return nil, nil
	}
	for part := range strings.SplitSeq(text, ",") {
		if len(blocks) == MostBlocks {
			break
		}
		b, ok := parse(strings.TrimSpace(part))
		if !ok {
			return nil, errBlocks
		}
		blocks = append(blocks, b)
	}
	return blocks, nil
}

// parse reads one block.
func parse(text string) (Block, bool) {
	b := Block{Stride: 1, Pool: 1}
	rest, ok := number(text, &b.Filters, MostFilters)
	if !ok || rest == "" || rest[0] != 'x' {
		return b, false
	}
	if rest, ok = number(rest[1:], &b.Kernel, MostKernel); !ok {
		return b, false
	}
	seen := ""
	for rest != "" {
		letter := rest[:1]
		if strings.Contains(seen, letter) {
			return b, false
		}
		seen += letter
		switch letter {
		case "s":
			rest, ok = number(rest[1:], &b.Stride, MostStride)
		case "p":
			rest, ok = number(rest[1:], &b.Pool, MostPool)
		case "v":
			b.Valid, rest = true, rest[1:]
		default:
			return b, false
		}
		if !ok {
			return b, false
		}
	}
	return b, true
}

// number reads digits off the front of a text, as a number from 1 to most.
func number(text string, v *int, most int) (rest string, ok bool) {
	n := 0
	for n < len(text) && text[n] >= '0' && text[n] <= '9' {
		n++
	}
	if n == 0 {
		return text, false
	}
	read, err := strconv.Atoi(text[:n])
	if err != nil {
		read = most // more than any number has room for
	}
	*v = min(max(read, 1), most)
	return text[n:], true
}

// Format writes blocks as Parse reads them: 8x3s2vp2, and what is as usual left out.
func Format(blocks []Block) string {
	parts := make([]string, len(blocks))
	for i, b := range blocks {
		parts[i] = b.String()
	}
	return strings.Join(parts, ",")
}

// String writes one block.
func (b Block) String() string {
	text := strconv.Itoa(b.Filters) + "x" + strconv.Itoa(b.Kernel)
	if b.Stride > 1 {
		text += "s" + strconv.Itoa(b.Stride)
	}
	if b.Valid {
		text += "v"
	}
	if b.Pool > 1 {
		text += "p" + strconv.Itoa(b.Pool)
	}
	return text
}
