package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"

	"github.com/whisker-lab/whisker/lab/easel"
	"github.com/whisker-lab/whisker/nn/data"
	"github.com/whisker-lab/whisker/nn/model"
	"github.com/whisker-lab/whisker/nn/scene"
)

// How what the lesson Words make pictures begins with is taught: its judge on drawings of all prompts, what draws on those that the
// lesson shows when nothing is set otherwise.
const (
	judgeSteps   = 8000
	flowSteps    = 12000
	flowRate     = 0.004
	wordsSeed    = 7
	keptSeed     = 1 // of the lesson's default dataseed
	keptPrompts  = 16
	flowFilters  = 16
	rivalTurns   = 6000
	flowReported = 2000
)

// said teaches the judge and what draws, and gives all weights as a table.
func said() (*data.Table, error) {
	judge := scene.NewJudge()
	if err := judge.Teach(judgeSteps, rand.New(rand.NewPCG(wordsSeed, 1))); err != nil {
		return nil, err
	}
	course := scene.NewCourse(scene.Kept(keptPrompts, rand.New(rand.NewPCG(keptSeed, easel.ForKept))))
	c := easel.FlowOf(flowFilters)
	c.Examples = course.Example
	m, err := model.NewFlow(c, rand.New(rand.NewPCG(wordsSeed, 2)), wordsSeed)
	if err != nil {
		return nil, err
	}
	loss := 0.0
	for step := range flowSteps {
		m.Tune("lr", flowRate*(1+math.Cos(math.Pi*float64(step)/flowSteps))/2)
		l, _ := m.Step()
		if loss += (l - loss) * 0.001; step%flowReported == 0 {
			fmt.Fprintf(os.Stderr, "step %d, loss %.4f\n", step, loss)
		}
	}
	painter := m.Painter()
	painter.Take()
	config, points := easel.ForgerOf(course, painter, rand.New(rand.NewPCG(wordsSeed, 3)))
	forger, err := model.NewGAN(config, points, rand.New(rand.NewPCG(wordsSeed, 4)), wordsSeed)
	if err != nil {
		return nil, err
	}
	for range rivalTurns {
		forger.Step()
	}
	t := &data.Table{
		Name: "words-weights", Source: "taught by cmd/mkdata from drawings of its own", Licence: "CC0 1.0",
		Columns: []data.Column{{Name: "weight", Decimals: 4}}, Classes: []string{""},
	}
	for _, part := range [][]float32{judge.Weights(), m.Weights(), forger.Learnt()} {
		for _, v := range part {
			t.Columns[0].Values = append(t.Columns[0].Values, float64(v))
		}
	}
	t.Class = make([]int, len(t.Columns[0].Values))
	return t, nil
}
