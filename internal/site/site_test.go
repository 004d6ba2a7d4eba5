package site

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

func file(data string, t int64) *fstest.MapFile {
	return &fstest.MapFile{Data: []byte(data), ModTime: time.Unix(t, 0)}
}

func testFiles() fstest.MapFS {
	return fstest.MapFS{
		"index.html":       file("page", 5),
		"index.html.br":    file("page as brotli", 5),
		"index.html.gz":    file("page as gzip", 5),
		"a.wasm":           file("newer than its twin", 5),
		"a.wasm.br":        file("stale", 4),
		"guide/one.json":   file("{}", 5),
		"guide/index.html": file("guide", 5),
		"x.png":            file("picture", 5),
		"x.png.br":         file("never sent as a picture", 5),
		"strange.dat":      file("?", 5),
		"data/a.bin":       file("measured", 5),
		"data/a.bin.br":    file("measured as brotli", 5),
		".secret":          file("hidden", 5),
		"a/.git/config":    file("hidden", 5),
	}
}

func TestHandler(t *testing.T) {
	tests := []struct {
		name, method, path, accept string
		status                     int
		body, mime, coding         string
	}{
		{name: "the folder is its index", path: "/", status: 200, body: "page", mime: "text/html; charset=utf-8"},
		{name: "brotli where taken", path: "/index.html", accept: "gzip, deflate, br, zstd", status: 200, body: "page as brotli", mime: "text/html; charset=utf-8", coding: "br"},
		{name: "gzip where brotli is not", path: "/index.html", accept: "gzip", status: 200, body: "page as gzip", mime: "text/html; charset=utf-8", coding: "gzip"},
		{name: "brotli refused by weight", path: "/index.html", accept: "br;q=0, gzip; q=0.5", status: 200, body: "page as gzip", mime: "text/html; charset=utf-8", coding: "gzip"},
		{name: "a name within a name is none", path: "/index.html", accept: "brx, xgzip", status: 200, body: "page", mime: "text/html; charset=utf-8"},
		{name: "no stale twin", path: "/a.wasm", accept: "br", status: 200, body: "newer than its twin", mime: "application/wasm"},
		{name: "pictures go as they are", path: "/x.png", accept: "br", status: 200, body: "picture", mime: "image/png"},
		{name: "unknown kind", path: "/strange.dat", status: 200, body: "?", mime: "application/octet-stream"},
		{name: "data like all that is packed", path: "/data/a.bin", accept: "br", status: 200, body: "measured as brotli", mime: "application/octet-stream", coding: "br"},
		{name: "folder below", path: "/guide/", status: 200, body: "guide", mime: "text/html; charset=utf-8"},
		{name: "HEAD has no body", method: "HEAD", path: "/", status: 200, mime: "text/html; charset=utf-8"},
		{name: "missing", path: "/nothing.js", status: 404},
		{name: "folder without slash", path: "/guide", status: 301},
		{name: "hidden file", path: "/.secret", status: 404},
		{name: "below a hidden folder", path: "/a/.git/config", status: 404},
		{name: "out of the site", path: "/../handler.go", status: 404},
		{name: "out of the site, written with care", path: "/guide/%2e%2e/%2e%2e/handler.go", status: 404},
		{name: "backslashes", path: "/..%5chandler.go", status: 404},
		{name: "zero byte", path: "/index.html%00", status: 404},
		{name: "empty element", path: "//index.html", status: 404},
		{name: "writing", method: "POST", path: "/", status: 405},
	}
	server := httptest.NewServer(Handler(testFiles()))
	defer server.Close()
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := get(t, server.URL, test.method, test.path, "Accept-Encoding", test.accept)
			body, _ := io.ReadAll(r.Body)
			if r.StatusCode != test.status {
				t.Fatalf("%s = %d; want %d", test.path, r.StatusCode, test.status)
			}
			for name, want := range map[string]string{
				"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
				"Cross-Origin-Resource-Policy": "cross-origin", "Content-Security-Policy": policy,
			} {
				if got := r.Header.Get(name); got != want {
					t.Errorf("%s: %q; want %q", name, got, want)
				}
			}
			if test.status != 200 {
				return
			}
			if string(body) != test.body || r.Header.Get("Content-Type") != test.mime || r.Header.Get("Content-Encoding") != test.coding {
				t.Errorf("%s = %q as %q in %q; want %q as %q in %q", test.path, body, r.Header.Get("Content-Type"),
					r.Header.Get("Content-Encoding"), test.body, test.mime, test.coding)
			}
			if want := strings.HasPrefix(test.mime, "text") || strings.HasSuffix(test.mime, "wasm") || strings.HasSuffix(test.path, ".bin"); want != (r.Header.Get("Vary") == "Accept-Encoding") {
				t.Errorf("Vary: %q", r.Header.Get("Vary"))
			}
		})
	}
}

func TestHandlerRevalidates(t *testing.T) {
	server := httptest.NewServer(Handler(testFiles()))
	defer server.Close()
	tags := map[string]bool{}
	for _, accept := range []string{"br", "gzip", "identity"} {
		first := get(t, server.URL, "GET", "/index.html", "Accept-Encoding", accept)
		tag := first.Header.Get("ETag")
		if tag == "" || tags[tag] || first.Header.Get("Cache-Control") != "no-cache" {
			t.Fatalf("%s: ETag %q, Cache-Control %q; want a tag of its own and no-cache", accept, tag, first.Header.Get("Cache-Control"))
		}
		tags[tag] = true
		again := get(t, server.URL, "GET", "/index.html", "Accept-Encoding", accept, "If-None-Match", `"other", W/`+tag)
		if again.StatusCode != http.StatusNotModified {
			t.Errorf("%s: the same tag gives %d; want 304", accept, again.StatusCode)
		}
	}
	if r := get(t, server.URL, "GET", "/index.html", "If-None-Match", `"other"`); r.StatusCode != 200 {
		t.Errorf("another tag gives %d; want 200", r.StatusCode)
	}
}

func TestPolicyAllowsEmbedding(t *testing.T) {
	if strings.Contains(policy, "frame-ancestors") || strings.Contains(policy, "unsafe-inline") || strings.Contains(policy, "*") {
		t.Errorf("policy %q: want no frame-ancestors, no unsafe-inline, no wildcard", policy)
	}
}

func TestPack(t *testing.T) {
	dir := t.TempDir()
	text := strings.Repeat("whisker ", 1000)
	write := func(name, data string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	read := func(name string) string {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	pack := func(level int) {
		if err := Pack(dir, level); err != nil {
			t.Fatal(err)
		}
	}
	write("main.js", text)
	write("cat.png", text)
	write("gone.js.br", "its file was removed")
	pack(5)
	sizes := read("sizes.json")
	for _, name := range []string{"cat.png.br", "gone.js.br", "sizes.json.br"} {
		if _, err := os.Stat(filepath.Join(dir, name)); err == nil {
			t.Errorf("%s is there; want it not to be", name)
		}
	}
	z, err := gzip.NewReader(strings.NewReader(read("main.js.gz")))
	if err != nil {
		t.Fatal(err)
	}
	if plain, err := io.ReadAll(z); err != nil || string(plain) != text {
		t.Errorf("main.js.gz does not hold main.js: %v", err)
	}
	server := httptest.NewServer(Handler(os.DirFS(dir)))
	defer server.Close()
	if r := get(t, server.URL, "GET", "/main.js", "Accept-Encoding", "br"); r.Header.Get("Content-Encoding") != "br" {
		t.Errorf("main.js packed, but served in %q", r.Header.Get("Content-Encoding"))
	}

	// What did not change is not packed again: a mark put into the twin survives, as long as its size does.
	marked := strings.Repeat("x", len(read("main.js.gz")))
	write("main.js.gz", marked)
	pack(5)
	if read("main.js.gz") != marked || read("sizes.json") != sizes {
		t.Error("an unchanged file was packed again")
	}
	pack(11)
	if read("main.js.gz") == marked {
		t.Error("a higher level did not pack again")
	}
	write("main.js", text+"!")
	before := read("main.js.br")
	pack(5)
	if read("main.js.br") == before {
		t.Error("a changed file was not packed again")
	}
	if err := Pack(dir, 12); err == nil {
		t.Error("level 12 gave no error")
	}
}

func TestZipIsReproducible(t *testing.T) {
	dir, out := t.TempDir(), t.TempDir()
	var archives [2][]byte
	for i := range archives {
		name := filepath.Join(dir, "index.html")
		if err := os.WriteFile(name, []byte("page"), 0o644); err != nil {
			t.Fatal(err)
		}
		os.Chtimes(name, time.Unix(int64(i)*1e6, 0), time.Unix(int64(i)*1e6, 0))
		archive := filepath.Join(out, "site.zip")
		if err := Zip(archive, dir, "whisker"); err != nil {
			t.Fatal(err)
		}
		archives[i], _ = os.ReadFile(archive)
	}
	if len(archives[0]) == 0 || !bytes.Equal(archives[0], archives[1]) {
		t.Error("the same files gave two different archives")
	}
}

func get(t *testing.T, base, method, path string, headers ...string) *http.Response {
	t.Helper()
	if method == "" {
		method = "GET"
	}
	q, err := http.NewRequest(method, base+path, nil)
	if err != nil {
		// Such a path does not even parse; a client that sends it raw gets the same answer as for any missing file.
		t.Fatal(err)
	}
	q.Header.Set("Accept-Encoding", "identity")
	for i := 0; i+1 < len(headers); i += 2 {
		if headers[i+1] != "" {
			q.Header.Set(headers[i], headers[i+1])
		}
	}
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	r, err := client.Do(q)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Body.Close() })
	return r
}
