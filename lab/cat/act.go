package cat

import (
	"fmt"
	"slices"

	"github.com/whisker-lab/whisker/lab"
)

// Act is part of lab.Actor: {"do": "draw", "pixels": …} lays a drawing on the pad, one of 28×28 or 14×14 pixels; all zeros clear it.
// {"do": "pick", "from": "shown", "index": 3} lays one on it that is in a tray, or, from "unseen", that is kept from the network, or, from
// "dog" or another class of the shipped drawings, one of those.
func (r *Run) Act(m lab.Msg) (known bool, err error) {
	f := m.Fields()
	switch m.Do {
	case "draw":
		pixels := f.Pixels("pixels", side*side, side*side/4)
		if err := f.Err(); err != nil {
			return true, err
		}
		r.pad.lay(grown(pixels), fromHand)
	case "pick":
		from, index := f.Text("from", "unseen"), f.Int("index", 0)
		if err := f.Err(); err != nil {
			return true, err
		}
		list := r.shown
		switch class := slices.Index(r.all.Classes, from); {
		case from == "unseen":
			list = r.unseen
		case class >= 0:
			list = r.of(class)
		case from != "shown":
			return true, fmt.Errorf("cat: pick: from: want shown, unseen or a class of drawings, not %.20q", from)
		}
		if index < 0 || index >= len(list) {
			return true, fmt.Errorf("cat: pick: index: no drawing %d of %d", index, len(list))
		}
		r.pad.lay(list[index].ink, fromSet)
	default:
		return false, nil
	}
	r.old = true
	return true, nil
}

// grown is a drawing at full size: of a smaller one each pixel becomes four.
func grown(pixels []float32) []float32 {
	if len(pixels) != side*side/4 {
		return pixels
	}
	ink := make([]float32, side*side)
	for i := range ink {
		ink[i] = pixels[i/side/2*(side/2)+i%side/2]
	}
	return ink
}

// of are the shipped drawings of a class.
func (r *Run) of(class int) (list []picture) {
	for i, c := range r.all.Class {
		if c == class {
			list = append(list, picture{inkOf(r.all.At(i)), class, -1})
		}
	}
	return list
}
