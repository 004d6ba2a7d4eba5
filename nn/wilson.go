package nn

import "math"

// wilsonZ is how many standard deviations hold the middle 95 % of a normal distribution.
const wilsonZ = 1.959963984540054

// Wilson is between which shares the true one lies of which right of n were found, in 95 of 100 cases: E. B. Wilson, "Probable
// inference, the law of succession, and statistical inference" (1927). Of none it is anything from 0 to 1.
func Wilson(right, n int) (low, high float64) {
	if n <= 0 {
		return 0, 1
	}
	const z2 = wilsonZ * wilsonZ
	count, share := float64(n), float64(right)/float64(n)
	middle := (share + z2/(2*count)) / (1 + z2/count)
	reach := wilsonZ / (1 + z2/count) * math.Sqrt(share*(1-share)/count+z2/(4*count*count))
	return max(middle-reach, 0), min(middle+reach, 1)
}
