package house

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/whisker-lab/whisker/lab/lessons"
)

// declaredNames are the names that only declarations, and what is made for them, may know: of lessons, of controls and of data
// sets. With each is what it is the name of.
func declaredNames() map[string]string {
	names := map[string]string{}
	for _, l := range lessons.All() {
		for _, c := range l.Controls {
			names[c.Name] = "a control"
			if c.Kind == "data" {
				for _, set := range c.Options {
					names[set] = "a data set"
				}
			}
		}
	}
	for _, l := range lessons.All() {
		names[l.ID] = "a lesson"
	}
	return names
}

// alsoMeans are names that are a word for something else as well, and where that is so.
var alsoMeans = []struct{ name, under, meaning string }{
	{"layers", "lab/control.go", "a kind of control"},
	{"inputs", "lab/control.go", "a kind of control"},
	{"data", "lab/control.go", "a kind of control"},
	{"batch", "lab/", "a unit of steps"},
	{"space", "viz/", "a kind of view"},
	{"loss", "viz/", "a kind of view"},
	{"inputs", "viz/", "a slot of the network"},
	{"line", "viz/", "a slot of the curve"},
	{"rings", "viz/", "a slot of the marks"},
	{"discrete", "viz/", "a slot of the plot"},
	{"train", "viz/", "what becomes of a point, and a slot of the loss"},
	{"labels", "viz/", "what becomes of a point"},
	{"weights", "viz/", "a slot of the cell and the window"},
	{"pixels", "viz/", "a slot of the window"},
	{"picture", "viz/", "a stage of the wall"},
	{"sees", "viz/", "a label of the wall"},
	{"neuron", "lab/select.go", "a thing that is selected"},
	{"neuron", "viz/", "a kind of part"},
	{"turn", "viz/piles.go", "a slot of the piles"},
	{"table", "lab/session.go", "a message that brings a table"},
	{"names", "lab/album.go", "what a message calls classes"},
	{"text", "lab/table.go", "what a message brings a table as"},
	{"prompt", "lab/session.go", "a message that says what is wanted"},
	{"text", "lab/prompt.go", "what such a message says"},
	{"prompt", "viz/prompts.go", "that message"},
	{"words", "viz/plotnames.go", "a slot of the plot"},
	{"data", "web/page/shell/tips.js", "that the data set stands in the way"},
}

func excused(file, name string) bool {
	for _, a := range alsoMeans {
		if a.name == name && strings.HasPrefix(file, a.under) {
			return true
		}
	}
	return false
}

// Whoever adds a lesson, a control or a data set finds nothing that asks for another one by its name: roles, kinds and binds say
// what is meant. Runs, and the data room that they share, read the settings that are theirs.
func TestNobodyAsksByName(t *testing.T) {
	names := declaredNames()
	inGo := regexp.MustCompile(`^(viz/.*|lab/[^/]+|lab/(own|sheet)/[^/]+|frame/.*)\.go$`)
	inPage := regexp.MustCompile(`^web/(main|page/(core|stage|shell)/.*|page/[^/]+)\.js$`)
	sources(t, func(file string) {
		switch {
		case strings.HasSuffix(file, "_test.go"):
		case inGo.MatchString(file):
			parsed, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, file), nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			for _, said := range asked(parsed) {
				if what := names[said]; what != "" && !excused(file, said) {
					t.Errorf("%s asks for %q, %s; a slot or an array may not have its name either, unless alsoMeans says why", file, said, what)
				}
			}
		case inPage.MatchString(file):
			b, err := os.ReadFile(filepath.Join(root, file))
			if err != nil {
				t.Fatal(err)
			}
			text := kinds.ReplaceAllString(string(b), "") // which are the page's own words
			for _, pattern := range askedInPage {
				for _, found := range pattern.FindAllStringSubmatch(text, -1) {
					if what := names[found[1]]; what != "" && !excused(file, found[1]) {
						t.Errorf("%s asks for %q, %s: %s", file, found[1], what, found[0])
					}
				}
			}
		}
	})
}

// asked are the texts of a Go file with which something is compared, called or looked up.
func asked(file *ast.File) (found []string) {
	add := func(all ...ast.Expr) {
		for _, e := range all {
			if lit, ok := e.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				if text, err := strconv.Unquote(lit.Value); err == nil {
					found = append(found, text)
				}
			}
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			add(n.Args...)
		case *ast.BinaryExpr:
			if slices.Contains([]token.Token{token.EQL, token.NEQ}, n.Op) {
				add(n.X, n.Y)
			}
		case *ast.CaseClause:
			add(n.List...)
		case *ast.IndexExpr:
			add(n.Index)
		}
		return true
	})
	return found
}

// kinds are how a module asks of what kind a control is.
var kinds = regexp.MustCompile(`\bkind [=!]== '\w+'|ofKind\('\w+'\)`)

// askedInPage are the ways in which a module of the page asks for something by its name.
var askedInPage = []*regexp.Regexp{
	regexp.MustCompile(`\b(?:control|value|tune|hidden\.has)\(\s*'([\w-]+)'`),
	regexp.MustCompile(`\bcontrols\.(\w+)`),
	regexp.MustCompile(`[=!]==?\s*'([\w-]+)'`),
	regexp.MustCompile(`\bcase '([\w-]+)'`),
	regexp.MustCompile(`'([\w-]+)' [=!]==`),
}
