package data_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"math"
	"reflect"
	"strings"
	"testing"

	"github.com/whisker-lab/whisker/nn/data"
	"github.com/whisker-lab/whisker/nn/data/packed"
)

func table() *data.Table {
	return &data.Table{
		Name: "cats", Source: "a book", Licence: "CC0",
		Columns: []data.Column{
			{Name: "weight", Unit: "kg", Decimals: 1, Values: []float64{3.5, 4.2, -0.1}},
			{Name: "whiskers", Decimals: 0, Values: []float64{24, 24, 60000}},
		},
		Classes: []string{"tabby", "tortoiseshell"},
		Class:   []int{1, 0, 1},
	}
}

func pack(t testing.TB, tab *data.Table) []byte {
	t.Helper()
	b, err := tab.Pack()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestPackIsExact(t *testing.T) {
	tab := table()
	tab.Columns[1].Values[2] = 24 + math.MaxUint16
	got, err := data.Unpack(pack(t, tab))
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, tab) {
		t.Errorf("unpacks %+v; want %+v", got, tab)
	}
}

func TestPackRefuses(t *testing.T) {
	tests := []struct {
		want   string
		change func(tab *data.Table)
	}{
		{"row 2: 60000 does not fit", func(tab *data.Table) { tab.Columns[1].Values[0] = -5536 }},
		{"does not fit", func(tab *data.Table) { tab.Columns[0].Values[1] = math.NaN() }},
		{"does not fit", func(tab *data.Table) { tab.Columns[0].Values[1] = math.Inf(-1) }},
		{"2 values", func(tab *data.Table) { tab.Columns[0].Values = tab.Columns[0].Values[:2] }},
		{"10 decimals", func(tab *data.Table) { tab.Columns[0].Decimals = 10 }},
		{"class 2 of 2", func(tab *data.Table) { tab.Class[0] = 2 }},
		{"class -1 of 2", func(tab *data.Table) { tab.Class[0] = -1 }},
		{"text of 256 bytes", func(tab *data.Table) { tab.Source = strings.Repeat("a", 256) }},
		{"too large", func(tab *data.Table) { tab.Classes = make([]string, 256) }},
	}
	for _, tt := range tests {
		t.Run(tt.want, func(t *testing.T) {
			tab := table()
			tt.change(tab)
			if _, err := tab.Pack(); err == nil || !strings.Contains(err.Error(), tt.want) || !strings.Contains(err.Error(), "cats") {
				t.Errorf("error %v; want one of cats with %q", err, tt.want)
			}
		})
	}
}

// signed is a file with the right checksum, whatever is in it.
func signed(body []byte) []byte {
	return binary.LittleEndian.AppendUint32(bytes.Clone(body), crc32.ChecksumIEEE(body))
}

func TestUnpackRefuses(t *testing.T) {
	good := pack(t, table())
	body := good[:len(good)-4]
	change := func(at int, to ...byte) []byte {
		b := bytes.Clone(body)
		copy(b[at:], to)
		return signed(b)
	}
	decimals := bytes.Index(body, []byte("kg")) + 2
	tests := []struct {
		name, want string
		b          []byte
	}{
		{"nothing", "not a packed table", nil},
		{"another file", "not a packed table", append([]byte("PNG!"), body...)},
		{"a later version", "version 3; want 2", change(4, 3)},
		{"a changed byte", "checksum", append(append([]byte(nil), body[:20]...), good[21:]...)},
		{"too few rows", "cut short", change(5, 4)},
		{"more rows than there may be", "cut short", change(5, 255, 255, 255, 255)},
		{"too many rows", "follows the end", change(5, 2)},
		{"more columns", "column 2 has 36 decimals", change(9, 200)},
		{"decimals", "column 0 has 77 decimals", change(decimals, 77)},
		{"an unknown class", "row 2 is of class 2 of 2", change(len(body)-1, 2)},
		{"half", "cut short", signed(body[:len(body)/2])},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := data.Unpack(tt.b); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v; want one with %q", err, tt.want)
			}
		})
	}
}

// Whatever comes in, Unpack says what is wrong or gives a table that packs into the same file.
func FuzzUnpack(f *testing.F) {
	good := pack(f, table())
	f.Add(good)
	f.Add(good[:40])
	f.Add(binary.LittleEndian.AppendUint32([]byte("WDAT\x02"), math.MaxUint32))
	f.Fuzz(func(t *testing.T, b []byte) {
		if _, err := data.Unpack(b); err == nil {
			b = b[:len(b)-4]
		}
		tab, err := data.Unpack(signed(b))
		if err != nil {
			return
		}
		again, err := tab.Pack()
		if err != nil {
			return // lo may be what no value needs, or more than one file holds of it
		}
		back, err := data.Unpack(again)
		if err != nil {
			t.Fatalf("does not unpack what it packed: %v", err)
		}
		if fmt.Sprint(back) != fmt.Sprint(tab) {
			t.Fatalf("%v becomes %v", tab, back)
		}
	})
}

func TestPenguins(t *testing.T) {
	s := packed.Find("penguins")
	tab := s.Table
	if tab.Name == "" || !strings.Contains(tab.Licence, "CC0") || !strings.Contains(tab.Source, "Gorman") {
		t.Errorf("%q from %q under %q", tab.Name, tab.Source, tab.Licence)
	}
	if len(tab.Class) != 342 || len(tab.Classes) != 3 {
		t.Fatalf("%d penguins of %v", len(tab.Class), tab.Classes)
	}
	count := make([]int, 3)
	for _, c := range tab.Class {
		count[c]++
	}
	if fmt.Sprint(count) != "[151 68 123]" {
		t.Errorf("species of %v; want 151 Adelie, 68 chinstrap and 123 gentoo penguins", count)
	}
	// The means that the paper's data give, to the digits that it is measured in.
	for i, want := range []float64{43.92, 17.15} {
		var mean float64
		for _, v := range tab.Columns[i].Values {
			mean += v / 342
		}
		if math.Abs(mean-want) > 0.005 {
			t.Errorf("%s: mean %v; want %v", tab.Columns[i].Name, mean, want)
		}
	}
	if p := s.Generate(1000, 0, seeded(1)); p.Len() != 342 {
		t.Errorf("gives %d of 342 penguins", p.Len())
	}
}
