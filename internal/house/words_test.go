package house

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// declared is what cmd/declare tells the page, as far as it needs words.
type declared struct {
	Lessons []struct {
		ID       string
		Datasets []string
		Controls []struct {
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
	holes := regexp.MustCompile(`\{\w+\}`)
	for language, table := range words {
		for key, en := range words["en"] {
			text, ok := table[key]
			if !ok {
				t.Errorf("%s has no %s", language, key)
				continue
			}
			want, got := holes.FindAllString(en, -1), holes.FindAllString(text, -1)
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
			need("lesson."+lesson.ID+".name", "lesson."+lesson.ID+".tip")
			for _, name := range lesson.Datasets {
				if d.Datasets[name] == nil {
					t.Errorf("lesson %s names the data set %s, which is none", lesson.ID, name)
				}
			}
			for _, control := range lesson.Controls {
				need("control."+control.Name+".name", "control."+control.Name+".tip")
				for _, option := range control.Options {
					// A number says itself in every language, and a data set has its own name.
					if control.Kind == "select" && regexp.MustCompile(`[a-z]`).MatchString(option) && d.Datasets[option] == nil {
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

// What the engine says to the reader it says by key.
func TestEveryKeyOfTheEngineHasWords(t *testing.T) {
	key := regexp.MustCompile(`"(narrator|stage|error)\.[a-z0-9.]+[a-z0-9]"`)
	table := tables(t)["en"]
	sources(t, func(name string) {
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return
		}
		b, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			t.Fatal(err)
		}
		for _, quoted := range key.FindAllString(string(b), -1) {
			if k := strings.Trim(quoted, `"`); table[k] == "" {
				t.Errorf("%s says %s, which has no words", name, k)
			}
		}
	})
}
