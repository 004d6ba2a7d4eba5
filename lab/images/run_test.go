package images_test

import (
	"fmt"
	"testing"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/images"
	"github.com/whisker-lab/whisker/lab/lessons"
	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/data/packed"
	"github.com/whisker-lab/whisker/nn/nntest"
)

func config(link string) lab.Config {
	return lab.ParseLink(lessons.On(packed.Shelf()), "#l=images&"+link)
}

func begin(t testing.TB, link string) *images.Run {
	t.Helper()
	r, err := images.New(config(link))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestConforms(t *testing.T) {
	for _, link := range []string{
		"samples=300", "samples=300&blocks=4x3,4x3s2,4x3v&residual=on&norm=layer&pool=average", "samples=200&blocks=&dense=16&head=plain&loss=squared&data=digits",
		"samples=200&blocks=3x2p3&pool=sum&head=plain&activation=gelu&data=fashion",
	} {
		t.Run(link, func(t *testing.T) {
			nntest.Conform(t, func(seed uint64) nn.Learner { return begin(t, fmt.Sprintf("%s&seed=%d", link, seed)) }, map[string]float64{"lr": 0.01})
		})
	}
}
