package plane

import "github.com/whisker-lab/whisker/lab"

// Act is part of lab.Actor.
func (n *Net) Act(m lab.Msg) (known bool, err error) {
	switch m.Do {
	case "light":
		return true, n.light(m)
	}
	return false, nil
}
