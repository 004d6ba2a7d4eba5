package cluster_test

import (
	"testing"

	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/nntest"
)

// fuzz gives one of the builders' learners whatever a fuzzer thinks of.
func fuzz(f *testing.F, name string) {
	points, _ := cloud(f, "moons", 40)
	for _, b := range builders {
		if b.name == name {
			nntest.FuzzLoad(f, func(t testing.TB, seed uint64) nn.Learner {
				m, err := b.build(points, 3, seed)
				if err != nil {
					t.Fatal(err)
				}
				return m
			})
			return
		}
	}
	f.Fatalf("no learner %s", name)
}

func FuzzKMeans(f *testing.F)        { fuzz(f, "kmeans") }
func FuzzBeats(f *testing.F)         { fuzz(f, "kmeans beats") }
func FuzzGMM(f *testing.F)           { fuzz(f, "gmm") }
func FuzzDBSCAN(f *testing.F)        { fuzz(f, "dbscan") }
func FuzzMeanShift(f *testing.F)     { fuzz(f, "meanshift") }
func FuzzAgglomerative(f *testing.F) { fuzz(f, "agglomerative") }
func FuzzSOM(f *testing.F)           { fuzz(f, "som") }
