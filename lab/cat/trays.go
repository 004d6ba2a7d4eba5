package cat

import (
	"math/rand/v2"
	"slices"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn/data"
)

// What randomness is drawn for, so that one seed gives unrelated numbers for each.
const (
	forSplit = iota + 1
	forWeights
	forOrder
	forCopies
	forCrooked
)

const (
	keptCats = 10 // shipped cats that are kept from the network, about
	every    = 4  // of the reader's own of a class one is kept back, where those judge
	drawnCat = 0  // a cat's class among the shipped drawings
)

// starts are the shipped drawings that are no cats, by what trays start with: classes from the first to before the last.
var starts = map[string][2]int{"any": {1, 10}, "animals": {1, 6}, "things": {6, 10}, "empty": {1, 10}}

// trays are the drawings that the network is shown, and those that are kept from it.
type trays struct {
	shown, unseen []picture
	strangers     []picture // of kinds that are in no tray: animals where there are only things, and the other way round
	counts        [2]int    // shown, of each class
}

// fill sorts the shipped drawings and the reader's own. Drawings of one icon set are by one hand, so they are all shown or all kept back.
func fill(c lab.Config, all *data.Pictures) trays {
	var t trays
	start := c.Text("start")
	pools := split(all, rand.New(c.Rand("dataseed", forSplit)), starts[start])
	put := func(list *[]picture, from []int, class, most int) {
		for _, i := range from[:min(most, len(from))] {
			*list = append(*list, picture{inkOf(all.At(i)), class, -1})
		}
	}
	if start != "empty" {
		put(&t.shown, pools.shown[isCat], isCat, int(c.Number("each")))
		put(&t.shown, pools.shown[notCat], notCat, int(c.Number("each")))
	}
	for i, class := range all.Class {
		if from := starts[start]; class != drawnCat && (class < from[0] || class >= from[1]) {
			t.strangers = append(t.strangers, picture{inkOf(all.At(i)), notCat, -1})
		}
	}
	mine := c.Text("judge") == "own"
	if !mine {
		n := min(len(pools.kept[isCat]), len(pools.kept[notCat])) // as many of each, so that a coin gets half of them right
		put(&t.unseen, pools.kept[isCat], isCat, n)
		put(&t.unseen, pools.kept[notCat], notCat, n)
	}
	album := c.OwnPictures()
	var met [2]int
	for i := range album.Len() {
		if !c.On("mine") {
			break
		}
		class := notCat
		if album.Class(i) == isCat {
			class = isCat
		}
		met[class]++
		one := picture{inkOf(album.At(i)), class, i}
		if mine && met[class]%every == 0 {
			t.unseen = append(t.unseen, one)
		} else {
			t.shown = append(t.shown, one)
		}
	}
	for _, one := range t.shown {
		t.counts[one.class]++
	}
	return t
}

// pools are shipped drawings of each class by their places, in the order in which they are taken.
type pools struct{ shown, kept [2][]int }

// split parts the shipped drawings by icon set: sets go back until enough cats do; of sets without cats, every second one.
func split(all *data.Pictures, r *rand.Rand, others [2]int) (p pools) {
	groups, cats := 0, map[int]int{}
	for i, g := range all.Group {
		groups = max(groups, g+1)
		if all.Class[i] == drawnCat {
			cats[g]++
		}
	}
	kept, back, plain := make([]bool, groups), 0, 0
	for _, g := range r.Perm(groups) {
		switch n := cats[g]; {
		case n == 0:
			kept[g] = plain%2 == 0
			plain++
		case back+n <= keptCats:
			kept[g] = true
			back += n
		}
	}
	var byClass [2][][]int // of what is shown and what is kept back: the classes that are no cats
	for i := range byClass {
		byClass[i] = make([][]int, len(all.Classes))
	}
	var byGroup [2][][]int // the cats
	for i := range byGroup {
		byGroup[i] = make([][]int, groups)
	}
	for _, i := range r.Perm(all.Len()) {
		class, group, part := all.Class[i], all.Group[i], 0
		if kept[group] {
			part = 1
		}
		if class == drawnCat {
			byGroup[part][group] = append(byGroup[part][group], i)
		} else if class >= others[0] && class < others[1] {
			byClass[part][class] = append(byClass[part][class], i)
		}
	}
	for part, to := range [...]*[2][]int{&p.shown, &p.kept} {
		to[isCat], to[notCat] = dealt(byGroup[part], r), dealt(byClass[part], r)
	}
	return p
}

// dealt takes one of each list in turn, the lists in an order of chance, so that the first few are as unlike as can be.
func dealt(lists [][]int, r *rand.Rand) (all []int) {
	order := r.Perm(len(lists))
	for round := 0; ; round++ {
		before := len(all)
		for _, i := range order {
			if round < len(lists[i]) {
				all = append(all, lists[i][round])
			}
		}
		if len(all) == before {
			return slices.Clip(all)
		}
	}
}
