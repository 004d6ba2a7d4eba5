package house

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/lessons"
	"github.com/whisker-lab/whisker/nn/data/packed"
)

// declared is what cmd/declare tells the page, as far as it needs words.
type declared struct {
	Lessons []struct {
		ID, Group string
		Controls  []struct {
			Name, Kind string
			Options    []string
		}
	}
	Datasets map[string]json.RawMessage
}

func declarations(t *testing.T) (d declared) {
	t.Helper()
	cmd := exec.Command("go", "run", "./cmd/declare")
	cmd.Dir = root
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("cmd/declare: %v", err)
	}
	if err := json.Unmarshal(out, &d); err != nil {
		t.Fatalf("cmd/declare: %v", err)
	}
	if len(d.Lessons) == 0 || len(d.Datasets) == 0 {
		t.Fatal("cmd/declare names no lessons or no data sets")
	}
	return d
}

// tables returns the words of every language, by language and key.
func tables(t *testing.T) map[string]map[string]string {
	t.Helper()
	files, _ := filepath.Glob(filepath.Join(root, "web/i18n/*.json"))
	found := map[string]map[string]string{}
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		table := map[string]string{}
		if err := json.Unmarshal(b, &table); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		found[strings.TrimSuffix(filepath.Base(file), ".json")] = table
	}
	if found["en"] == nil || found["zh"] == nil {
		t.Fatal("no table of words for en or zh")
	}
	return found
}

func TestLanguagesSayTheSame(t *testing.T) {
	words := tables(t)
	holes, forms := regexp.MustCompile(`\{[\w.]+\}`), regexp.MustCompile(`\{([\w.]+):[^}]*\}`)
	for language, table := range words {
		for key, en := range words["en"] {
			text, ok := table[key]
			if !ok {
				t.Errorf("%s has no %s", language, key)
				continue
			}
			// The forms of a word that goes with a number are the language's own.
			want, got := holes.FindAllString(forms.ReplaceAllString(en, "{$1}"), -1), holes.FindAllString(forms.ReplaceAllString(text, "{$1}"), -1)
			slices.Sort(want)
			slices.Sort(got)
			if !slices.Equal(slices.Compact(got), slices.Compact(want)) {
				t.Errorf("%s: %s fills in %v; want %v", language, key, got, want)
			}
			if strings.TrimSpace(text) == "" && strings.TrimSpace(en) != "" {
				t.Errorf("%s: %s is empty", language, key)
			}
		}
		for key := range table {
			if _, ok := words["en"][key]; !ok {
				t.Errorf("en has no %s, which %s has", key, language)
			}
		}
	}
}

// explained are the controls whose options are terms of the field, each with a line on what it does.
var explained = []string{"scale", "activation", "optimiser", "loss", "init", "schedule"}

func TestEverythingDeclaredHasWords(t *testing.T) {
	d := declarations(t)
	for language, table := range tables(t) {
		need := func(keys ...string) {
			for _, key := range keys {
				if table[key] == "" {
					t.Errorf("%s has no %s", language, key)
				}
			}
		}
		for name := range d.Datasets {
			need("dataset."+name+".name", "dataset."+name+".tip")
		}
		for _, lesson := range d.Lessons {
			need("lesson."+lesson.ID+".name", "lesson."+lesson.ID+".question", "lesson."+lesson.ID+".sentence", "group."+lesson.Group)
			for _, control := range lesson.Controls {
				need("control."+control.Name+".name", "control."+control.Name+".tip")
				for _, option := range control.Options {
					if control.Kind == "data" && d.Datasets[option] == nil {
						t.Errorf("lesson %s names the data set %s, which is none", lesson.ID, option)
					}
					// A number says itself in every language, and a data set has its own name.
					if (control.Kind == "select" || control.Kind == "choice") && regexp.MustCompile(`[a-z]`).MatchString(option) && d.Datasets[option] == nil {
						need("option." + control.Name + "." + option)
						if slices.Contains(explained, control.Name) {
							need("option." + control.Name + "." + option + ".tip")
						}
					}
				}
			}
		}
	}
}

// What has to stand in a line, or in the box of the question, has so many letters at most, in English and in Chinese.
func TestWordsFitTheirPlaces(t *testing.T) {
	limits := []struct {
		key    *regexp.Regexp
		en, zh int
	}{
		{regexp.MustCompile(`^lesson\.\w+\.question$`), 45, 20},
		{regexp.MustCompile(`^lesson\.\w+\.sentence$`), 90, 40},
		{regexp.MustCompile(`^try\.\w+\.question$`), 80, 30},
	}
	for language, table := range tables(t) {
		for key, text := range table {
			for _, limit := range limits {
				most := limit.en
				if language == "zh" {
					most = limit.zh
				}
				if n := utf8.RuneCountInString(text); limit.key.MatchString(key) && n > most {
					t.Errorf("%s: %s has %d letters; want at most %d", language, key, n, most)
				}
			}
		}
	}
}

// prefixes are where keys of the page's words begin.
const prefixes = `name|help|group|narrator|stage|legend|hint|error|metric|space|ui|try|why|draw|table|control|option|dataset|lesson|axis|class|key|tip`

// Whatever is written out as a key has words: in Go, in the page's modules and in its HTML.
func TestEveryKeyHasWords(t *testing.T) {
	table := tables(t)["en"]
	patterns := map[string]*regexp.Regexp{
		".go":   regexp.MustCompile(`"((?:narrator|stage|legend|hint|error|space)\.[\w.]*\w)"`),
		".js":   regexp.MustCompile(`['"]((?:` + prefixes + `)\.[\w.]*\w)['"]`),
		".html": regexp.MustCompile(`data-(?:t|al|tip)="([\w.]+)"`),
	}
	sources(t, func(name string) {
		pattern := patterns[filepath.Ext(name)]
		if pattern == nil || strings.HasSuffix(name, "_test.go") || filepath.Ext(name) == ".js" && !strings.HasPrefix(name, "web/") {
			return
		}
		b, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range pattern.FindAllStringSubmatch(string(b), -1) {
			if k := found[1]; table[k] == "" && !local(table, k) && !files.MatchString(k) {
				t.Errorf("%s says %s, which has no words", name, k)
			}
		}
	})
}

// files are not keys, though they may look like them.
var files = regexp.MustCompile(`\.(js|json|html|css|wasm|go)$`)

// local tells whether a key has words in some lesson or method only.
func local(table map[string]string, key string) bool {
	for k := range table {
		if strings.HasPrefix(k, key+"@") && table[k] != "" {
			return true
		}
	}
	return false
}

// Of keys that are put together, some have words whatever is filled in, or the pattern is a slip.
func TestKeysPutTogetherHaveWords(t *testing.T) {
	table := tables(t)["en"]
	template := regexp.MustCompile("`((?:" + prefixes + `)\.[^` + "`" + `\s]*\$\{[^` + "`" + `]*)` + "`")
	hole := regexp.MustCompile(`\$\{[^}]*\}`)
	sources(t, func(name string) {
		if filepath.Ext(name) != ".js" || !strings.HasPrefix(name, "web/") {
			return
		}
		b, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range template.FindAllStringSubmatch(string(b), -1) {
			parts := hole.Split(found[1], -1)
			for i := range parts {
				parts[i] = regexp.QuoteMeta(parts[i])
			}
			like, err := regexp.Compile("^" + strings.Join(parts, `[\w.,-]*`) + "(@|$)")
			if err != nil {
				t.Errorf("%s: %s: %v", name, found[1], err)
				continue
			}
			some := false
			for key := range table {
				some = some || like.MatchString(key)
			}
			if !some {
				t.Errorf("%s says %s, and no key is like that", name, found[1])
			}
		}
	})
}

// fills tells whether a metric is only read as what another one counts of, such as the 20 of "18 of 20".
func fills(table map[string]string, metric string) bool {
	for key, text := range table {
		if strings.HasPrefix(key, "metric.") && strings.HasSuffix(key, ".of") && strings.Contains(text, "{"+metric+"}") {
			return true
		}
	}
	return false
}

// Every choice of every control, played for a while, says only what has words, and reports only what its lesson declares, or the page
// would not know how to write it.
func TestEverythingSaidHasWords(t *testing.T) {
	table := tables(t)["en"]
	for _, l := range lessons.On(packed.Shelf()) {
		t.Run(l.ID, func(t *testing.T) {
			t.Parallel()
			saidOf(t, l, table)
		})
	}
}

// TestQuestionsHaveWordsOfTheirOwn: of two lessons whose questions are called alike one says its own, or both would ask the same.
func TestQuestionsHaveWordsOfTheirOwn(t *testing.T) {
	table, asked := tables(t)["en"], map[string]string{}
	for _, l := range lessons.All() {
		for _, try := range l.Tries {
			key := "try." + try.ID + ".question"
			if other := asked[try.ID]; other != "" && table[key+"@"+l.ID] == "" && table[key+"@"+other] == "" {
				t.Errorf("%s and %s both ask %q", other, l.ID, try.ID)
			}
			asked[try.ID] = l.ID
		}
	}
}

// saidOf holds the words and the numbers of one lesson.
func saidOf(t *testing.T, l *lab.Lesson, table map[string]string) {
	told := map[string]bool{}
	need := func(where, key string) {
		if table[key] == "" && !local(table, key) && !told[key] {
			told[key] = true
			t.Errorf("%s says %s, which has no words", where, key)
		}
	}
	declared := map[string]bool{}
	for _, m := range l.Metrics {
		declared[m.Name] = true
	}
	for _, try := range l.Tries {
		need(l.ID, "try."+try.ID+".question")
		need(l.ID, "try."+try.ID+"."+try.Right)
		for _, answer := range append([]string{"yes", "no", lab.Unsure}, try.Answers...) {
			need(l.ID, "ui.answer."+answer)
			need(l.ID, "ui.answer."+answer+".said")
		}
	}
	for i := range l.Shots[min(1, len(l.Shots)):] {
		need(l.ID, fmt.Sprintf("help.%s.%d", l.ID, i+1))
	}
	for _, view := range l.Views {
		if lines := view.Bind["lines"]; lines != "" && view.Bind["unit"] != "1" { // such charts name no lines
			for name := range strings.SplitSeq(lines, ",") {
				need(l.ID, "stage.line."+strings.ReplaceAll(name, "/", "."))
			}
		}
	}
	for _, c := range l.Controls {
		need(l.ID, "narrator.changed."+c.Name)
		for _, option := range append([]string{c.Default}, c.Options...) {
			link := "#l=" + l.ID + "&" + c.Name + "=" + option
			s := lab.New([]*lab.Lesson{l}, link)
			for range 4 {
				if err := s.Apply(lab.NewMsg("step", map[string]any{"n": 7})); err != nil {
					t.Fatal(err)
				}
				for s.Stepping() {
					s.Advance(time.Second)
				}
				st := s.State()
				need(link, st.Narrator.Key)
				for _, name := range st.Panels.Readouts.Metrics {
					need(link, "metric."+name+".tip")
				}
				for name := range st.Metrics {
					if !declared[name] {
						declared[name] = true
						t.Errorf("%s reports %s, which the lesson does not declare", link, name)
					}
					if !fills(table, name) {
						need(link, "metric."+name)
					}
				}
			}
		}
	}
}
