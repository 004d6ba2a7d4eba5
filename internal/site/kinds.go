package site

import "path"

// kinds says what each kind of file is on the wire, and whether compressing it pays. The operating system's own
// table is not asked: it differs from machine to machine, and a .wasm of the wrong type does not stream.
var kinds = map[string]struct {
	mime string
	pack bool
}{
	".bin":  {"application/octet-stream", true},
	".css":  {"text/css; charset=utf-8", true},
	".gif":  {"image/gif", false},
	".gz":   {"application/gzip", false},
	".html": {"text/html; charset=utf-8", true},
	".ico":  {"image/x-icon", true},
	".jpg":  {"image/jpeg", false},
	".js":   {"text/javascript; charset=utf-8", true},
	".json": {"application/json", true},
	".md":   {"text/markdown; charset=utf-8", true},
	".mjs":  {"text/javascript; charset=utf-8", true},
	".png":  {"image/png", false},
	".svg":  {"image/svg+xml", true},
	".txt":  {"text/plain; charset=utf-8", true},
	".wasm": {"application/wasm", true},
	".webp": {"image/webp", false},
	".zip":  {"application/zip", false},
}

// codings are the content codings that files are packed in, the best first.
var codings = []struct{ name, ext string }{{"br", ".br"}, {"gzip", ".gz"}}

func contentType(name string) string {
	if k, ok := kinds[path.Ext(name)]; ok {
		return k.mime
	}
	return "application/octet-stream"
}

func compressible(name string) bool { return kinds[path.Ext(name)].pack }
