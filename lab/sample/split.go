package sample

import (
	"math"
	"math/rand/v2"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn/data"
)

// Split deals points of these classes out, to learn from and to be judged by: places, in rising order.
//
// Of the reader's own a point's place in the order decides, by the golden ratio, which shares out any stretch of the order evenly:
// so a point stays what it is when others come or change, and each class gets its share.
func (r *Room) Split(c lab.Config, class []int, purpose uint64) (train, test []int) {
	share, from := c.Number("train"), c.Rand("dataseed", purpose)
	if !r.own() {
		return data.Split(class, r.Source.Classes, share, true, rand.New(from))
	}
	begin := float64(from.Uint64()>>11) / (1 << 53)
	for i := range class {
		_, part := math.Modf(begin + float64(i)*(math.Phi-1))
		if part < share || len(class) == 1 {
			train = append(train, i)
		} else {
			test = append(test, i)
		}
	}
	if len(train) == 0 {
		return test, nil
	}
	return train, test
}
