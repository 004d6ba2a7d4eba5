package data_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/whisker-lab/whisker/nn/data"
)

func TestParseFeatures(t *testing.T) {
	tests := []struct {
		list string
		want []data.Feature // nil for an error
	}{
		{"x1", []data.Feature{data.X1}},
		{"x2,x1", []data.Feature{data.X1, data.X2}},
		{" sinx2 , x1x1 ", []data.Feature{data.X1X1, data.SinX2}},
		{"x1,x1", []data.Feature{data.X1}},
		{strings.Join(data.FeatureNames[:], ","), []data.Feature{data.X1, data.X2, data.X1X1, data.X2X2, data.X1X2, data.SinX1, data.SinX2}},
		{"", nil}, {"x3", nil}, {"x1,", nil}, {"X1", nil},
	}
	for _, tt := range tests {
		t.Run(tt.list, func(t *testing.T) {
			got, err := data.ParseFeatures(tt.list)
			if !slices.Equal(got, tt.want) || (err == nil) != (tt.want != nil) {
				t.Errorf("got %v, %v; want %v", got, err, tt.want)
			}
			if err != nil && !strings.Contains(err.Error(), fmt.Sprintf("%q", tt.list)) {
				t.Errorf("error %v does not say of what", err)
			}
		})
	}
}

func TestFeatures(t *testing.T) {
	x, y := []float32{0, 1.5, -2}, []float32{3, -0.5, -1}
	all, err := data.ParseFeatures(strings.Join(data.FeatureNames[:], ","))
	if err != nil {
		t.Fatal(err)
	}
	got := data.Features(all, x, y)
	for i := range x {
		a, b := float64(x[i]), float64(y[i])
		for f, want := range []float64{a, b, a * a, b * b, a * b, math.Sin(a), math.Sin(b)} {
			if v := got[f*len(x)+i]; v != float32(want) {
				t.Errorf("%v of %v, %v is %v; want %v", all[f], a, b, v, want)
			}
		}
	}
	defer func() {
		if recover() == nil {
			t.Error("takes three x and two y")
		}
	}()
	data.Features(all, x, y[:2])
}
