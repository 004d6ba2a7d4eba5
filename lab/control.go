package lab

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/whisker-lab/whisker/nn/convnet"
)

// Effect says what a change of a control does to the run.
type Effect uint8

// The effects, the gentlest first.
const (
	Live    Effect = iota // from the next step on
	Rebuild               // a new learner, at step 0
	Redata                // new data as well
)

var effects = [...]string{"live", "rebuild", "redata"}

// MarshalText writes the effect's name.
func (e Effect) MarshalText() ([]byte, error) { return []byte(effects[e]), nil }

// Kind is what a control looks like, and with it what values it takes.
type Kind string

// The kinds.
const (
	Slider  Kind = "slider" // a number from Min to Max, whole where Step is
	Numeric Kind = "number" // the same, to be typed
	Select  Kind = "select" // one of Options, or, where Max is more than Min, any number between them
	Choice  Kind = "choice" // one of Options, all side by side
	Data    Kind = "data"   // one of Options, shown as thumbnails
	Toggle  Kind = "toggle" // on or off
	Layers  Kind = "layers" // widths between commas, at most Most of Max
	Inputs  Kind = "inputs" // some of Options between commas, at least one
	Kernel  Kind = "kernel" // one of Options, or as many numbers between commas as one of Counts, from Min to Max, to a thousandth or as 1/9
	Blocks  Kind = "blocks" // convolutions between commas, see convnet.Parse
	Text    Kind = "text"   // a text of at most Most letters, in one line
)

// Role is what a control is to the session and to panels, which know none by its name.
type Role string

// The roles.
const (
	RoleSeed     Role = "seed"     // of what is drawn for the learner
	RoleRedraw   Role = "redraw"   // of what is drawn for the data
	RoleSpeed    Role = "speed"    // steps a second, auto or max
	RoleRate     Role = "rate"     // how far a step goes: what to lower after a divergence
	RolePatience Role = "patience" // epochs without a smaller test loss after which a run pauses, 0 for never
	RoleGoal     Role = "goal"     // the test accuracy at which it does, 0 for none
	RoleAcross   Role = "across"   // of a plane, where across it a run starts
	RoleUp       Role = "up"       // and where upwards
	RoleText     Role = "text"     // of which text is read, where one of them is the reader's own
	RolePrompt   Role = "prompt"   // what is asked for in words: {"do": "prompt", "text": "…"} sets it
	RoleOwn      Role = "own"      // whether the reader's own pictures are among the data, where no data set is chosen; on once there are new ones
)

// Control declares one thing that a reader may set. Its name is its key in links, for ever.
type Control struct {
	Name   string  `json:"name"`
	Kind   Kind    `json:"kind"`
	Group  string  `json:"group"` // where the page puts it: data, seeds, network, recipe, more, transport, view, or the panel that owns it
	Role   Role    `json:"role,omitempty"`
	Start  bool    `json:"start,omitempty"` // it says what weights begin as
	Shows  string  `json:"shows,omitempty"` // the metric that tells what is in force, where that is not what was set
	Min    float64 `json:"min"`
	Max    float64 `json:"max"`
	Step   float64 `json:"step"`
	Most   int     `json:"most,omitempty"`   // layers, or letters of a text
	Counts []int   `json:"counts,omitempty"` // of the numbers of a kernel
	// Of a kernel's options: their numbers, row by row, for small pictures of them.
	Sketches map[string][]float64 `json:"sketches,omitempty"`
	Each     bool                 `json:"each,omitempty"` // a select may have a choice for each layer, between commas, at most Most
	Default  string               `json:"-"`
	Log      bool                 `json:"log,omitempty"`    // a slider that goes by decades
	Format   string               `json:"format,omitempty"` // percent
	Options  []string             `json:"options,omitempty"`
	Few      int                  `json:"few,omitempty"` // of an essential choice: how many of its options, the first ones, are enough to begin with
	Effect   Effect               `json:"effect"`
	// Options that mean something only for data of some kinds, see data.Source.Kind; the others are for all.
	Only map[string][]string `json:"only,omitempty"`
	// Other controls and the values that they must have for this one to matter. real is whether the data were measured, kind what
	// is learnt of them; the value + is any but the empty one.
	Requires map[string][]string `json:"requires,omitempty"`
}

// MarshalJSON adds the default, as a number where the values are numbers.
func (c Control) MarshalJSON() ([]byte, error) {
	type plain Control
	return json.Marshal(struct {
		plain
		Default any `json:"default"`
	}{plain(c), c.value(c.Default)})
}

// numeric tells whether every value is a number.
func (c *Control) numeric() bool {
	if c.Kind == Slider || c.Kind == Numeric {
		return true
	}
	return c.Kind == Select && !slices.ContainsFunc(c.Options, func(o string) bool {
		_, err := strconv.ParseFloat(o, 64)
		return err != nil
	})
}

// level is a canonical text as a number: 1 for a toggle that is on, for a choice among words its place in Options, and 0 for
// whatever else is no number.
func (c *Control) level(text string) float64 {
	if c.Kind == Toggle {
		return float64(bit(text == "on"))
	}
	if v, err := strconv.ParseFloat(text, 64); err == nil {
		return v
	}
	words := (c.Kind == Select || c.Kind == Choice) && !slices.ContainsFunc(c.Options, func(o string) bool {
		_, err := strconv.ParseFloat(o, 64)
		return err == nil
	})
	if words {
		return float64(max(slices.Index(c.Options, text), 0))
	}
	return 0
}

// value is a canonical text as JSON shows it.
func (c *Control) value(text string) any {
	if c.numeric() {
		if v, err := strconv.ParseFloat(text, 64); err == nil {
			return v
		}
	}
	return text
}

var (
	errNumber = errors.New("not a number")
	errOption = errors.New("no such choice")
	errNone   = errors.New("at least one is needed")
)

// parse reads a value into its canonical text. Numbers out of range are brought into it.
func (c *Control) parse(text string) (string, error) {
	text = strings.TrimSpace(text)
	var err error
	switch c.Kind {
	case Slider, Numeric:
		text, err = c.number(text)
	case Select, Choice, Data:
		switch {
		case slices.Contains(c.Options, text):
		case c.Max > c.Min:
			text, err = c.number(text)
		case c.Each:
			text, err = c.each(text)
		default:
			err = errOption
		}
	case Toggle:
		switch text {
		case "on", "true", "1":
			text = "on"
		case "off", "false", "0":
			text = "off"
		default:
			err = errOption
		}
	case Layers:
		text, err = c.widths(text)
	case Inputs:
		text, err = c.some(text)
	case Kernel:
		if !slices.Contains(c.Options, text) {
			text, err = c.list(text)
		}
	case Blocks:
		var blocks []convnet.Block
		blocks, err = convnet.Parse(text)
		text = convnet.Format(blocks)
	case Text:
		text = c.line(text)
	}
	if err != nil {
		return "", fmt.Errorf("lab: %s=%.40q: %w", c.Name, text, err)
	}
	return text, nil
}

func (c *Control) number(text string) (string, error) {
	v, err := strconv.ParseFloat(text, 64)
	large := errors.Is(err, strconv.ErrRange) // beyond float64 is only out of range; Inf by name is no number
	if math.IsNaN(v) || (err != nil || math.IsInf(v, 0)) && !large {
		return text, errNumber
	}
	v = min(max(v, c.Min), c.Max)
	if c.Step == math.Trunc(c.Step) && c.Step > 0 {
		v = math.Round(v)
	}
	return FormatNumber(v), nil
}

// FormatNumber writes a number as links hold it: shortly, and without an exponent.
func FormatNumber(v float64) string {
	v, _ = strconv.ParseFloat(strconv.FormatFloat(v, 'g', 6, 64), 64)
	return strconv.FormatFloat(v, 'f', -1, 64)
}

// widths reads numbers between commas. A tower that is too high loses its top.
func (c *Control) widths(text string) (string, error) {
	if text == "" {
		return "", nil
	}
	var kept []string
	for part := range strings.SplitSeq(text, ",") {
		if len(kept) == c.Most {
			break
		}
		n, err := strconv.Atoi(strings.TrimSpace(part))
		if err != nil {
			return text, errNumber
		}
		kept = append(kept, strconv.Itoa(min(max(n, int(c.Min)), int(c.Max))))
	}
	return strings.Join(kept, ","), nil
}

// each reads a choice for each layer. The last one holds for all layers after it, so what repeats it is left out.
func (c *Control) each(text string) (string, error) {
	if len(text) > longestEach {
		return text, errOption
	}
	chosen := strings.Split(text, ",")
	chosen = chosen[:min(len(chosen), max(c.Most, 1))]
	for _, one := range chosen {
		if !slices.Contains(c.Options, one) {
			return text, errOption
		}
	}
	for n := len(chosen); n > 1 && chosen[n-1] == chosen[n-2]; n-- {
		chosen = chosen[:n-1]
	}
	return strings.Join(chosen, ","), nil
}

// longestEach is longer than any list of choices.
const longestEach = 1 << 10

// some reads a choice of options into their own order.
func (c *Control) some(text string) (string, error) {
	on := strings.Split(text, ",")
	for _, one := range on {
		if text != "" && !slices.Contains(c.Options, one) {
			return text, errOption
		}
	}
	var kept []string
	for _, o := range c.Options {
		if slices.Contains(on, o) {
			kept = append(kept, o)
		}
	}
	if kept == nil {
		return text, errNone
	}
	return strings.Join(kept, ","), nil
}

// line is a text in one line, its words one space apart.
func (c *Control) line(text string) string {
	text = strings.Join(strings.FieldsFunc(strings.ToValidUTF8(text, ""), func(r rune) bool { return unicode.IsSpace(r) || !unicode.IsPrint(r) }), " ")
	if letters := []rune(text); len(letters) > c.Most {
		text = strings.TrimSpace(string(letters[:c.Most]))
	}
	return text
}
