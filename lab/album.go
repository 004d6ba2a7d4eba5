package lab

import (
	"encoding/base64"
	"errors"
	"fmt"
	"slices"

	"github.com/whisker-lab/whisker/lab/own"
)

// Album is what a state says of the reader's own pictures.
type Album struct {
	own.Form
	N      int      `json:"n"`
	Names  []string `json:"names"`  // of the classes: keys of the page's words, or texts of the reader's own
	Counts []int    `json:"counts"` // of each class
	Undo   bool     `json:"undo"`
	Redo   bool     `json:"redo"`
	Linked bool     `json:"linked"` // whether the link holds them
}

// album is nil where the lesson takes no pictures of the reader's.
func (s *Session) album() *Album {
	c := s.config
	if !c.takes() {
		return nil
	}
	p := c.OwnPictures()
	return &Album{
		Form: c.lesson.Takes, N: p.Len(), Names: p.Names(), Counts: p.Counts(), Undo: s.drawn.pictures(s.drawn.past),
		Redo: s.drawn.pictures(s.drawn.future), Linked: !c.showsAlbum() || c.albumLinked(),
	}
}

// pictures tells whether the newest of a list are pictures.
func (drawn) pictures(list []brought) bool { return len(list) > 0 && list[len(list)-1].pictures != nil }

// takes tells whether the lesson takes pictures of the reader's.
func (c Config) takes() bool { return c.lesson.Takes.Planes > 0 }

// isAlbum tells whether the reader's own pictures are chosen.
func (c Config) isAlbum() bool { return c.data() == OwnName && c.takes() }

// has tells whether there are pictures of the same form as an album's.
func (c Config) has(album *own.Pictures) bool {
	return slices.ContainsFunc(c.albums, func(one *own.Pictures) bool { return one.Alike(album) })
}

// OwnPictures are the reader's own of the form that the lesson takes, whether they are chosen or not.
func (c Config) OwnPictures() *own.Pictures {
	for _, album := range c.albums {
		if album.Is(c.lesson.Takes) {
			return album.In(c.lesson.Takes)
		}
	}
	return own.NoPictures(c.lesson.Takes)
}

// withAlbum is the config with an album in place of the one of its form; an empty one is none.
func (c Config) withAlbum(album *own.Pictures) Config {
	c.albums = slices.DeleteFunc(slices.Clone(c.albums), func(one *own.Pictures) bool { return one.Alike(album) })
	if !album.Untouched() {
		c.albums = append(c.albums, album)
	}
	return c
}

// showsAlbum tells whether the lesson is learning from the reader's pictures: they are chosen, or nothing chooses them and there are some.
func (c Config) showsAlbum() bool {
	return c.takes() && !c.OwnPictures().Untouched() && (c.isAlbum() || !c.choosesOwn() && c.among())
}

// among tells whether no control keeps the reader's own pictures out of the data.
func (c Config) among() bool {
	text, there := c.of(RoleOwn)
	return !there || text == "on"
}

// amid is the config with the reader's own pictures among the data, or without, where a control says which.
func (c Config) amid(on bool) Config {
	if i := c.lesson.role(RoleOwn); i >= 0 {
		c.values = slices.Clone(c.values)
		c.values[i] = map[bool]string{true: "on", false: "off"}[on]
	}
	return c
}

func (c Config) albumLinked() bool { return len(c.OwnPictures().String()) <= mostLinked }

var errNoPictures = errors.New("lab: pictures: this lesson has no pictures of the reader's own")

// show changes the reader's own pictures: {"do": "pictures", "add": [[0, "…"]]}, the pixels as base64 of bytes. What learns goes on
// with what is there now, if it can; else it begins at step 0.
func (s *Session) show(m Msg) error {
	f := m.Fields()
	edit := own.PictureEdit{Clear: f.Bool("clear", false), Names: f.Texts("names"), Remove: f.Ints("remove")}
	for _, row := range f.Rows("relabel") {
		if len(row) != 2 || !whole(row[0]) || !whole(row[1]) {
			f.want("relabel", "rows of a picture and a class")
			break
		}
		edit.Relabel = append(edit.Relabel, []int{int(row[0]), int(row[1])})
	}
	edit.Add = f.additions("add")
	undo, redo, stroke := f.Bool("undo", false), f.Bool("redo", false), f.Float("stroke", 0)
	if err := f.Err(); err != nil {
		return err
	}
	if !s.config.takes() {
		return errNoPictures
	}
	switch {
	case undo && s.drawn.pictures(s.drawn.past):
		return s.unmake(&s.drawn.past, &s.drawn.future, "narrator.pictures.undone")
	case redo && s.drawn.pictures(s.drawn.future):
		return s.unmake(&s.drawn.future, &s.drawn.past, "narrator.pictures.redone")
	case undo || redo:
		return nil
	}
	before := s.config.OwnPictures()
	after, err := edit.Apply(before)
	if err != nil {
		return fmt.Errorf("lab: %w", err)
	}
	full := len(edit.Add) > 0 && after.Len() == s.config.lesson.Takes.Most
	if after.Equal(before) && s.config.showsAlbum() {
		if full {
			s.say("narrator.pictures.full", map[string]any{"most": after.Len()})
		}
		return nil
	}
	past, same := s.drawn.past, stroke != 0 && stroke == s.drawn.stroke
	if err := s.hang(after); err != nil {
		return err
	}
	s.remember(brought{pictures: before}, past, stroke, same)
	s.say("narrator.pictures.some", map[string]any{"n": after.Len()})
	switch {
	case full:
		s.say("narrator.pictures.full", map[string]any{"most": after.Len()})
	case after.Len() == 0:
		s.say("narrator.pictures.none", nil)
	}
	return nil
}

// additions are rows of a class and pixels.
func (f *Fields) additions(name string) (list []own.Addition) {
	if !f.Has(name) {
		return nil
	}
	items, ok := f.with[name].([]any)
	for i := 0; ok && i < len(items); i++ {
		row, pair := items[i].([]any)
		if ok = pair && len(row) == 2; !ok {
			break
		}
		class, number := row[0].(float64)
		text, is := row[1].(string)
		pixels, err := base64.StdEncoding.DecodeString(text)
		if ok = number && whole(class) && is && err == nil; ok {
			list = append(list, own.Addition{Class: int(class), Pixels: pixels})
		}
	}
	if !ok {
		f.want(name, "rows of a class and of pixels as base64")
		return nil
	}
	return list
}

// hang makes pictures the reader's. A run that can goes on with them.
func (s *Session) hang(album *own.Pictures) error {
	was := s.config
	c := was.withAlbum(album).amid(true)
	if c.choosesOwn() {
		var err error
		if c, _, err = c.with(c.lesson.Controls[c.lesson.dataset()].Name, OwnName); err != nil {
			return err
		}
	}
	return s.goOn(c, was.isAlbum() == c.isAlbum())
}
