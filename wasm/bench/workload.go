//go:build js

package main

import (
	"syscall/js"
	"time"
	"unsafe"

	"github.com/whisker-lab/whisker/nn"
)

// workload is what JavaScript passes: sizes, hyperparameters, typed arrays.
type workload struct{ v js.Value }

func (w workload) get(name string) workload  { return workload{w.v.Get(name)} }
func (w workload) index(i int) workload      { return workload{w.v.Index(i)} }
func (w workload) len() int                  { return w.v.Length() }
func (w workload) has(name string) bool      { return w.v.Get(name).Truthy() }
func (w workload) int(name string) int       { return w.v.Get(name).Int() }
func (w workload) float(name string) float64 { return w.v.Get(name).Float() }
func (w workload) text(name string) string   { return w.v.Get(name).String() }
func (w workload) each(f func(i int, w workload)) {
	for i := range w.len() {
		f(i, w.index(i))
	}
}
func (w workload) floats(name string) []float32 { return floats(w.v.Get(name)) }

func (w workload) ints(name string) []int {
	v := w.v.Get(name)
	out := make([]int, v.Length())
	for i := range out {
		out[i] = v.Index(i).Int()
	}
	return out
}

// floats copies a typed array of any kind.
func floats(v js.Value) []float32 {
	f := js.Global().Get("Float32Array").New(v)
	out := make([]float32, f.Length())
	if len(out) > 0 {
		bytes := js.Global().Get("Uint8Array").New(f.Get("buffer"), f.Get("byteOffset"), f.Get("byteLength"))
		js.CopyBytesToGo(unsafe.Slice((*byte)(unsafe.Pointer(&out[0])), 4*len(out)), bytes)
	}
	return out
}

// typed is a Float32Array with the values of x.
func typed(x []float32) js.Value {
	f := js.Global().Get("Float32Array").New(len(x))
	if len(x) > 0 {
		js.CopyBytesToJS(js.Global().Get("Uint8Array").New(f.Get("buffer")), unsafe.Slice((*byte)(unsafe.Pointer(&x[0])), 4*len(x)))
	}
	return f
}

// transposed is x (rows, cols) as (cols, rows).
func transposed(x []float32, rows, cols int) []float32 {
	out := make([]float32, len(x))
	for r := range rows {
		for c := range cols {
			out[c*rows+r] = x[r*cols+c]
		}
	}
	return out
}

// run works for so many seconds, at least one step, looking at the clock every millisecond or so.
func (j job) run(seconds float64) any {
	start := time.Now()
	limit := time.Duration(seconds * float64(time.Second))
	steps, stride := 0, 1
	for {
		before := time.Since(start)
		for range stride {
			j.step()
		}
		steps += stride
		after := time.Since(start)
		if after >= limit {
			return map[string]any{"examples": steps * j.units, "seconds": after.Seconds()}
		}
		if after-before < time.Millisecond/2 {
			stride *= 2
		}
	}
}

// param finds a parameter by name.
func param(params []*nn.Param, name string) []float32 {
	for _, p := range params {
		if p.Name == name {
			return p.Value.Data
		}
	}
	panic("bench: no parameter " + name)
}
