package lab

import (
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/whisker-lab/whisker/lab/own"
)

// longestLink is beyond what any browser's address bar hands on, and longestFull beyond what a file's link may hold.
const (
	longestLink = 1 << 16
	longestFull = 1 << 23
)

// Misread is something in a link that was not understood, or not taken as it stands.
type Misread struct {
	Key  string `json:"key"`            // of the link: a control's name, or l, w, vs, points, pictures
	Text string `json:"text,omitempty"` // what stood there, or the beginning of it
	Now  string `json:"now,omitempty"`  // what was taken in its place
	Why  string `json:"why"`            // lesson, key, value, limit, damaged or cut
}

// ParseLink reads a link such as "#l=layers&lr=0.1". It takes whatever makes sense and leaves the rest at its default:
// there is no link that does not open a lesson. Of a key that comes twice the first counts.
func ParseLink(all []*Lesson, link string) Config {
	c, _ := ReadLink(all, link)
	return c
}

// ReadLink is ParseLink that says what made no sense, in the order in which it stands there.
func ReadLink(all []*Lesson, link string) (Config, []Misread) {
	return readLink(all, link, longestLink)
}

// parseLink is ParseLink up to so many letters: a file's link holds all that the reader brought.
func parseLink(all []*Lesson, link string, longest int) Config {
	c, _ := readLink(all, link, longest)
	return c
}

func readLink(all []*Lesson, link string, longest int) (Config, []Misread) {
	_, after, ok := strings.Cut(link, "#")
	if key, _, is := strings.Cut(link, "="); !ok && is && isWord(key) {
		after = link // the mark was forgotten
	}
	after = repaired(after)
	var misread []Misread
	wrong := func(key, text, now, why string) {
		if len(misread) < mostMisread {
			misread = append(misread, Misread{own.Named(key), quoted(text), quoted(now), why})
		}
	}
	if len(after) > longest {
		after = after[:longest]
		wrong("", "", "", "cut")
	}
	values, raw := map[string]string{}, []string{}
	for pair := range strings.SplitSeq(after, "&") {
		key, value, is := strings.Cut(pair, "=")
		if !is {
			continue // a place in a page, or nothing
		}
		text, err := url.QueryUnescape(value)
		if _, twice := values[key]; err == nil && !twice {
			values[key] = text
			raw = append(raw, key)
		} else if err != nil {
			wrong(key, value, "", "damaged")
		}
	}
	lesson := front(all)
	known := false
	for _, l := range all {
		if l.ID == values["l"] {
			lesson, known = l, true
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
		} else {
			wrong(ownKey, "", "", "damaged")
		}
	}
	if albums, ok := values[albumsKey]; ok {
		for text := range strings.SplitSeq(albums, albumsGap) {
			if album, err := own.ParsePictures(text); err != nil {
				wrong(albumsKey, "", "", "damaged")
			} else if !c.has(album) && len(c.albums) < mostAlbums {
				c = c.withAlbum(album)
			}
		}
	}
	if i := lesson.dataset(); i >= 0 {
		set(lesson.Controls[i].Name) // what else makes sense depends on it
	}
	for _, control := range lesson.Controls {
		set(control.Name)
	}
	if text, ok := values["w"]; ok {
		if _, err := readWeights(text); err == nil {
			c.weights = text
		} else {
			wrong("w", "", "", "damaged")
		}
	}
	if name, text, ok := strings.Cut(values["vs"], ":"); ok {
		if changed, err := c.against(name, text); err == nil {
			c = changed
		} else {
			wrong("vs", values["vs"], "", "value")
		}
	}
	for _, key := range raw {
		switch i := lesson.control(key); {
		case key == "l" && !known && values[key] != "":
			wrong(key, values[key], lesson.ID, "lesson")
		case i >= 0:
			if _, _, err := c.with(key, values[key]); err != nil {
				wrong(key, values[key], c.values[i], "value")
			} else if !alikeSetting(values[key], c.values[i]) {
				wrong(key, values[key], c.values[i], "limit")
			}
		case key != "" && !slices.Contains(linkKeys[:], key) && !strayed(key):
			wrong(key, values[key], "", "key")
		}
	}
	return c, misread
}

// isWord tells whether a text could be a key of a link.
func isWord(text string) bool {
	for _, r := range text {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return false
		}
	}
	return text != ""
}

// linkKeys are what a link may hold besides controls; what is hidden is the page's.
var linkKeys = [...]string{"l", "w", "vs", ownKey, albumsKey, "hide"}

const (
	mostMisread = 12 // that are told
	mostQuoted  = 40 // letters of what is shown of them
)

// strayed tells whether a key is one that others hang on links to count readers.
func strayed(key string) bool {
	return strings.HasPrefix(key, "utm") || slices.Contains([]string{"fbclid", "gclid", "msclkid", "igshid", "mc_cid", "mc_eid", "ref", "source"}, key)
}

// repaired is a link as it was before letters and chats wrote its signs in another way or put a full stop behind it.
func repaired(after string) string {
	after = strings.ReplaceAll(after, "&amp;", "&")
	if !strings.Contains(after, "&") && strings.Contains(after, "%26") {
		if whole, err := url.PathUnescape(after); err == nil {
			after = whole
		}
	}
	return strings.TrimRight(after, ".,;!?)>]\"'”’»。，）")
}

// quoted is a text of a link as it can be shown.
func quoted(text string) string {
	runes := []rune(own.Named(text))
	if len(runes) > mostQuoted {
		return string(runes[:mostQuoted]) + "…"
	}
	return string(runes)
}

// alikeSetting tells whether a control's value says what stood in the link: the same text, number, switch or list, in whatever order
// and however it is written.
func alikeSetting(text, value string) bool {
	if text == value {
		return true
	}
	a, b := strings.Split(text, ","), strings.Split(value, ",")
	if len(a) != len(b) {
		return false
	}
	slices.Sort(a)
	slices.Sort(b)
	for i := range a {
		x, err := strconv.ParseFloat(strings.TrimSpace(a[i]), 64)
		y, wrong := strconv.ParseFloat(b[i], 64)
		switch {
		case err == nil && wrong == nil && math.Abs(x-y) <= 1e-6*max(math.Abs(x), math.Abs(y)):
		case strings.TrimSpace(a[i]) == b[i]:
		case len(a) == 1 && (b[i] == "on" || b[i] == "off"): // true, 1
		default:
			return false
		}
	}
	return true
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
	points, albums := "", ""
	if c.own != nil && c.isOwn() && c.linked() {
		points = c.own.String()
	}
	if c.showsAlbum() && c.albumLinked() {
		albums = c.OwnPictures().String()
	}
	return c.link(false, points, albums)
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
	return c.link(true, points, strings.Join(albums, albumsGap))
}

func (c Config) link(all bool, points, albums string) string {
	var parts []string
	kind := c.Kind()
	put := func(name, value string) {
		// Commas and colons are allowed where they stand, and are easier to read.
		value = strings.ReplaceAll(url.QueryEscape(value), "%2C", ",")
		if inner, ok := strings.CutSuffix(value, "."); ok {
			value = inner + "%2E" // behind a link it would be taken for the end of a sentence
		}
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
	slices.Sort(parts)
	return "#l=" + c.lesson.ID + strings.Join(append([]string{""}, parts...), "&")
}
