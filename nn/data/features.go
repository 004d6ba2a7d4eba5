package data

import (
	"fmt"
	"math"
	"strings"
)

// Feature is something that a network may see of a point in the plane.
type Feature uint8

// The features.
const (
	X1 Feature = iota
	X2
	X1X1
	X2X2
	X1X2
	SinX1
	SinX2
)

// FeatureNames lists the names in the order of the constants.
var FeatureNames = [...]string{"x1", "x2", "x1x1", "x2x2", "x1x2", "sinx1", "sinx2"}

func (f Feature) String() string { return FeatureNames[f] }

// ParseFeatures reads a list of names between commas into the order of the constants, each once. There must be one at least.
func ParseFeatures(list string) ([]Feature, error) {
	var on [len(FeatureNames)]bool
next:
	for _, name := range strings.Split(list, ",") {
		for f, known := range FeatureNames {
			if strings.TrimSpace(name) == known {
				on[f] = true
				continue next
			}
		}
		return nil, fmt.Errorf("data: no feature %q in %q", name, list)
	}
	var fs []Feature
	for f, chosen := range on {
		if chosen {
			fs = append(fs, Feature(f))
		}
	}
	return fs, nil
}

const badFeatures = "data: points do not fit"

// Features returns the chosen features (len(fs), n) of n points.
func Features(fs []Feature, x, y []float32) []float32 {
	dst := make([]float32, len(fs)*len(x))
	FeaturesTo(dst, fs, x, y)
	return dst
}

// FeaturesTo is Features into dst.
func FeaturesTo(dst []float32, fs []Feature, x, y []float32) {
	n := len(x)
	if len(y) != n || len(dst) < len(fs)*n {
		panic(badFeatures)
	}
	for i, f := range fs {
		row := dst[i*n:][:n]
		for j := range row {
			row[j] = f.Of(x[j], y[j])
		}
	}
}

// Of returns the feature of one point.
func (f Feature) Of(x, y float32) float32 {
	switch f {
	case X1:
		return x
	case X2:
		return y
	case X1X1:
		return x * x
	case X2X2:
		return y * y
	case X1X2:
		return x * y
	case SinX1:
		return float32(math.Sin(float64(x)))
	case SinX2:
		return float32(math.Sin(float64(y)))
	}
	panic(badFeatures)
}
