package site

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
)

var (
	entryScript  = regexp.MustCompile(`<script type="module" src="([^"]+)"></script>`)
	staticImport = regexp.MustCompile(`(?m)^(?:import|export)\s(?:[^'";]*\sfrom\s+)?'(\.{1,2}/[^']+)'`)
)

// Preload names in every page of dir the modules that its script will ask for, so that the browser fetches them all at once: it
// would find them level by level, and each level waits for the network.
func Preload(dir string) error {
	pages, err := filepath.Glob(filepath.Join(dir, "*.html"))
	if err != nil {
		return fmt.Errorf("preload: %w", err)
	}
	for _, page := range pages {
		if err := preload(dir, page); err != nil {
			return fmt.Errorf("preload: %s: %w", filepath.Base(page), err)
		}
	}
	return nil
}

func preload(dir, page string) error {
	html, err := os.ReadFile(page)
	if err != nil {
		return err
	}
	found := entryScript.FindSubmatchIndex(html)
	if found == nil || bytes.Contains(html, []byte(`rel="modulepreload"`)) {
		return nil
	}
	modules, err := imports(os.DirFS(dir), string(html[found[2]:found[3]]))
	if err != nil {
		return err
	}
	var links bytes.Buffer
	for _, name := range modules {
		fmt.Fprintf(&links, "<link rel=\"modulepreload\" href=\"%s\">\n", name)
	}
	return os.WriteFile(page, slices.Insert(html, found[0], links.Bytes()...), 0o644)
}

// imports lists all that a module imports, and what these import, the nearest first.
func imports(files fs.FS, entry string) (all []string, err error) {
	seen := map[string]bool{entry: true}
	for queue := []string{entry}; len(queue) > 0; queue = queue[1:] {
		text, err := fs.ReadFile(files, queue[0])
		if err != nil {
			return nil, err
		}
		for _, m := range staticImport.FindAllSubmatch(text, -1) {
			name := path.Join(path.Dir(queue[0]), string(m[1]))
			if !fs.ValidPath(name) {
				return nil, errors.New("a module outside the site: " + name)
			}
			if !seen[name] {
				seen[name] = true
				all, queue = append(all, name), append(queue, name)
			}
		}
	}
	return all, nil
}
