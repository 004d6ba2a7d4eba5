package house

import (
	"bytes"
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const (
	root      = "../.."
	module    = "github.com/whisker-lab/whisker/"
	ebiten    = "github.com/hajimehoshi/ebiten/v2"
	maxLines  = 600
	maxTested = 1000 // for tests, which are tables more than prose
)

// sources calls f with every file of the tree that people wrote, by its path from the root.
func sources(t *testing.T, f func(name string)) {
	t.Helper()
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := strings.TrimPrefix(filepath.ToSlash(path), root+"/")
		if d.IsDir() {
			if strings.HasPrefix(d.Name(), ".") && path != root || slices.Contains([]string{"dist", "node_modules", "testdata"}, d.Name()) {
				return filepath.SkipDir
			}
			return nil
		}
		f(name)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// pack is what go list says of a package.
type pack struct {
	ImportPath    string
	Standard      bool
	Deps, Imports []string
}

// packages returns every package of this module and every one that they need, on js/wasm, by path.
func packages(t *testing.T) map[string]pack {
	t.Helper()
	cmd := exec.Command("go", "list", "-deps", "-json=ImportPath,Standard,Deps,Imports", "./...")
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, stderr.Bytes())
	}
	found := map[string]pack{}
	for d := json.NewDecoder(bytes.NewReader(out)); d.More(); {
		var p pack
		if err := d.Decode(&p); err != nil {
			t.Fatal(err)
		}
		found[p.ImportPath] = p
	}
	return found
}

func TestImportsPointOneWay(t *testing.T) {
	all := packages(t)
	rules := []struct{ name, from, never string }{
		{"nn needs no browser", "nn", "syscall/js"},
		{"nn draws nothing", "nn", ebiten},
		{"nn knows no lab", "nn", module + "lab"},
		{"the frame is a leaf", "frame", strings.TrimSuffix(module, "/")},
		{"nn knows no views", "nn", module + "viz"},
		{"lab needs no browser", "lab", "syscall/js"},
		{"lab draws nothing", "lab", ebiten},
		{"lab knows no views", "lab", module + "viz"},
		{"the engine carries no files", "wasm", module + "nn/data/packed"},
		{"runs have their files given", "lab", module + "nn/data/packed"},
		{"viz knows no learner", "viz", module + "nn"},
		{"viz knows no session", "viz", module + "lab"},
		{"viz counts by itself", "viz", "gonum.org"},
		{"viz knows no page", "viz", module + "wasm"},
	}
	for _, rule := range rules {
		t.Run(rule.name, func(t *testing.T) {
			seen := false
			for path, from := range all {
				if !within(path, module+rule.from) {
					continue
				}
				seen = true
				// Go's own packages need syscall/js on this target; what counts is who else asks for it.
				for _, through := range append(from.Deps, path) {
					if all[through].Standard {
						continue
					}
					for _, to := range all[through].Imports {
						if within(to, rule.never) {
							t.Errorf("%s imports %s, by way of %s", path, to, through)
						}
					}
				}
			}
			if !seen {
				t.Errorf("no package %s", rule.from)
			}
		})
	}
	for path, from := range all {
		if strings.HasPrefix(path, module) && slices.Contains(from.Imports, "syscall/js") && !within(path, module+"wasm") {
			t.Errorf("%s imports syscall/js; only wasm/ may", path)
		}
	}
}

func within(pkg, tree string) bool { return pkg == tree || strings.HasPrefix(pkg, tree+"/") }

func TestFilesStayShort(t *testing.T) {
	written := regexp.MustCompile(`\.(go|js|mjs|css|html|sh)$`)
	tests := regexp.MustCompile(`_test\.go$|\.test\.mjs$`)
	sources(t, func(name string) {
		if !written.MatchString(name) || strings.HasPrefix(filepath.Base(name), "gen_") {
			return
		}
		b, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			t.Fatal(err)
		}
		limit := maxLines
		if tests.MatchString(name) {
			limit = maxTested
		}
		if n := bytes.Count(b, []byte("\n")); n > limit {
			t.Errorf("%s has %d lines; want at most %d", name, n, limit)
		}
	})
}

func TestEveryPackageSaysWhatItOwns(t *testing.T) {
	packages := map[string]string{} // folder → its doc.go, where it has one
	sources(t, func(name string) {
		if dir := filepath.Dir(name); strings.HasSuffix(name, ".go") {
			if packages[dir] == "" || filepath.Base(name) == "doc.go" {
				packages[dir] = filepath.Base(name)
			}
		}
	})
	for dir, file := range packages {
		if file != "doc.go" {
			t.Errorf("%s has no doc.go", dir)
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, dir, file), nil, parser.ParseComments)
		if err != nil {
			t.Error(err)
		} else if doc := parsed.Doc.Text(); !strings.Contains(doc, "\n\t") {
			t.Errorf("%s/doc.go has no snippet", dir)
		}
	}
}

// mains are what runs; a main is a table of contents and the logic lies in a package that has tests.
func TestMainsAreShort(t *testing.T) {
	sources(t, func(name string) {
		if filepath.Base(name) != "main.go" {
			return
		}
		b, _ := os.ReadFile(filepath.Join(root, name))
		if n := bytes.Count(b, []byte("\n")); n > 60 {
			t.Errorf("%s has %d lines; want at most 60", name, n)
		}
	})
}

// Randomness comes in as a *rand.Rand: the package's own functions draw from a source that no link can name.
func TestNoHiddenRandomness(t *testing.T) {
	makers := []string{"New", "NewPCG", "NewChaCha8", "NewZipf", "Rand", "Source", "PCG", "ChaCha8", "Zipf"}
	sources(t, func(name string) {
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") || !(strings.HasPrefix(name, "nn/") || strings.HasPrefix(name, "lab/")) {
			return
		}
		files := token.NewFileSet()
		parsed, err := parser.ParseFile(files, filepath.Join(root, name), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		as := ""
		for _, imported := range parsed.Imports {
			switch imported.Path.Value {
			case `"math/rand"`, `"crypto/rand"`:
				t.Errorf("%s imports %s; want math/rand/v2 with a PCG", name, imported.Path.Value)
			case `"math/rand/v2"`:
				as = "rand"
				if imported.Name != nil {
					as = imported.Name.Name
				}
			}
		}
		ast.Inspect(parsed, func(n ast.Node) bool {
			s, ok := n.(*ast.SelectorExpr)
			if !ok || as == "" {
				return true
			}
			if x, ok := s.X.(*ast.Ident); ok && x.Name == as && x.Obj == nil && !slices.Contains(makers, s.Sel.Name) {
				t.Errorf("%s: %s.%s draws from a hidden source", files.Position(s.Pos()), as, s.Sel.Name)
			}
			return true
		})
	})
}

// What is not finished is said in an issue, not left in the code.
func TestNothingLeftOpen(t *testing.T) {
	open := regexp.MustCompile(`\b(TO` + `DO|FIX` + `ME|XX` + `X)\b|not impl` + `emented`)
	sources(t, func(name string) {
		if !regexp.MustCompile(`\.(go|js|mjs|css|html)$`).MatchString(name) {
			return
		}
		b, _ := os.ReadFile(filepath.Join(root, name))
		if at := open.FindIndex(b); at != nil {
			t.Errorf("%s:%d: %s", name, 1+bytes.Count(b[:at[0]], []byte("\n")), b[at[0]:at[1]])
		}
	})
}
