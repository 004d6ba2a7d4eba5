package lab

import (
	"net/url"
	"slices"
	"strings"

	"github.com/whisker-lab/whisker/lab/own"
)

// longestLink is beyond what any browser's address bar hands on, and longestFull beyond what a file's link may hold.
const (
	longestLink = 1 << 16
	longestFull = 1 << 23
)

// ParseLink reads a link such as "#l=layers&lr=0.1". It takes whatever makes sense and leaves the rest at its default:
// there is no link that does not open a lesson. Of a key that comes twice the first counts.
func ParseLink(all []*Lesson, link string) Config { return parseLink(all, link, longestLink) }

// parseLink is ParseLink up to so many letters: a file's link holds all that the reader brought.
func parseLink(all []*Lesson, link string, longest int) Config {
	_, after, _ := strings.Cut(link, "#")
	if len(after) > longest {
		after = after[:longest]
	}
	values := map[string]string{}
	for pair := range strings.SplitSeq(after, "&") {
		key, value, _ := strings.Cut(pair, "=")
		value, err := url.QueryUnescape(value)
		if _, twice := values[key]; err == nil && !twice {
			values[key] = value
		}
	}
	lesson := front(all)
	for _, l := range all {
		if l.ID == values["l"] {
			lesson = l
		}
	}
	c := lesson.Defaults()
	set := func(name string) {
		if text, ok := values[name]; ok && c.Has(name) {
			if changed, _, err := c.with(name, text); err == nil {
				c = changed
			}
		}
	}
	if text, ok := values[ownKey]; ok {
		if o, err := own.Parse(text); err == nil {
			c = c.withOwn(o)
		}
	}
	for text := range strings.SplitSeq(values[albumsKey], albumsGap) {
		if album, err := own.ParsePictures(text); err == nil && !c.has(album) && len(c.albums) < mostAlbums {
			c = c.withAlbum(album)
		}
	}
	if text, ok := values[proseKey]; ok {
		if t, err := own.ParseText(text); err == nil {
			c = c.withText(t)
		}
	}
	if i := lesson.dataset(); i >= 0 {
		set(lesson.Controls[i].Name) // what else makes sense depends on it
	}
	for _, control := range lesson.Controls {
		set(control.Name)
	}
	if _, err := readWeights(values["w"]); err == nil {
		c.weights = values["w"]
	}
	if name, text, ok := strings.Cut(values["vs"], ":"); ok {
		if changed, err := c.against(name, text); err == nil {
			c = changed
		}
	}
	return c
}

const (
	ownKey     = "points" // where a link holds the reader's own points
	mostLinked = 4000     // letters of them: longer links break in letters and chats

	albumsKey  = "pictures" // and the reader's own pictures
	albumsGap  = "."        // between those of one form and those of another
	mostAlbums = 4
)

// linked tells whether the link says all there is to say of the data.
func (c Config) linked() bool {
	return !c.isOwn() || c.own == nil || len(c.own.String()) <= mostLinked
}

// Link writes the config: the lesson, and in the order of the alphabet what differs from its defaults. The reader's own points
// are left out where they are too many for a link, or not chosen.
func (c Config) Link() string {
	points, albums, prose := "", "", ""
	if c.own != nil && c.isOwn() && c.linked() {
		points = c.own.String()
	}
	if c.showsAlbum() && c.albumLinked() {
		albums = c.OwnPictures().String()
	}
	if c.isProse() && c.proseLinked() {
		prose = c.prose.String()
	}
	return c.link(false, points, albums, prose)
}

// FullLink is Link with every control, so that it means the same whatever a later version begins with, and with all points,
// however many. It is for files: ParseLink gives the same config again.
func (c Config) FullLink() string {
	points := ""
	if c.own != nil {
		points = c.own.String()
	}
	var albums []string
	for _, album := range c.albums {
		albums = append(albums, album.String())
	}
	return c.link(true, points, strings.Join(albums, albumsGap), c.prose.String())
}

func (c Config) link(all bool, points, albums, prose string) string {
	var parts []string
	kind := c.Kind()
	put := func(name, value string) {
		// Commas and colons are allowed where they stand, and are easier to read.
		value = strings.ReplaceAll(url.QueryEscape(value), "%2C", ",")
		parts = append(parts, name+"="+strings.ReplaceAll(value, "%3A", ":"))
	}
	for i, control := range c.lesson.Controls {
		if all || c.values[i] != control.usual(kind) {
			put(control.Name, c.values[i])
		}
	}
	if c.weights != "" {
		put("w", c.weights)
	}
	if c.versus.name != "" {
		put("vs", c.versus.name+":"+c.versus.value)
	}
	if points != "" {
		parts = append(parts, ownKey+"="+points)
	}
	if albums != "" {
		parts = append(parts, albumsKey+"="+albums)
	}
	if prose != "" {
		parts = append(parts, proseKey+"="+prose)
	}
	slices.Sort(parts)
	return "#l=" + c.lesson.ID + strings.Join(append([]string{""}, parts...), "&")
}
