package cluster_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/cluster"
)

// fixed is sixty points around three middles, made by whole numbers only, so that the peers can have the very same ones: every
// coordinate is its middle plus three draws of C's old generator, taken as (sum − 3·16384)/32768.
func fixed() (points *nn.Tensor, class []int32) {
	points, class = nn.NewTensor(60, 2), make([]int32, 60)
	state := 1
	for i := range class {
		class[i] = int32(i % 3)
		for d, middle := range [][]int{{0, 0}, {4, 1}, {1, 5}}[i%3] {
			sum := -3 * 16384
			for range 3 {
				state = (state*1103515245 + 12345) % (1 << 31)
				sum += state >> 16
			}
			points.Data[2*i+d] = float32(middle) + float32(sum)/32768
		}
	}
	return points, class
}

// first is the first k of the points: where the peers began, too.
func first(points *nn.Tensor, k int) *nn.Tensor {
	return nn.TensorOf(slices.Clone(points.Data[:2*k]), k, 2)
}

func near(t *testing.T, what string, got, want []float64, tolerance float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %v; want %v", what, got, want)
	}
	for i := range got {
		if !(math.Abs(got[i]-want[i]) <= tolerance*(1+math.Abs(want[i]))) {
			t.Errorf("%s[%d] = %v; want %v", what, i, got[i], want[i])
		}
	}
}

func doubles(x []float32) (out []float64) {
	for _, v := range x {
		out = append(out, float64(v))
	}
	return out
}

func finish(t *testing.T, l nn.Learner) (loss float64) {
	t.Helper()
	for range 20000 {
		var done bool
		if loss, done = l.Step(); done {
			return loss
		}
	}
	t.Fatal("not done after 20,000 steps")
	return 0
}

// The numbers are ml-kmeans 7.0.1's (npm), kmeans(points, k, {initialization: points.slice(0, k), tolerance: 0}), and, with the
// silhouettes and adjusted Rand indices, scikit-learn 1.2.1's, KMeans(k, init=points[:k], n_init=1, tol=0). The two agree to
// 15 digits; ours are sums in float32.
func TestKMeansAgreesWithPeers(t *testing.T) {
	tests := []struct {
		k                        int
		inertia, ari, silhouette float64
		centres                  []float64
	}{
		{3, 0.6035100542885873, 1, 0.7596823680285457, []float64{
			-0.139227294921875, 0.052496337890625, 3.810980224609375, 1.050816345214844, 1.111692810058594, 4.881977844238281}},
		{5, 0.37005854575327424, 0.7414325741791795, 0.5660458002443352, []float64{
			-0.4323054722377232, -0.04557146344866071, 3.931404807350852, 0.43748612837357953, 1.1116928100585937, 4.881977844238281,
			0.5446217854817709, 0.2813212076822917, 3.6637946234809027, 1.8004421657986112}},
	}
	for _, tt := range tests {
		t.Run(fmt.Sprint(tt.k), func(t *testing.T) {
			points, class := fixed()
			m, err := cluster.KMeansFrom(points, first(points, tt.k))
			if err != nil {
				t.Fatal(err)
			}
			near(t, "inertia", []float64{finish(t, m)}, []float64{tt.inertia}, 1e-6)
			near(t, "centres", doubles(m.Centres().Data), tt.centres, 1e-6)
			near(t, "adjusted Rand", []float64{cluster.AdjustedRand(class, m.Assignment())}, []float64{tt.ari}, 1e-12)
			near(t, "silhouette", []float64{cluster.Silhouette(points, m.Assignment())}, []float64{tt.silhouette}, 1e-12)
		})
	}
}

// scikit-learn 1.2.1: GaussianMixture(k, means_init=points[:k], weights_init=[1/k]*k, precisions_init=[eye]*k, reg_covar=1e-9,
// tol=1e-12, max_iter=5000), score, score_samples([[1, 1]]) and the first component. Ours adds a little more to the variances
// (1e-6 of the data's) and stops earlier: 1e-4 covers both, and the best fit is the same.
func TestGMMAgreesWithAPeer(t *testing.T) {
	tests := []struct {
		k           int
		score, at11 float64
		weights     []float64
		mean, cov   []float64
	}{
		{2, -3.2647899922145815, -4.01842435, []float64{0.6666671882930577, 0.3333328117069423},
			[]float64{0.4862346537249847, 2.4672360834592046}, []float64{0.6876672087347517, 1.5331014625526895, 1.5331014625526893, 6.084180937870903}},
		{3, -2.636547489355418, -5.76102385, []float64{1. / 3, 1. / 3, 1. / 3},
			[]float64{-0.13922717857462413, 0.05249638332744034}, []float64{0.32187831509572024, 0.023542805839422847, 0.023542805839422847, 0.16550183293978674}},
	}
	for _, tt := range tests {
		t.Run(fmt.Sprint(tt.k), func(t *testing.T) {
			points, _ := fixed()
			m, err := cluster.GMMFrom(points, first(points, tt.k))
			if err != nil {
				t.Fatal(err)
			}
			near(t, "loss", []float64{finish(t, m)}, []float64{-tt.score}, 1e-5)
			weights := make([]float64, tt.k)
			for c := range weights {
				weights[c] = m.Weight(c)
			}
			near(t, "weights", weights, tt.weights, 1e-4)
			near(t, "mean", m.Mean(0), tt.mean, 1e-4)
			near(t, "covariance", m.Covariance(0), tt.cov, 1e-4)
			near(t, "density", []float64{m.LogDensity([]float32{1, 1})}, []float64{tt.at11}, 1e-4)
		})
	}
}

// One component has a closed form: the mean and the covariance (over n) of the points, after one step.
func TestGMMOfOneIsMeanAndCovariance(t *testing.T) {
	points, _ := fixed()
	m, err := cluster.GMMFrom(points, first(points, 1))
	if err != nil {
		t.Fatal(err)
	}
	m.Step()
	var mean, cov [4]float64
	for i := range 60 {
		for d := range 2 {
			mean[d] += float64(points.Data[2*i+d]) / 60
		}
	}
	for i := range 60 {
		for a := range 2 {
			for b := range 2 {
				cov[2*a+b] += (float64(points.Data[2*i+a]) - mean[a]) * (float64(points.Data[2*i+b]) - mean[b]) / 60
			}
		}
	}
	near(t, "mean", m.Mean(0), mean[:2], 1e-12)
	near(t, "covariance", m.Covariance(0), cov[:], 1e-5) // with the ridge
	det := cov[0]*cov[3] - cov[1]*cov[2]
	near(t, "density at the mean", []float64{m.LogDensity([]float32{float32(mean[0]), float32(mean[1])})},
		[]float64{-math.Log(2 * math.Pi * math.Sqrt(det))}, 1e-5)
}

// Cores, noise and the groups of cores do not depend on the order of the points. scikit-learn 1.2.1, DBSCAN(eps, min_samples), and
// density-clustering 1.3.0 (npm), which agree on the groups; the latter also lists some borders as noise, as it leaves
// those there that were looked at too early.
func TestDBSCANAgreesWithPeers(t *testing.T) {
	tests := []struct {
		eps          float64
		least        int
		cores, noise int
		labels       []int32
	}{
		{0.4, 4, 24, 26, []int32{0, 1, -1, -1, -1, -1, 0, 3, -1, 0, 1, 4, 0, 1, -1, 2, 1, -1, 2, -1, 4, 2, 3, -1, 0, 3, -1, 2, 1, 4, 2, 3, -1, -1, 1, 4, 2, 3, -1, -1, 1, -1, 2, 3, -1, -1, 1, -1, -1, -1, -1, -1, -1, -1, 2, 1, -1, 2, 1, -1}},
		{0.5, 6, 12, 16, []int32{0, 1, -1, -1, -1, -1, 0, 2, -1, 0, 1, 3, 0, 1, 3, -1, 1, 4, 0, 2, 3, 0, 2, 4, 0, 2, 4, 0, 1, 3, 0, 2, 4, 0, 1, 3, 0, 2, 4, 0, 1, 3, -1, 2, -1, 0, 1, -1, -1, 1, -1, 0, -1, -1, -1, 1, -1, 0, 1, -1}},
		{0.7, 5, 47, 4, []int32{0, 1, 2, -1, 1, 2, 0, 3, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 3, 2, 0, 3, 2, 0, 3, 2, 0, 1, 2, 0, 3, 2, 0, 1, 2, 0, 3, 2, 0, 1, 2, 0, 3, 2, 0, 1, 2, -1, 1, -1, 0, -1, 2, 0, 1, 2, 0, 1, 2}},
	}
	for _, tt := range tests {
		for seed := range uint64(4) {
			t.Run(fmt.Sprint(tt.eps, " order ", seed), func(t *testing.T) {
				points, _ := fixed()
				m, err := cluster.NewDBSCAN(points, tt.eps, tt.least, rand.New(rand.NewPCG(seed, 1)))
				if err != nil {
					t.Fatal(err)
				}
				loss := finish(t, m)
				var cores, noise int
				var ours, theirs []int32
				for i, label := range tt.labels {
					switch m.Role(i) {
					case cluster.Core:
						cores++
						ours, theirs = append(ours, m.Assignment()[i]), append(theirs, label)
					case cluster.Noise:
						noise++
					}
					if (label < 0) != (m.Role(i) == cluster.Noise) || (label < 0) != (m.Assignment()[i] < 0) {
						t.Errorf("point %d is of group %d and role %v; the peer says %d", i, m.Assignment()[i], m.Role(i), label)
					}
				}
				if cores != tt.cores || noise != tt.noise || math.Abs(loss-float64(noise)/60) > 1e-12 {
					t.Errorf("%d cores, %d noise, loss %v; want %d and %d", cores, noise, loss, tt.cores, tt.noise)
				}
				if ari := cluster.AdjustedRand(ours, theirs); ari != 1 {
					t.Errorf("cores agree by %v only", ari)
				}
			})
		}
	}
}

// scikit-learn 1.2.1, MeanShift(bandwidth=2): its centres. At bandwidth 1 it finds the same three groups.
func TestMeanShiftAgreesWithAPeer(t *testing.T) {
	points, class := fixed()
	for _, bandwidth := range []float64{1, 2} {
		m, err := cluster.NewMeanShift(points, bandwidth, rand.New(rand.NewPCG(1, 1)))
		if err != nil {
			t.Fatal(err)
		}
		finish(t, m)
		if ari := cluster.AdjustedRand(class, m.Assignment()); ari != 1 || m.Groups() != 3 {
			t.Errorf("bandwidth %v: %d groups, adjusted Rand %v", bandwidth, m.Groups(), ari)
		}
		if bandwidth == 2 {
			want := [][]float64{{-0.139227294921875, 0.052496337890625}, {3.810980224609375, 1.0508163452148438}, {1.1116928100585937, 4.881977844238281}}
			for i := range 3 {
				near(t, "mode", doubles(m.Mode(int(m.Assignment()[i]))), want[class[i]], 1e-6)
			}
		}
	}
}

// SciPy 1.10.1, scipy.cluster.hierarchy.linkage(points, method): the five highest merges and the sum of all heights.
func TestAgglomerativeAgreesWithAPeer(t *testing.T) {
	tests := []struct {
		linkage string
		sum     float64
		last    []float64
	}{
		{"ward", 83.46193863666882, []float64{2.9857099250666432, 3.133656894707742, 4.3557869707452666, 18.2212964875637, 22.6722304637068}},
		{"average", 36.3066243156764, []float64{1.2484417225299012, 1.357585021224405, 1.5186361456173738, 4.16303685313852, 4.895056842447071}},
		{"single", 23.545017933463534, []float64{0.8158012685637537, 0.8383447315757987, 0.8700028172004102, 2.148016529671875, 2.7714613827174395}},
		{"complete", 49.50218548290995, []float64{2.14362256240264, 2.321266343114306, 2.3314343372223094, 5.764976678637971, 7.076668606590343}},
	}
	for _, tt := range tests {
		t.Run(tt.linkage, func(t *testing.T) {
			points, class := fixed()
			m, err := cluster.NewAgglomerative(points, tt.linkage, cluster.MaxLeaves, nil)
			if err != nil {
				t.Fatal(err)
			}
			finish(t, m)
			var sum float64
			var heights []float64
			for _, merge := range m.Merges() {
				sum += merge.Height
				heights = append(heights, merge.Height)
			}
			if !slices.IsSorted(heights) {
				t.Errorf("heights %v do not rise", heights)
			}
			// Distances are kept in float32 and made from each other up to fifty times.
			near(t, "heights", heights[54:], tt.last, 1e-6)
			near(t, "sum", []float64{sum}, []float64{tt.sum}, 1e-6)
			if ari := cluster.AdjustedRand(class, m.Cut(3)); ari != 1 {
				t.Errorf("three branches agree with the classes by %v", ari)
			}
			order := m.Order()
			slices.Sort(order)
			for i, leaf := range order {
				if int(leaf) != i {
					t.Fatalf("order of leaves is no permutation: %v", order)
				}
			}
		})
	}
}

// The first two are scikit-learn 1.2.1's adjusted_rand_score; the others follow from the definition.
func TestAdjustedRand(t *testing.T) {
	tests := []struct {
		name string
		a, b []int32
		want float64
	}{
		{"some agreement", []int32{0, 0, 1, 1, 2, 2}, []int32{0, 0, 1, 2, 2, 2}, 0.4444444444444444},
		{"worse than chance", []int32{0, 0, 1, 1}, []int32{0, 1, 0, 1}, -0.5},
		{"other numbers", []int32{0, 0, 1, 1}, []int32{5, 5, 3, 3}, 1},
		{"noise is a group", []int32{0, 0, 1, 1}, []int32{-1, -1, 0, 0}, 1},
		{"all in one", []int32{0, 0, 0}, []int32{0, 0, 0}, 1},
		{"each alone", []int32{0, 1, 2}, []int32{2, 1, 0}, 1},
		{"one point", []int32{0}, []int32{4}, 1},
		{"no points", nil, nil, 1},
		{"all in one against pairs", []int32{0, 0, 0, 0}, []int32{0, 0, 1, 1}, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			near(t, "adjusted Rand", []float64{cluster.AdjustedRand(tt.a, tt.b)}, []float64{tt.want}, 1e-12)
			near(t, "the other way round", []float64{cluster.AdjustedRand(tt.b, tt.a)}, []float64{tt.want}, 1e-12)
		})
	}
}
