package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"

	"github.com/whisker-lab/whisker/lab/easel"
	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/data"
	"github.com/whisker-lab/whisker/nn/model"
	"github.com/whisker-lab/whisker/nn/scene"
)

// How what the lesson Words make pictures begins with is taught: its judge on drawings of all prompts, what draws on those that the
// lesson shows when nothing is set otherwise.
const (
	judgeSteps   = 3000
	flowSteps    = 4000
	flowRate     = 0.004
	wordsSeed    = 7
	keptSeed     = 1 // of the lesson's default dataseed
	keptPrompts  = 16
	flowFilters  = 16
	rivalTurns   = 2500
	flowReported = 500
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
			fmt.Fprintf(os.Stderr, "step %d, loss %.4f, %s\n", step, loss, judged(judge, m.Painter(), course))
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

// judged is how many of some pictures of each prompt come out right, of those that were shown and of the others.
func judged(judge *scene.Judge, p *model.Painter, course *scene.Course) string {
	const steps, guidance, each = 6, 3, 4
	p.Take()
	r := rand.New(rand.NewPCG(wordsSeed, 5))
	right, of := [2]int{}, [2]int{}
	read := make([]float32, scene.Codes-1)
	for range each {
		x, words, said := make([]float32, scene.Prompts*scene.Pixels), nn.NewTensor(scene.Groups, scene.Prompts), make([]float32, scene.Groups)
		for i := range x {
			x[i] = float32(r.NormFloat64())
		}
		for i := range scene.Prompts {
			scene.At(i).Fill(said)
			for w, code := range said {
				words.Data[w*scene.Prompts+i] = code
			}
		}
		for at := range steps {
			p.Advance(x, words, at, steps, guidance)
		}
		for i := range scene.Prompts {
			one := x[i*scene.Pixels:][:scene.Pixels]
			for k, v := range one {
				one[k] = min(max((v+1)/2, 0), 1)
			}
			judge.Read(read, one)
			part := 0
			if course.Kept[i] {
				part = 1
			}
			of[part]++
			if scene.Best(read) == scene.At(i) {
				right[part]++
			}
		}
	}
	return fmt.Sprintf("%d of %d shown and %d of %d never shown are right", right[0], of[0], right[1], of[1])
}
