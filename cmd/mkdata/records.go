package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

// record is one row of a source by its headings, every value as text; what is missing is empty.
type record map[string]string

// records reads a JSON array of flat objects or a CSV file with headings.
func records(source []byte) ([]record, error) {
	if trimmed := bytes.TrimSpace(source); len(trimmed) > 0 && trimmed[0] == '[' {
		return fromJSON(trimmed)
	}
	return fromCSV(source)
}

func fromJSON(source []byte) ([]record, error) {
	d := json.NewDecoder(bytes.NewReader(source))
	d.UseNumber()
	var rows []map[string]any
	if err := d.Decode(&rows); err != nil {
		return nil, err
	}
	out := make([]record, len(rows))
	for i, row := range rows {
		out[i] = record{}
		for key, v := range row {
			if v != nil {
				out[i][key] = fmt.Sprint(v)
			}
		}
	}
	return out, nil
}

func fromCSV(source []byte) ([]record, error) {
	rows, err := csv.NewReader(bytes.NewReader(source)).ReadAll()
	if err != nil {
		return nil, err
	}
	if len(rows) == 0 {
		return nil, fmt.Errorf("no headings")
	}
	var out []record
	for _, row := range rows[1:] {
		r := record{}
		for i, v := range row {
			if v = strings.TrimSpace(v); v != "NA" {
				r[rows[0][i]] = v
			}
		}
		out = append(out, r)
	}
	return out, nil
}

// text returns the value under the first of the headings that has one.
func (r record) text(headings ...string) string {
	for _, h := range headings {
		if r[h] != "" {
			return r[h]
		}
	}
	return ""
}

// number is text as a number; ok is false where there is none.
func (r record) number(headings ...string) (v float64, ok bool, err error) {
	s := r.text(headings...)
	if s == "" {
		return 0, false, nil
	}
	v, err = strconv.ParseFloat(s, 64)
	if err != nil {
		return 0, false, fmt.Errorf("%s: %w", headings[0], err)
	}
	return v, true, nil
}
