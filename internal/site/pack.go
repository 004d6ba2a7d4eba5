package site

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

	"github.com/andybalholm/brotli"
)

// sizesFile lists, for the page and for the next Pack, what every file weighs.
const sizesFile = "sizes.json"

// A Size is what one file weighs, in bytes, as it is and compressed.
type Size struct {
	Raw    int    `json:"raw"`
	Brotli int    `json:"br"`
	Gzip   int    `json:"gz"`
	Level  int    `json:"level"` // how hard brotli tried
	SHA256 string `json:"sha256"`
}

// Pack writes a .br and a .gz beside every file in dir that is worth it, and sizes.json over all of them.
// Level is brotli's, 0 to 11: the last one costs 25 seconds for 10 MB of WebAssembly and makes it 15 % smaller than 5.
// A file that the last Pack saw as it is now, at this level or a better one, is left alone.
func Pack(dir string, level int) error {
	if level < brotli.BestSpeed || level > brotli.BestCompression {
		return fmt.Errorf("pack: level=%d: not in 0…11", level)
	}
	last := map[string]Size{}
	if b, err := os.ReadFile(filepath.Join(dir, sizesFile)); err == nil {
		// A damaged table only means that everything is packed again.
		json.Unmarshal(b, &last)
	}
	names, err := sources(dir)
	if err != nil {
		return fmt.Errorf("pack: %w", err)
	}
	sizes := make([]Size, len(names))
	errs := make([]error, len(names))
	var wait sync.WaitGroup
	turn := make(chan struct{}, runtime.NumCPU())
	for i, name := range names {
		wait.Add(1)
		go func() {
			defer wait.Done()
			turn <- struct{}{}
			sizes[i], errs[i] = packFile(filepath.Join(dir, name), level, last[name])
			<-turn
		}()
	}
	wait.Wait()
	table := map[string]Size{}
	for i, name := range names {
		if errs[i] != nil {
			return fmt.Errorf("pack: %s: %w", name, errs[i])
		}
		table[name] = sizes[i]
	}
	b, err := json.MarshalIndent(table, "", "\t")
	if err != nil {
		return fmt.Errorf("pack: %w", err)
	}
	return os.WriteFile(filepath.Join(dir, sizesFile), append(b, '\n'), 0o644)
}

// sources lists what is to be packed, and removes twins whose file is gone.
func sources(dir string) (names []string, err error) {
	err = filepath.WalkDir(dir, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, file)
		if err != nil {
			return err
		}
		name = filepath.ToSlash(name)
		for _, c := range codings {
			origin, twin := strings.CutSuffix(file, c.ext)
			if _, err := os.Stat(origin); twin && compressible(origin) && os.IsNotExist(err) {
				return os.Remove(file)
			}
		}
		if compressible(name) && name != sizesFile {
			names = append(names, name)
		}
		return nil
	})
	return names, err
}

func packFile(file string, level int, last Size) (Size, error) {
	raw, err := os.ReadFile(file)
	if err != nil {
		return Size{}, err
	}
	sum := sha256.Sum256(raw)
	now := Size{Raw: len(raw), Level: level, SHA256: hex.EncodeToString(sum[:])}
	if last.SHA256 == now.SHA256 && last.Level >= level && weighs(file+".br", last.Brotli) && weighs(file+".gz", last.Gzip) {
		return last, stamp(file)
	}
	if now.Brotli, err = squeeze(file+".br", raw, func(w io.Writer) io.WriteCloser {
		return brotli.NewWriterOptions(w, brotli.WriterOptions{Quality: level, LGWin: 24})
	}); err != nil {
		return Size{}, err
	}
	if now.Gzip, err = squeeze(file+".gz", raw, func(w io.Writer) io.WriteCloser {
		z, _ := gzip.NewWriterLevel(w, gzip.BestCompression) // fails only for a level that is none
		return z
	}); err != nil {
		return Size{}, err
	}
	return now, stamp(file)
}

func squeeze(file string, raw []byte, coder func(io.Writer) io.WriteCloser) (size int, err error) {
	var b bytes.Buffer
	z := coder(&b)
	if _, err := z.Write(raw); err != nil {
		return 0, err
	}
	if err := z.Close(); err != nil {
		return 0, err
	}
	return b.Len(), os.WriteFile(file, b.Bytes(), 0o644)
}

func weighs(file string, size int) bool {
	info, err := os.Stat(file)
	return err == nil && size > 0 && info.Size() == int64(size)
}

// stamp gives the twins their file's time, by which [Handler] knows that they belong to it.
func stamp(file string) error {
	info, err := os.Stat(file)
	if err != nil {
		return err
	}
	for _, c := range codings {
		if err := os.Chtimes(file+c.ext, info.ModTime(), info.ModTime()); err != nil {
			return err
		}
	}
	return nil
}
