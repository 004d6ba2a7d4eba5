package easel

import (
	"math/rand/v2"

	"github.com/whisker-lab/whisker/nn"
	"github.com/whisker-lab/whisker/nn/scene"
)

// What a look goes through: every whole prompt once, from the noise that is shown, then those that were never shown, from other noise, until
// there are askedNever of them, and the others until there are askedShown.
const (
	askedNever = 200
	askedShown = 48
	mostAsked  = scene.Prompts + askedNever + askedShown
	lookSteps  = 6 // from noise to a picture
	slice      = 2 // pictures at once
	every      = 2 // steps between two slices

	usualGuidance = 3
)

// asked is one picture that a look asks for.
type asked struct {
	prompt uint8
	noise  uint16 // 0 for the one that is shown
}

// ask lists what a look goes through.
func ask(kept [scene.Prompts]bool) (all []asked, never int) {
	var parts [2][]uint8
	for i, k := range kept {
		all = append(all, asked{prompt: uint8(i)})
		part := 0
		if k {
			part = 1
		}
		parts[part] = append(parts[part], uint8(i))
	}
	noise := uint16(0)
	for part, most := range [2]int{askedShown, askedNever} {
		n := len(parts[part])
		for i := n; n > 0 && i < most; i++ {
			noise++
			all = append(all, asked{parts[part][i%n], noise})
		}
	}
	return all, len(parts[1])
}

// look is what has come of one: the pictures of all prompts, and as what each that was asked for was read.
type look struct {
	step     int                                   // after which the weights were taken
	at       int                                   // what comes next
	pictures [scene.Prompts * scene.Pixels]float32 // from −1 to 1
	read     []uint8                               // (asked) a prompt each
}

// The looks: the last one that was made beside the steps, the one that is being made beside them, and one between steps, at what is there
// then, which no file holds.
const (
	done = iota
	under
	rest
	looks
)

// none is the step of a look that has not been made.
const none = -1

// eye looks how good what draws is, a slice now and then, with the weights that it had when the look began, which are kept meanwhile.
type eye struct {
	all   []asked
	looks [looks]look

	source *rand.PCG
	rand   *rand.Rand
	x, p   []float32
	words  *nn.Tensor
	said   [scene.Groups]float32
}

func newEye(kept [scene.Prompts]bool) *eye {
	e := &eye{source: rand.NewPCG(0, 0), x: make([]float32, slice*scene.Pixels), p: make([]float32, slice*(scene.Codes-1)), words: nn.NewTensor(scene.Groups, slice)}
	e.all, _ = ask(kept)
	e.rand = rand.New(e.source)
	for i := range e.looks {
		l := &e.looks[i]
		l.step, l.read = none, make([]uint8, len(e.all))
		for k, a := range e.all {
			l.read[k] = a.prompt // nothing is wrong that has not been looked at
		}
		for k := range l.pictures {
			l.pictures[k] = -1
		}
	}
	return e
}

// noise fills x with the noise of a number, of which 0 is the one that is shown.
func (e *eye) noise(x []float32, another, n int) {
	seed := uint64(another)
	if n > 0 {
		seed = 1<<32 + uint64(n) // the same, whatever is shown
	}
	e.source.Seed(seed, forNoise)
	for i := range x {
		x[i] = float32(e.rand.NormFloat64())
	}
}

// some has the next n pictures of a look drawn and read, or as many as are left of all prompts, and tells whether the look has come to its
// end.
func (e *eye) some(l *look, d drawer, j *scene.Judge, n, another int) (ended bool) {
	from := l.at
	if n = min(n, len(e.all)-from); from < scene.Prompts {
		n = min(n, scene.Prompts-from)
	}
	e.words.Resize(scene.Groups, n)
	x, p := e.x[:n*scene.Pixels], e.p[:n*(scene.Codes-1)]
	for i, a := range e.all[from:][:n] {
		e.noise(x[i*scene.Pixels:][:scene.Pixels], another, int(a.noise))
		scene.At(int(a.prompt)).Fill(e.said[:])
		for w, code := range e.said {
			e.words.Data[w*n+i] = code
		}
	}
	of := d.Stages(lookSteps)
	for at := range of {
		d.Advance(x, e.words, at, of, usualGuidance)
	}
	if from < scene.Prompts {
		copy(l.pictures[from*scene.Pixels:], x)
	}
	for i, v := range x {
		x[i] = ink(v)
	}
	j.Read(p, x)
	for i := range n {
		l.read[from+i] = uint8(scene.Best(p[i*(scene.Codes-1):][:scene.Codes-1]).Index())
	}
	l.at += n
	return l.at == len(e.all)
}

// ink is a pixel, −1 for paper and 1 for ink, from 0 to 1.
func ink(v float32) float32 { return min(max((v+1)/2, 0), 1) }
