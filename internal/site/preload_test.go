package site_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/whisker-lab/whisker/internal/site"
)

func TestPreload(t *testing.T) {
	dir := t.TempDir()
	put := func(name, text string) {
		t.Helper()
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	const script = `<script type="module" src="main.js"></script>`
	put("index.html", "<head>\n"+script+"\n</head>")
	put("plain.html", "<p>no script</p>")
	put("main.js", "// import {no} from './no.js'\nimport {a} from './page/a.js';\nimport './b.js';\nconst c = import('./later.js');")
	put("page/a.js", "import {\n\td,\n\te,\n} from '../b.js';\nexport {f} from './f.js';\n/** @import {G} from './g.js' */\nimport {main} from '../main.js';")
	put("b.js", "export const b = 1;")
	put("page/f.js", "export const f = `import './x.js'`;")
	for range 2 { // the second time there is nothing to do
		if err := site.Preload(dir); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(filepath.Join(dir, "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	links := ""
	for _, name := range []string{"page/a.js", "b.js", "page/f.js"} {
		links += `<link rel="modulepreload" href="` + name + "\">\n"
	}
	if want := "<head>\n" + links + script + "\n</head>"; string(got) != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
	put("page/f.js", "import '../../secret.js';")
	put("index.html", script)
	if err := site.Preload(dir); err == nil || !strings.Contains(err.Error(), "index.html") {
		t.Errorf("a module outside the site: %v", err)
	}
	put("page/f.js", "import './gone.js';")
	if err := site.Preload(dir); err == nil {
		t.Error("a module that is not there went unnoticed")
	}
}
