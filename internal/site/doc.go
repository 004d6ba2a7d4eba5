// Package site is the built site, dist/, as files: it packs them once and serves them as any static host would.
//
// It owns which files are worth compressing, what they are called on the wire and the headers that keep a page
// to its own origin. It knows nothing of Whisker's contents and imports only the standard library and a brotli encoder.
//
//	err := site.Pack("dist", 11) // x.wasm gets x.wasm.br and x.wasm.gz
//	err = http.Serve(listener, site.Handler(os.DirFS("dist")))
package site
