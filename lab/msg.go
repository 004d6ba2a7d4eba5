package lab

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Msg is one thing that the page asks of a session: what to do, and what with. What the rest means depends on Do.
type Msg struct {
	Do   string
	with map[string]any // as JSON has it
}

var errMsg = errors.New("lab: a message is an object with a text in do")

// ParseMsg reads a message from JSON.
func ParseMsg(text []byte) (Msg, error) {
	var with map[string]any
	if json.Unmarshal(text, &with) != nil {
		return Msg{}, errMsg
	}
	do, ok := with["do"].(string)
	if !ok {
		return Msg{}, errMsg
	}
	return Msg{do, with}, nil
}

const badMsg = "lab: what comes with a message cannot be written as JSON"

// NewMsg makes a message from Go: NewMsg("set", map[string]any{"name": "lr", "value": 0.1}).
func NewMsg(do string, with map[string]any) Msg {
	text, err := json.Marshal(with)
	if err != nil {
		panic(badMsg)
	}
	m := Msg{Do: do}
	if json.Unmarshal(text, &m.with) != nil {
		panic(badMsg)
	}
	return m
}

// Fields reads what comes with a message, and gathers what is wrong with it. What is not there, or null, is what the caller says.
type Fields struct {
	do    string
	with  map[string]any
	wrong []string
}

// Fields are what comes with the message.
func (m Msg) Fields() *Fields { return &Fields{do: m.Do, with: m.with} }

// Err is what was wrong with the fields that were read so far, as in "lab: set: name: want a text".
func (f *Fields) Err() error {
	if f.wrong == nil {
		return nil
	}
	return fmt.Errorf("lab: %.40s: %s", f.do, strings.Join(f.wrong, "; "))
}

func (f *Fields) want(name, what string) { f.wrong = append(f.wrong, name+": want "+what) }

// Has tells whether a field is there.
func (f *Fields) Has(name string) bool { return f.with[name] != nil }

// field is one field as a T, or what stands for it where it is not there.
func field[T any](f *Fields, name, what string, or T) T {
	if !f.Has(name) {
		return or
	}
	v, ok := f.with[name].(T)
	if !ok {
		f.want(name, what)
		return or
	}
	return v
}

// Text is a text.
func (f *Fields) Text(name, or string) string { return field(f, name, "a text", or) }

// Bool is true or false.
func (f *Fields) Bool(name string, or bool) bool { return field(f, name, "true or false", or) }

// Float is a number.
func (f *Fields) Float(name string, or float64) float64 { return field(f, name, "a number", or) }

// mostWhole is up to where a float64 tells whole numbers apart.
const mostWhole = 1 << 53

func whole(v float64) bool { return v == math.Trunc(v) && math.Abs(v) <= mostWhole }

// Int is a whole number.
func (f *Fields) Int(name string, or int) int {
	v := f.Float(name, float64(or))
	if !whole(v) {
		f.want(name, "a whole number")
		return or
	}
	return int(v)
}

// Floats is a list of numbers, nil where it is not there.
func (f *Fields) Floats(name string) []float64 {
	if !f.Has(name) {
		return nil
	}
	list, ok := floats(f.with[name])
	if !ok {
		f.want(name, "a list of numbers")
	}
	return list
}

// floats is a list of numbers out of JSON.
func floats(v any) (list []float64, ok bool) {
	items, ok := v.([]any)
	if !ok {
		return nil, false
	}
	list = make([]float64, len(items))
	for i, item := range items {
		if list[i], ok = item.(float64); !ok {
			return nil, false
		}
	}
	return list, true
}

// Ints is a list of whole numbers, nil where it is not there.
func (f *Fields) Ints(name string) []int {
	from := f.Floats(name)
	if from == nil {
		return nil
	}
	list := make([]int, len(from))
	for i, v := range from {
		if !whole(v) {
			f.want(name, "whole numbers")
			return nil
		}
		list[i] = int(v)
	}
	return list
}

// Rows is a list of lists of numbers, nil where it is not there.
func (f *Fields) Rows(name string) [][]float64 {
	if !f.Has(name) {
		return nil
	}
	items, ok := f.with[name].([]any)
	rows := make([][]float64, len(items))
	for i := 0; ok && i < len(items); i++ {
		rows[i], ok = floats(items[i])
	}
	if !ok {
		f.want(name, "rows of numbers")
		return nil
	}
	return rows
}

// Value is what a control is to be set to: a text, a number or a boolean.
func (f *Fields) Value(name string) string {
	switch v := f.with[name].(type) {
	case string:
		return v
	case float64:
		return strconv.FormatFloat(v, 'g', -1, 64)
	case bool:
		return strconv.FormatBool(v)
	}
	f.want(name, "a text or a number")
	return ""
}

// JSON is a text as it is, and anything else as JSON.
func (f *Fields) JSON(name string) []byte {
	if text, ok := f.with[name].(string); ok {
		return []byte(text)
	}
	text, err := json.Marshal(f.with[name])
	if err != nil {
		f.want(name, "JSON")
	}
	return text
}

// Pixels are a list of numbers from 0 to 1, or base64 of bytes from 0 to 255; nil where they are not there. There must be as many as
// one of sizes says.
func (f *Fields) Pixels(name string, sizes ...int) []float32 {
	if !f.Has(name) {
		return nil
	}
	var pixels []float32
	switch v := f.with[name].(type) {
	case string:
		b, err := base64.StdEncoding.DecodeString(v)
		if err != nil {
			f.want(name, "base64, or a list of numbers")
			return nil
		}
		for _, one := range b {
			pixels = append(pixels, float32(one)/255)
		}
	default:
		list, ok := floats(v)
		if !ok {
			f.want(name, "a list of numbers, or base64")
			return nil
		}
		for _, one := range list {
			pixels = append(pixels, float32(min(max(one, 0), 1)))
		}
	}
	if !slices.Contains(sizes, len(pixels)) {
		f.want(name, fmt.Sprintf("%v pixels, not %d", sizes, len(pixels)))
		return nil
	}
	return pixels
}

// Texts is a list of texts, nil where it is not there.
func (f *Fields) Texts(name string) []string {
	if !f.Has(name) {
		return nil
	}
	items, ok := f.with[name].([]any)
	list := make([]string, len(items))
	for i := 0; ok && i < len(items); i++ {
		list[i], ok = items[i].(string)
	}
	if !ok {
		f.want(name, "a list of texts")
		return nil
	}
	return list
}

// Cell is the cell of a confusion matrix that a message names: {"actual": 1, "predicted": 0}. Without both it is none.
func (m Msg) Cell(classes int) (*Cell, error) {
	f := m.Fields()
	cell := Cell{Actual: f.Int("actual", 0), Predicted: f.Int("predicted", 0)}
	if err := f.Err(); err != nil {
		return nil, err
	}
	if !f.Has("actual") || !f.Has("predicted") {
		return nil, nil
	}
	if min(cell.Actual, cell.Predicted) < 0 || max(cell.Actual, cell.Predicted) >= classes {
		return nil, fmt.Errorf("lab: %.40s: actual %d, predicted %d: there are %d classes", m.Do, cell.Actual, cell.Predicted, classes)
	}
	return &cell, nil
}
