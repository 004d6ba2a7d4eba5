package kernel

// sumScalar adds up x in sixteen partial sums, which keeps float32 exact enough over long arrays.
func sumScalar(x []float32) float32 {
	var lane [16]float32
	for len(x) >= 16 {
		for i, v := range x[:16] {
			lane[i] += v
		}
		x = x[16:]
	}
	for i, v := range x {
		lane[i] += v
	}
	for i := 0; i < 4; i++ {
		lane[i] = (lane[i] + lane[4+i]) + (lane[8+i] + lane[12+i])
	}
	return (lane[0] + lane[1]) + (lane[2] + lane[3])
}
