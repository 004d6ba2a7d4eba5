package data_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/whisker-lab/whisker/nn/data"
)

// classes makes n examples of each of some classes, one class after the other.
func classes(sizes ...int) (class []int) {
	for c, n := range sizes {
		class = append(class, slices.Repeat([]int{c}, n)...)
	}
	return class
}

func TestSplit(t *testing.T) {
	tests := []struct {
		sizes      []int
		share      float64
		stratified bool
		want       int // to learn from
		each       []int
	}{
		{[]int{10, 10}, 0.5, true, 10, []int{5, 5}},
		{[]int{30, 10}, 0.5, true, 20, []int{15, 5}},
		{[]int{7, 3, 1}, 0.5, true, 6, []int{4, 2, 0}}, // 3.8, 1.6 and 0.5 of 6, the largest remainders first
		{[]int{5, 5}, 0, true, 1, nil},
		{[]int{5, 5}, 1, true, 9, nil},
		{[]int{1}, 0.4, true, 0, []int{0}},
		{[]int{1}, 0.6, false, 1, []int{1}},
		{[]int{1, 1}, 0.01, false, 1, nil},
		{[]int{60, 40}, 0.8, false, 80, nil},
		{[]int{0, 9, 0}, 1. / 3, true, 3, []int{0, 3, 0}},
	}
	for _, tt := range tests {
		t.Run(fmt.Sprint(tt.sizes, tt.share, tt.stratified), func(t *testing.T) {
			class := classes(tt.sizes...)
			train, test := data.Split(class, len(tt.sizes), tt.share, tt.stratified, seeded(1))
			if len(train) != tt.want || !slices.IsSorted(train) || !slices.IsSorted(test) {
				t.Errorf("learns from %v, judged by %v; want %d", train, test, tt.want)
			}
			all := slices.Concat(train, test)
			slices.Sort(all)
			for i, at := range all {
				if at != i || len(all) != len(class) {
					t.Fatalf("%v and %v are not all of %d examples, each once", train, test, len(class))
				}
			}
			got := make([]int, len(tt.sizes))
			for _, at := range train {
				got[class[at]]++
			}
			if tt.each != nil && !slices.Equal(got, tt.each) {
				t.Errorf("learns from %v of the classes; want %v", got, tt.each)
			}
			again, _ := data.Split(class, len(tt.sizes), tt.share, tt.stratified, seeded(1))
			if !slices.Equal(again, train) {
				t.Error("one seed splits in two ways")
			}
		})
	}
}

// Every example is as likely as any other to be learnt from.
func TestSplitIsEven(t *testing.T) {
	for _, stratified := range []bool{false, true} {
		class, count := classes(6, 6), make([]int, 12)
		const runs = 4000
		r := seeded(2)
		for range runs {
			train, _ := data.Split(class, 2, 0.5, stratified, r)
			for _, at := range train {
				count[at]++
			}
		}
		for i, n := range count {
			// Five standard deviations of a fair coin.
			if math.Abs(float64(n)-runs/2) > 5*math.Sqrt(runs)/2 {
				t.Errorf("stratified %v: example %d is learnt from %d times of %d", stratified, i, n, runs)
			}
		}
	}
}

func TestSplitPanics(t *testing.T) {
	for name, f := range map[string]func(){
		"nothing":      func() { data.Split(nil, 2, 0.5, true, seeded(1)) },
		"share of NaN": func() { data.Split([]int{0, 1}, 2, math.NaN(), true, seeded(1)) },
		"share of 2":   func() { data.Split([]int{0, 1}, 2, 2, true, seeded(1)) },
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("no panic")
				}
			}()
			f()
		})
	}
}
