package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"

	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/convnet"
	"github.com/whisker-lab/whisker/nn/data"
	"github.com/whisker-lab/whisker/nn/model"
)

// How the network that is there from the start is taught: the lesson's own, on digits that are moved, turned, leant, thickened and
// thinned anew in every epoch, as hands do, so that what is drawn on a screen is read as well.
const (
	taughtEpochs = 120
	taughtBatch  = 16
	taughtRate   = 0.004
	taughtSeed   = 11
)

// taught trains the network of the lesson Images on packed digits of 28×28 pixels, halved, and gives its weights as a table.
func taught(file string) (*data.Table, error) {
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	digits, err := data.UnpackPictures(b)
	if err != nil {
		return nil, err
	}
	blocks, err := convnet.Parse("8x5p2,16x3p2")
	if err != nil {
		return nil, err
	}
	plan, err := convnet.Spec{Planes: 1, Height: digits.Height / 2, Width: digits.Width / 2, Classes: len(digits.Classes), Blocks: blocks, Pool: "max", Activation: "relu"}.Plan()
	if err != nil {
		return nil, err
	}
	var learn, test []int
	for i, g := range digits.Group {
		if g == 0 {
			learn = append(learn, i)
		} else {
			test = append(test, i)
		}
	}
	draw := rand.New(rand.NewPCG(taughtSeed, 1))
	testX, testY := plainly(digits, test)
	x, y := nn.NewTensor(taughtBatch, 1, plan.Spec.Height, plan.Spec.Width), make([]float32, taughtBatch)
	m, err := model.NewCNN(model.CNNConfig{Net: plan.Net, Batch: taughtBatch, Optimiser: "adam", Rate: taughtRate}, testX, testY, draw, 1)
	if err != nil {
		return nil, err
	}
	for epoch := range taughtEpochs {
		m.Tune("lr", taughtRate*(1+math.Cos(math.Pi*float64(epoch)/taughtEpochs))/2)
		draw.Shuffle(len(learn), func(i, j int) { learn[i], learn[j] = learn[j], learn[i] })
		for from := 0; from+taughtBatch <= len(learn); from += taughtBatch {
			for k, i := range learn[from:][:taughtBatch] {
				scrawl(x.Data[k*x.Len()/taughtBatch:][:x.Len()/taughtBatch], digits.At(i), digits.Width, draw)
				y[k] = float32(digits.Class[i])
			}
			m.TrainBatch(x, y)
		}
	}
	loss, share := m.Loss(testX, testY)
	fmt.Fprintf(os.Stderr, "%d weights, test loss %.4f, accuracy %.4f\n", plan.Parameters, loss, share)
	values, _ := m.Network().Flat()
	t := &data.Table{
		Name: "mnist-weights", Source: "taught by cmd/mkdata from " + digits.Source, Licence: digits.Licence,
		Columns: []data.Column{{Name: "weight", Decimals: 4}}, Classes: []string{""}, Class: make([]int, len(values)),
	}
	for _, v := range values {
		t.Columns[0].Values = append(t.Columns[0].Values, float64(v))
	}
	return t, nil
}

// plainly is pictures at half their size as they are.
func plainly(p *data.Pictures, index []int) (*nn.Tensor, []float32) {
	half := p.Halved()
	x, y := nn.NewTensor(len(index), 1, half.Height, half.Width), make([]float32, len(index))
	for k, i := range index {
		half.Fill(x.Data[k*half.Size():][:half.Size()], i)
		y[k] = float32(p.Class[i])
	}
	return x, y
}

// scrawl sets to, at half the size, to a picture (side, side) as another hand would have drawn it.
func scrawl(to []float32, from []byte, side int, r *rand.Rand) {
	turn, lean := (r.Float64()-0.5)*0.45, (r.Float64()-0.5)*0.5
	wide, high := 1+(r.Float64()-0.5)*0.4, 1+(r.Float64()-0.5)*0.3
	right, down := (r.Float64()-0.5)*5, (r.Float64()-0.5)*5
	sin, cos := math.Sincos(turn)
	thick, gain := r.Float64()*2-1, 0.8+0.6*r.Float64()
	at := func(x, y int) float64 {
		if x < 0 || y < 0 || x >= side || y >= side {
			return 0
		}
		return float64(from[y*side+x]) / 255
	}
	ink := func(x, y float64) float64 {
		x0, y0 := int(math.Floor(x)), int(math.Floor(y))
		u, v := x-float64(x0), y-float64(y0)
		return (1-v)*((1-u)*at(x0, y0)+u*at(x0+1, y0)) + v*((1-u)*at(x0, y0+1)+u*at(x0+1, y0+1))
	}
	middle := float64(side-1) / 2
	half := side / 2
	for y := range half {
		for x := range half {
			sum := 0.0
			for k := range 4 {
				px, py := float64(2*x+k%2)-middle-right, float64(2*y+k/2)-middle-down
				px, py = (cos*px+sin*py)*wide+lean*py, (cos*py-sin*px)*high
				px, py = px+middle, py+middle
				v := ink(px, py)
				near := [4]float64{ink(px-1, py), ink(px+1, py), ink(px, py-1), ink(px, py+1)}
				most, least := v, v
				for _, n := range near {
					most, least = max(most, n), min(least, n)
				}
				if thick > 0 {
					v += thick * (most - v)
				} else {
					v -= -thick * 0.7 * (v - least)
				}
				sum += min(v*gain, 1)
			}
			to[y*half+x] = float32(sum / 4)
		}
	}
}
