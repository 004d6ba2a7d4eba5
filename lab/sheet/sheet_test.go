package sheet_test

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/whisker-lab/whisker/lab/sheet"
)

// open reads a table and says what was understood of it.
func open(text string) (string, *sheet.State) {
	st := sheet.Open(text, 1).State()
	name := func(i int) string {
		if i < 0 {
			return "-"
		}
		if st.Columns[i].Name == "" {
			return fmt.Sprint(i)
		}
		return st.Columns[i].Name
	}
	if st.Error != "" {
		return st.Error, st
	}
	signs := ""
	if st.Decimals {
		signs += " decimal commas"
	}
	if st.Grouped {
		signs += " grouped"
	}
	if st.Open != "" {
		signs += " open " + st.Open
	}
	return fmt.Sprintf("%s %v: %s over %s, %s, %s of %d%s, %d skipped", st.Separator, st.Header, name(st.Chosen.Y), name(st.Chosen.X), name(st.Chosen.What), st.Kind, st.Of, signs, st.Skipped), st
}

// Tables as people have them.
func TestFound(t *testing.T) {
	for _, tt := range []struct{ file, want string }{
		{"cr-only.csv", "comma true: height over width, kind, classes of 24, 0 skipped"},
		{"sep-comma.csv", "comma true: height over width, kind, classes of 24, 0 skipped"},
		{"sep-semicolon.csv", "semicolon true: height over width, kind, classes of 24 decimal commas, 0 skipped"},
		{"backslash-quote.csv", "comma true: y over x, label, classes of 20, 0 skipped"},
		{"space-after-quote.csv", "comma true: y over x, kind, classes of 20, 0 skipped"},
		{"open-quote.csv", "comma true: height over width, kind, classes of 24, 1 skipped"},
		{"year-header.csv", "comma true: 2020 over 2019, 2021, classes of 8, 0 skipped"},
		{"thousands-curve.tsv", "tab true: steps over hour, -, curve of 4 grouped, 0 skipped"},
		{"quoted-thousands.csv", "comma true: value over day, -, curve of 4 grouped, 0 skipped"},
		{"percent.csv", "comma true: y over x, kind, classes of 20, 0 skipped"},
		{"nbsp.csv", "semicolon true: y over x, kind, classes of 20 grouped, 0 skipped"},
		{"quoted-decimal-commas.csv", "comma true: y over x, art, classes of 24 decimal commas, 0 skipped"},
		{"plus-minus.csv", "comma true: score over age, approved, classes of 24, 0 skipped"},
		{"sorted-3000.csv", "comma true: y over x, kind, classes of 3000, 0 skipped"},
		{"unix-s-minutes.csv", "comma true: temperature over time, -, curve of 60, 0 skipped"},
		{"unix-ms-day.csv", "comma true: temperature over time, -, curve of 144, 0 skipped"},
		{"gps-walk.csv", "comma true: latitude over longitude, path, classes of 60, 0 skipped"},
		{"kaggle-id.csv", "comma true: height over width, kind, classes of 24, 0 skipped"},
		{"pandas-index.csv", "comma true: height over width, kind, classes of 24, 0 skipped"},
	} {
		t.Run(tt.file, func(t *testing.T) {
			text, err := os.ReadFile("testdata/" + tt.file)
			if err != nil {
				t.Fatal(err)
			}
			if got, st := open(string(text)); got != tt.want {
				t.Errorf("%s; want %s; %+v", got, tt.want, st.Bad)
			}
		})
	}
}

// Others of the same kinds, thought out here.
func TestKinds(t *testing.T) {
	rows := func(format string, n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, strings.ReplaceAll(format, "#", fmt.Sprint(i+1))+"\n", float64(i%7)/2, float64(i%5)*1.5, "ab"[i%2])
		}
		return b.String()
	}
	for _, tt := range []struct{ name, text, want string }{
		{"bars", "x|y|k\n" + rows("%g|%g|%c", 9), "bar true: y over x, k, classes of 9, 0 skipped"},
		{"columns below each other", "  x    y   k\n" + rows(" %4.1f   %5.2f  %c", 9), "blanks true: y over x, k, classes of 9, 0 skipped"},
		{"a title before and a note behind", "Results of 2024\n\nx,y,k\n" + rows("%g,%g,%c", 9) + "Source: ours\n", "comma true: y over x, k, classes of 9, 2 skipped"},
		{"comments", "# made by hand\n# twice\nx,y,k\n" + rows("%g,%g,%c", 9), "comma true: y over x, k, classes of 9, 2 skipped"},
		{"names behind a mark of comments", "# x y k\n" + rows("%g %g %c", 9), "blanks true: y over x, k, classes of 9, 0 skipped"},
		{"colours are no comments", "k,x,y\n#a,1,2\n#b,2,3\n#a,3,4\n", "comma true: y over x, k, classes of 3, 0 skipped"},
		{"two quotation marks that are never closed", "x,y,k\n" + rows("%g,%g,%c", 9) + "1,\"2,a\n" + rows("%g,%g,%c", 4) + "\"2,1,b\n" + rows("%g,%g,%c", 3), "comma true: y over x, k, classes of 16, 2 skipped"},
		{"a field of two lines", "x,y,k\n1,2,\"a\nb\"\n3,4,c\n5,6,\"a\nb\"\n", "comma true: y over x, k, classes of 3, 0 skipped"},
		{"inches", "size,price,k\n12\" vinyl,3,a\n7\" vinyl,2,b\n12\" vinyl,4,a\n7\" vinyl,1,b\n", "numbers"},
		{"a lone mark in a field", "x,y,k\n1,2,5\" disk\n2,3,card\n3,4,card\n", "comma true: y over x, k, classes of 3, 0 skipped"},
		{"the first row is short", "x,y\n" + rows("%g,%g,%c", 9), "comma false: 1 over 0, 2, classes of 9, 1 skipped"},
		{"years that go on", "place,1990,1995,2000\na,1,2,3\nb,2,2,1\nc,5,6,7\nd,9,8,7\ne,7,7,7\nf,1,1,1\ng,2,0,8\n", "comma true: 1995 over 1990, 2000, classes of 7, 0 skipped"},
		{"numbers that only look like names", "1,2,a\n2,3,b\n3,4,a\n", "comma false: 1 over 0, 2, classes of 3, 0 skipped"},
		{"points between thousands", "a;b\n950;1\n1.200;2\n2.310;3\n", "semicolon true: b over a, -, curve of 3 decimal commas grouped open 1.200, 0 skipped"},
		{"decimals that leave it open", "a\tb\n1,234\t1\n2,345\t2\n3,456\t3\n", "tab true: b over a, -, curve of 3 grouped open 1,234, 0 skipped"},
		{"another column tells", "a\tb\n1,234\t1,5\n2,345\t2,25\n", "tab true: b over a, -, curve of 2 decimal commas, 0 skipped"},
		{"both signs", "a\tb\n1,234.5\t1\n2,345.25\t2\n", "tab true: b over a, -, curve of 2 grouped, 0 skipped"},
		{"money", "a;b;k\n$1,200;3;x\n$950;2;y\n$2,100;4;x\n", "semicolon true: b over a, k, classes of 3 grouped, 0 skipped"},
		{"one without the percent sign", "a,b\n10%,1\n0.2,2\n30%,3\n", "comma true: b over a, -, curve of 2, 1 skipped"},
		{"apostrophes", "a,b\n12'345,1\n999,2\n1'000'000,3\n", "comma true: b over a, -, curve of 3 grouped, 0 skipped"},
		{"words for nothing", "a,b,k\n1,#N/A,x\nNULL,2,y\n3,4,#N/A\n5,6,x\n7,8,y\n9,1,NaN\n", "comma true: b over a, k, classes of 2, 4 skipped"},
		{"none is a class", "a,b,harm\n1,2,none\n2,3,mild\n3,4,none\n4,5,-\n", "comma true: b over a, harm, classes of 4, 0 skipped"},
		{"large numbers", "born,gone\n1400000000,12\n340000000,7\n83000000,9\n", "comma true: gone over born, -, curve of 3, 0 skipped"},
		{"shuffled numbers of rows", "id,x,y\n3,1,2\n1,2,5\n2,3,9\n", "comma true: y over x, -, curve of 3, 0 skipped"},
		{"numbers of rows alone", "id,y\n1,5\n2,6\n3,9\n", "comma true: y over id, -, curve of 3, 0 skipped"},
		{"an index that is measured", "time,x,y\n1,1,2\n2,2,5\n3,3,9\n4,3,1\n5,1,1\n6,0,4\n7,3,8\n", "comma true: x over time, y, classes of 7, 0 skipped"},
		{"blanks after separators", "x, y, k\n1, 2, a\n3, 4, b\n", "comma true: y over x, k, classes of 2, 0 skipped"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got, st := open(tt.text); got != tt.want {
				t.Errorf("%s; want %s; %+v", got, tt.want, st.Bad)
			}
		})
	}
}

// What comes of numbers, as far as what is shown goes.
func TestReach(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"t,y\n1700000000,1\n1700003600,2\n", "t − 1,700,000,000 from -216 to 3816"},
		{"t,y\n1700000000000,1\n1700086400000,2\n", "t − 1,700,000,000,000 from -5184000 to 91584000"},
		{"t,y\n950,1\n\"1,200\",2\n", "t from 935 to 1215"},
		{"t,y\n12%,1\n62%,2\n", "t (%) from 9 to 65"},
		{"t,y\n13.4011,1\n13.4071,2\n", "t from 13.4 to 13.41"},
		{"t,y\n1400000000,1\n400000000,2\n", "t from 3.4e+08 to 1.46e+09"},
		{"t,y\n5,1\n5,2\n", "t from 4.995 to 5.005"},
		{"a name that is longer than what there is room for at an axis,y\n-50000001,1\n-50000000,2\n", "a name that is longer than + 50,000,001 from -0.06 to 1.06"},
	} {
		points := sheet.Open(tt.text, 1).Points()
		if points == nil {
			t.Fatalf("%q: no points", tt.text)
		}
		a := points.Source().Axes[0]
		if got := fmt.Sprintf("%s from %.4g to %.4g", a.Name, a.Min, a.Max); got != tt.want && fmt.Sprintf("%s from %.0f to %.0f", a.Name, a.Min, a.Max) != tt.want {
			t.Errorf("%q: %s; want %s", tt.text, got, tt.want)
		}
	}
}

// More rows than there is room for: a fair lot of all, the same each time, with some of every class; and each row is counted.
func TestLot(t *testing.T) {
	var b strings.Builder
	b.WriteString("x,y,k\n")
	const rows = 100_000
	for i := range rows {
		fmt.Fprintf(&b, "%d,%d,%s\n", i, i%97, []string{"common", "rare", "other"}[min(i*3/rows, 2)*boolean(i%50 != 7)])
	}
	table := sheet.Open(b.String(), 3)
	st := table.State()
	if st.Good != 2000 || st.Of != rows || st.Skipped != 0 || st.Rows != rows {
		t.Errorf("%d of %d, %d skipped of %d", st.Good, st.Of, st.Skipped, st.Rows)
	}
	counts := table.Points().Counts()
	if counts[0] < 660 || counts[0] > 700 || counts[1] < 640 || counts[2] < 640 || counts[0]+counts[1]+counts[2] != 2000 {
		t.Errorf("classes %v", counts)
	}
	if !sheet.Open(b.String(), 3).Points().Equal(table.Points()) || sheet.Open(b.String(), 4).Points().Equal(table.Points()) {
		t.Error("the lot is not the seed's")
	}
	lone := "x,y,k\n" + strings.Repeat("1,2,many\n2,3,many\n", 1500) + "5,5,one\n"
	if counts := sheet.Open(lone, 1).Points().Counts(); !slices.Equal(counts, []int{1999, 1}) {
		t.Errorf("of one in three thousand: %v", counts)
	}
}

func boolean(b bool) int {
	if b {
		return 1
	}
	return 0
}

// What a reader overrules.
func TestOverruled(t *testing.T) {
	yes, no := true, false
	text := func(s string) *string { return &s }
	for _, tt := range []struct {
		text string
		how  sheet.Change
		want string
	}{
		{"a\tb\n1,234\t1\n2,345\t2\n", sheet.Change{Decimal: text("comma")}, "tab true b over a curve of 2 from 1.167 to 2.412"},
		{"a\tb\n1,234\t1\n2,345\t2\n", sheet.Change{Decimal: text("point")}, "tab true b over a curve of 2 from 1167 to 2412"},
		{"a,b\n1,2\n3,4\n", sheet.Change{Header: &no}, "comma false 1 over 0 curve of 2 from 0.88 to 3.12"},
		{"1,2\n3,4\n5,5\n", sheet.Change{Header: &yes}, "comma true 2 over 1 curve of 2 from 2.88 to 5.12"},
		{"1;2,5\n3;4,5\n", sheet.Change{Separator: text("comma")}, "comma numbers"},
		{"1,2\n3,4\n", sheet.Change{Header: &yes, Separator: text("bar")}, "bar numbers"},
	} {
		table := sheet.Open(tt.text, 1)
		if err := table.Choose(tt.how); err != nil {
			t.Fatal(err)
		}
		st := table.State()
		got := st.Separator + " " + st.Error
		if st.Error == "" {
			name := func(i int) string { return cmp.Or(st.Columns[i].Name, fmt.Sprint(i)) }
			a := table.Points().Source().Axes[0]
			got = fmt.Sprintf("%s %v %s over %s %s of %d from %.4g to %.4g", st.Separator, st.Header, name(st.Chosen.Y), name(st.Chosen.X), st.Kind, st.Good, a.Min, a.Max)
		}
		if got != tt.want {
			t.Errorf("%q: %s; want %s", tt.text, got, tt.want)
		}
	}
	table := sheet.Open("a,b\n1,2\n3,4\n", 1)
	before, _ := open("a,b\n1,2\n3,4\n")
	for _, how := range []sheet.Change{{Separator: text("dots")}, {Decimal: text("dot")}, {X: new(int), Y: new(7)}} {
		if err := table.Choose(how); err == nil {
			t.Errorf("%+v was taken", how)
		}
		if st := table.State(); fmt.Sprint(st.Chosen, st.Good, " ", st.Separator) != "{0 1 -1 false} 2 comma" {
			t.Errorf("%+v left %+v of %s", how, st, before)
		}
	}
}

// dialects are ways in which programs write tables.
var dialects = []struct {
	name, separator, end string
	quote                func(string) string
	comma                bool
	before               string
}{
	{"RFC 4180", ",", "\r\n", minimal(",", `""`), false, ""},
	{"Unix", ",", "\n", minimal(",", `""`), false, ""},
	{"old Macintosh", ",", "\r", minimal(",", `""`), false, ""},
	{"spreadsheets in German", ";", "\r\n", minimal(";", `""`), true, ""},
	{"the same with a named separator", ";", "\r\n", minimal(";", `""`), true, "sep=;\r\n"},
	{"tabs", "\t", "\n", minimal("\t", `""`), false, ""},
	{"tabs and decimal commas", "\t", "\n", minimal("\t", `""`), true, ""},
	{"bars", "|", "\n", minimal("|", `""`), false, ""},
	{"all in quotation marks, blanks about them", " , ", "\n", func(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }, false, ""},
	{"backslashes", ",", "\n", func(s string) string { return `"` + strings.ReplaceAll(s, `"`, `\"`) + `"` }, false, ""},
	{"decimal commas in quotation marks", ",", "\n", minimal(",", `""`), true, ""},
	{"a byte order mark", ";", "\n", minimal(";", `""`), false, "\ufeff"},
}

// minimal puts quotation marks where they are needed.
func minimal(separator, escape string) func(string) string {
	return func(s string) string {
		if !strings.ContainsAny(s, separator+"\"\n\r") {
			return s
		}
		return `"` + strings.ReplaceAll(s, `"`, escape) + `"`
	}
}

// What a table's writer of any dialect writes, the reader reads back.
func TestWrittenAndReadBack(t *testing.T) {
	head := []string{"the width", `height, "true"`, "kind; of | thing"}
	kinds := []string{"plain", `so "called"`, "a, b; c|d", "blank ed", "ü–δ猫"}
	for _, d := range dialects {
		t.Run(d.name, func(t *testing.T) {
			var b strings.Builder
			b.WriteString(d.before)
			line := func(fields ...string) {
				for i, f := range fields {
					fields[i] = d.quote(f)
				}
				b.WriteString(strings.Join(fields, d.separator) + d.end)
			}
			line(slices.Clone(head)...)
			var want []string
			for i := range 60 {
				x, y := float64(i*37%100)/5-3, float64(i*61%90)/2
				row := []string{fmt.Sprint(x), fmt.Sprint(y), kinds[i%len(kinds)]}
				if d.comma {
					row[0], row[1] = strings.ReplaceAll(row[0], ".", ","), strings.ReplaceAll(row[1], ".", ",")
				}
				want = append(want, fmt.Sprintf("%.1f %.1f %s", x, y, kinds[i%len(kinds)]))
				line(row...)
			}
			table := sheet.Open(b.String(), 1)
			st, points := table.State(), table.Points()
			if points == nil {
				t.Fatalf("nothing was read: %+v", st)
			}
			source := points.Source()
			p := source.Generate(0, 0, nil)
			var got []string
			for i := range p.X {
				got = append(got, fmt.Sprintf("%.1f %.1f %s", p.X[i], p.Y[i], source.Names[p.Class[i]]))
			}
			if st.Skipped != 0 || !slices.Equal(got, want) || source.Axes[0].Name != head[0] || st.Columns[1].Name != head[1] {
				t.Errorf("%d skipped, names %v\n%q\nwant\n%q", st.Skipped, source.Axes, got, want)
			}
		})
	}
}

// FuzzOpen: whatever is read, each row is a point, waits for the lot, or is told of; and a reader may overrule what was found.
func FuzzOpen(f *testing.F) {
	for _, seed := range []string{
		"x,y,k\n1,2,a\n3,4,b\n", "sep=;\na;b\n1,5;2\n", "# c\nx y\n1 2\n3 4\n", "a,b\n\"1,234\",\"2\n3\",4\n", "\"a\" , \"b\"\n\"1\" , \"2\"\n", "a|b\n1|\\\"2\n", "id,2019,2020\n1,3,4\n",
	} {
		f.Add(seed, "", "", uint8(0))
	}
	f.Fuzz(func(t *testing.T, text, separator, decimal string, header uint8) {
		table := sheet.Open(text, 1)
		check := func() {
			st := table.State()
			if p := table.Points(); (p != nil) != (st.Good > 0) || p != nil && p.Len() != st.Good || st.Good > st.Of || st.Error == "" && st.Of+st.Skipped != st.Rows {
				t.Errorf("%q: %d of %d good, %d skipped of %d", text, st.Good, st.Of, st.Skipped, st.Rows)
			}
		}
		check()
		if !table.Sound() {
			return
		}
		how := sheet.Change{Separator: &separator, Decimal: &decimal}
		if header < 2 {
			names := header == 1
			how.Header = &names
		}
		if table.Choose(how) == nil {
			check()
		}
	})
}

// Text that a page hands over as it came, without having told what Unicode it is in, is refused rather than read as something else.
func TestWide(t *testing.T) {
	var b []byte
	for _, u := range utf16.Encode([]rune("x,y\n1,2\n")) {
		b = binary.LittleEndian.AppendUint16(b, u)
	}
	if got, _ := open(string(b)); got != "binary" {
		t.Error(got)
	}
}
