package lab

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
)

// Msg is one thing that the page asks of a session: what to do, and what with. What the rest means depends on Do.
type Msg struct {
	Do   string
	rest json.RawMessage
}

var errMsg = errors.New("lab: a message is an object with a text in do")

// ParseMsg reads a message from JSON.
func ParseMsg(text []byte) (Msg, error) {
	var head struct {
		Do *string `json:"do"`
	}
	if err := json.Unmarshal(text, &head); err != nil || head.Do == nil {
		return Msg{}, errMsg
	}
	return Msg{*head.Do, append(json.RawMessage(nil), text...)}, nil
}

// NewMsg makes a message from Go: NewMsg("set", map[string]any{"name": "lr", "value": 0.1}).
func NewMsg(do string, with map[string]any) Msg {
	rest, err := json.Marshal(with)
	if err != nil {
		panic(errMsg)
	}
	return Msg{do, rest}
}

// Into reads what comes with the message into the fields of a struct.
func (m Msg) Into(fields any) error {
	if len(m.rest) == 0 || bytes.Equal(m.rest, []byte("null")) {
		return nil
	}
	if err := json.Unmarshal(m.rest, fields); err != nil {
		return fmt.Errorf("lab: %.40q: %w", m.Do, err)
	}
	return nil
}

// textOf is a control's value out of JSON: a text, a number or a boolean.
func textOf(raw json.RawMessage) (string, error) {
	var v any
	if err := json.Unmarshal(raw, &v); err == nil {
		switch v := v.(type) {
		case string:
			return v, nil
		case float64:
			return strconv.FormatFloat(v, 'g', -1, 64), nil
		case bool:
			return strconv.FormatBool(v), nil
		}
	}
	return "", errors.New("lab: a value is a text or a number")
}
