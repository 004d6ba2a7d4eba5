package site

import (
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"path"
	"strconv"
	"strings"
)

// policy lets a page load only what lies beside it. It says nothing of frame-ancestors: Whisker is made to be embedded.
const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; " +
	"connect-src 'self'; worker-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'"

type handler struct{ files fs.FS }

// Handler serves files, each compressed where its compressed twin is there and the client takes it.
// It answers GET and HEAD and shows neither hidden files nor listings.
func Handler(files fs.FS) http.Handler { return handler{files} }

func (h handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	secure(w.Header())
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "only GET and HEAD", http.StatusMethodNotAllowed)
		return
	}
	name, ok := fileName(r.URL.Path)
	if !ok {
		http.NotFound(w, r)
		return
	}
	info, err := fs.Stat(h.files, name)
	switch {
	case err != nil:
		http.NotFound(w, r)
	case info.IsDir():
		// Relative, so that it holds behind any prefix: without the slash the page's own links would miss.
		w.Header().Set("Location", path.Base(name)+"/")
		w.WriteHeader(http.StatusMovedPermanently)
	default:
		h.serve(w, r, name, info)
	}
}

func (h handler) serve(w http.ResponseWriter, r *http.Request, name string, info fs.FileInfo) {
	head := w.Header()
	head.Set("Content-Type", contentType(name))
	head.Set("Cache-Control", "no-cache")
	if compressible(name) {
		head.Set("Vary", "Accept-Encoding")
	}
	coding := ""
	for _, c := range codings {
		twin, err := fs.Stat(h.files, name+c.ext)
		// A twin older than its file was packed from another build.
		if err == nil && compressible(name) && !twin.ModTime().Before(info.ModTime()) && accepts(r.Header, c.name) {
			coding, name, info = c.name, name+c.ext, twin
			head.Set("Content-Encoding", c.name)
			break
		}
	}
	tag := fmt.Sprintf(`"%x-%x%s"`, info.ModTime().UnixNano(), info.Size(), coding)
	head.Set("ETag", tag)
	if matches(r.Header.Get("If-None-Match"), tag) {
		head.Del("Content-Encoding")
		head.Del("Content-Type")
		w.WriteHeader(http.StatusNotModified)
		return
	}
	file, err := h.files.Open(name)
	if err != nil {
		head.Del("Content-Encoding")
		http.NotFound(w, r)
		return
	}
	defer file.Close()
	head.Set("Content-Length", strconv.FormatInt(info.Size(), 10))
	if r.Method == http.MethodHead {
		return
	}
	io.Copy(w, file) // an error here is a reader who left
}

func secure(head http.Header) {
	head.Set("Content-Security-Policy", policy)
	head.Set("X-Content-Type-Options", "nosniff")
	head.Set("Referrer-Policy", "no-referrer")
	// Other sites embed Whisker by a module script, which a browser fetches only where both of these allow it.
	head.Set("Cross-Origin-Resource-Policy", "cross-origin")
	head.Set("Access-Control-Allow-Origin", "*")
}

// fileName turns a URL's path into a name within the site, or reports that it can be none.
func fileName(p string) (name string, ok bool) {
	if !strings.HasPrefix(p, "/") || strings.ContainsAny(p, "\\\x00") {
		return "", false
	}
	if strings.HasSuffix(p, "/") {
		p += "index.html"
	}
	name = p[1:]
	if !fs.ValidPath(name) {
		return "", false
	}
	for _, part := range strings.Split(name, "/") {
		if strings.HasPrefix(part, ".") {
			return "", false
		}
	}
	return name, true
}

// accepts reports whether the request's Accept-Encoding names coding with a weight above 0 (RFC 9110, section 12.5.3).
// A wildcard is not taken as leave: plain bytes are always right.
func accepts(head http.Header, coding string) bool {
	for _, item := range strings.Split(strings.Join(head.Values("Accept-Encoding"), ","), ",") {
		name, params, _ := strings.Cut(item, ";")
		if !strings.EqualFold(strings.TrimSpace(name), coding) {
			continue
		}
		weight, found := strings.CutPrefix(strings.ReplaceAll(params, " ", ""), "q=")
		q, err := strconv.ParseFloat(weight, 64)
		return !found || err == nil && q > 0
	}
	return false
}

// matches reports whether an If-None-Match header names tag.
func matches(header, tag string) bool {
	for _, t := range strings.Split(header, ",") {
		if t = strings.TrimSpace(t); t == "*" || strings.TrimPrefix(t, "W/") == tag {
			return true
		}
	}
	return false
}
