package site

import (
	"archive/zip"
	"compress/flate"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// Zip writes the files below dir into one archive, under the folder root. Times are left out, so that the same
// files give the same bytes.
func Zip(file, dir, root string) (err error) {
	out, err := os.Create(file)
	if err != nil {
		return fmt.Errorf("zip: %w", err)
	}
	defer func() {
		if e := out.Close(); err == nil {
			err = e
		}
	}()
	z := zip.NewWriter(out)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) {
		return flate.NewWriter(w, flate.BestCompression)
	})
	files := os.DirFS(dir)
	err = fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		method := zip.Store
		if compressible(name) {
			method = zip.Deflate
		}
		w, err := z.CreateHeader(&zip.FileHeader{Name: root + "/" + name, Method: method})
		if err != nil {
			return err
		}
		b, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		_, err = w.Write(b)
		return err
	})
	if err != nil {
		return fmt.Errorf("zip: %w", err)
	}
	return z.Close()
}
