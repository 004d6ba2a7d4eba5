package lab

import (
	"slices"
	"strings"

	"github.com/whisker-lab/whisker/lab/own"
	"github.com/whisker-lab/whisker/nn/data"
)

// Source is the data set that a config chooses, and whether there is one of that name.
func (c Config) Source() (s data.Source, ok bool) {
	if c.isOwn() {
		return c.Own().Source(), true
	}
	return data.Find(c.data())
}

// Open is the data set that a config chooses with what was measured, ready to give points. Where its file is not on the lesson's
// shelf, the error is a data.Missing.
func (c Config) Open() (data.Source, error) {
	s, ok := c.Source()
	if !ok {
		return s, errUnknown("data set", c.data())
	}
	return s.Open(c.lesson.Shelf)
}

// Pictures are those that a config chooses. Where their file is not on the lesson's shelf, the error is a data.Missing.
func (c Config) Pictures() (*data.Pictures, error) {
	if c.isAlbum() {
		return c.OwnPictures().Data(), nil
	}
	return c.PicturesOf(c.data())
}

// PicturesOf is Pictures for those of a gallery that no control names.
func (c Config) PicturesOf(name string) (*data.Pictures, error) {
	g, ok := data.FindGallery(name)
	if !ok {
		return nil, errUnknown("set of pictures", name)
	}
	return g.Open(c.lesson.Shelf)
}

// lacks is the file that a config's data need and that is not there, as a data.Missing; nil where there is none.
func (c Config) lacks() error {
	if g, ok := data.FindGallery(c.data()); ok {
		return g.Lacks(c.lesson.Shelf)
	}
	s, _ := c.Source()
	return s.Lacks(c.lesson.Shelf)
}

// Kind is what there is to be learnt of the data that a config chooses.
func (c Config) Kind() string {
	if s, ok := c.Source(); ok {
		return s.Kind()
	}
	return data.OfClasses
}

// Own is the reader's own data, whether they are chosen or not: what was drawn or brought, else the example.
func (c Config) Own() *own.Points {
	if c.own == nil {
		return own.Example(data.OfClasses)
	}
	return c.own
}

// isOwn tells whether the reader's own points are chosen.
func (c Config) isOwn() bool { return c.data() == OwnName && !c.takes() }

// data is the name of the data set, empty where the lesson has none.
func (c Config) data() string {
	if i := c.lesson.dataset(); i >= 0 {
		return c.values[i]
	}
	for _, known := range [...]map[string]string{c.lesson.Fixed, c.usual} {
		if name, ok := known[dataKey]; ok {
			return name
		}
	}
	return ""
}

// dataKey is what a data set that no control shows is called among the settings.
const dataKey = "data"

// offersOwn tells whether the lesson can learn from points of the reader's own.
func (c Config) offersOwn() bool { return c.choosesOwn() && !c.takes() }

// choosesOwn tells whether the reader's own are among the data that can be chosen.
func (c Config) choosesOwn() bool {
	i := c.lesson.dataset()
	return i >= 0 && slices.Contains(c.lesson.Controls[i].Options, OwnName)
}

// withOwn is the config with other data of the reader's own, which goes for all controls where they are chosen.
func (c Config) withOwn(o *own.Points) Config {
	kind := c.Kind()
	c.values = slices.Clone(c.values)
	if c.own = o; o.Equal(own.Example(data.OfClasses)) {
		c.own = nil
	}
	c.refit(kind, c.Kind())
	return c
}

// fits tells whether an option means something for data of a kind.
func (c *Control) fits(option, kind string) bool {
	only, limited := c.Only[option]
	return !limited || slices.Contains(only, kind)
}

// fitted is a canonical value without what means nothing for data of a kind; where nothing is left, the first option that does.
func (c *Control) fitted(text, kind string) string {
	if c.Only == nil {
		return text
	}
	chosen := []string{text}
	if c.Kind == Inputs {
		chosen = strings.Split(text, ",")
	}
	fitting := func(options []string) (kept []string) {
		for _, o := range options {
			if c.fits(o, kind) {
				kept = append(kept, o)
			}
		}
		return kept
	}
	if kept := fitting(chosen); kept != nil {
		return strings.Join(kept, ",")
	}
	if kept := fitting(c.Options); kept != nil {
		return kept[0]
	}
	return text
}

// usual is what a control begins with for data of a kind, which links leave out.
func (c *Control) usual(kind string) string { return c.fitted(c.Default, kind) }

// refit brings all controls from data of one kind to data of another. What was as usual stays as usual. The values are the
// config's own.
func (c Config) refit(from, to string) {
	if from == to {
		return
	}
	for i := range c.values {
		control := &c.lesson.Controls[i]
		if c.values[i] == control.usual(from) {
			c.values[i] = control.usual(to)
		} else {
			c.values[i] = control.fitted(c.values[i], to)
		}
	}
}
