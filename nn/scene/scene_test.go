package scene_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/whisker-lab/whisker/nn/scene"
)

func TestParse(t *testing.T) {
	for _, tt := range []struct {
		text, want string
		unknown    []string
	}{
		{"big ring left", "big ring left", nil},
		{"Two small cats", "two small cat", nil},
		{"大圆 左", "big ring left", nil},
		{"两只小猫", "two small cat", nil},
		{"左边两个大方块", "two big square left", nil},
		{"一个小圆圈，在上面。", "one small ring top", nil},
		{"the two big rings on the left side", "two big ring left", nil},
		{"huge ring left", "ring left", []string{"huge"}},
		{"巨大圆左", "big ring left", []string{"巨"}},
		{"two 小 cats", "two small cat", nil},
		{"small big ring", "big ring", nil},
		{"ringleft", "", []string{"ringleft"}},
		{"", "", nil},
		{"!?，。", "", nil},
		{"2 cats", "two cat", nil},
	} {
		s := scene.Parse(tt.text)
		if got := s.Prompt().String(); got != tt.want || !reflect.DeepEqual(s.Unknown(), tt.unknown) {
			t.Errorf("%q: %q, unknown %q; want %q, %q", tt.text, got, s.Unknown(), tt.want, tt.unknown)
		}
	}
	if s := scene.Parse("small big ring"); !s[0].Over || s[1].Over || s[2].Over {
		t.Errorf("of two sizes the first does not count: %+v", s)
	}
	for i := range scene.Prompts {
		p := scene.At(i)
		if p.Index() != i || scene.Parse(p.String()).Prompt() != p {
			t.Errorf("prompt %d is %q, which is read as %v", i, p, scene.Parse(p.String()).Prompt())
		}
	}
}

// Whatever is typed, there is a prompt whose words are read as they are, and no letter is lost that could have been a word.
func FuzzParse(f *testing.F) {
	for _, text := range []string{"two big rings left", "两只小猫 左边", "huge\x00cat", "\xff\xfe", "大大大大", strings.Repeat("猫a", 90)} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s := scene.Parse(text)
		p := s.Prompt()
		if again := scene.Parse(p.String()).Prompt(); again != p {
			t.Fatalf("%q: %v is read again as %v", text, p, again)
		}
		letters := 0
		for _, token := range s {
			if token.Text == "" || !utf8.ValidString(token.Text) || token.Group >= scene.Groups || token.Group >= 0 && token.Word >= len(scene.Words[token.Group]) || token.Group >= 0 && !token.Known {
				t.Fatalf("%q: %+v", text, token)
			}
			letters += utf8.RuneCountInString(token.Text)
		}
		if letters > scene.MostLetters {
			t.Fatalf("%d letters of %d", letters, scene.MostLetters)
		}
		var codes [scene.Groups]float32
		p.Fill(codes[:])
		for i, code := range codes {
			if code < 0 || code >= scene.Codes || i > 0 && code > 0 && codes[i-1] >= code {
				t.Fatalf("%q: codes %v", text, codes)
			}
		}
	})
}

// As many are kept back as are asked for, and of those that differ in one word alone enough are shown.
func TestKept(t *testing.T) {
	for _, n := range []int{0, 1, 8, scene.MostKept} {
		for seed := range uint64(30) {
			kept := scene.Kept(n, rand.New(rand.NewPCG(seed, 1)))
			count := 0
			for i, k := range kept {
				if k {
					count++
				}
				for g, words := range scene.Words {
					p, shown := scene.At(i), 0
					for w := range words {
						if p[g] = w; !kept[p.Index()] {
							shown++
						}
					}
					if shown < len(words)/2 {
						t.Errorf("%d kept, seed %d: of those like %v but for one word %d are shown", n, seed, scene.At(i), shown)
					}
				}
			}
			if count != n {
				t.Errorf("%d kept, seed %d: %d are", n, seed, count)
			}
		}
	}
}

// Things lie where they are said to be, as many and as large as is said, and chance makes no two drawings alike for long.
func TestDraw(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	ink := [scene.Prompts]float64{}
	seen := map[string]bool{}
	for i := range scene.Prompts {
		p := scene.At(i)
		for range 20 {
			x := make([]float32, scene.Pixels)
			scene.Draw(x, p, r)
			sum, across, down := 0.0, 0.0, 0.0
			for at, v := range x {
				if v < 0 || v > 1 {
					t.Fatalf("%v: a pixel is %v", p, v)
				}
				sum += float64(v)
				across += float64(v) * (float64(at%scene.Side) - 6.5)
				down += float64(v) * (float64(at/scene.Side) - 6.5)
			}
			ink[i] += sum
			seen[fmt.Sprint(p, x)] = true
			off := [4]float64{-across, across, -down, down}[p[scene.Place]] / sum
			aside := [4]float64{down, down, across, across}[p[scene.Place]] / sum
			if off < 2 || max(aside, -aside) > 2.5 {
				t.Errorf("%v lies %.1f away from the middle, %.1f aside", p, off, aside)
			}
		}
	}
	for i := range scene.Prompts {
		p := scene.At(i)
		for g := range 2 { // two, and big ones, have more ink
			q := p
			if q[g] = 1; p[g] == 0 && ink[q.Index()] < 1.3*ink[i] {
				t.Errorf("%v has %.0f of ink, %v %.0f", p, ink[i], q, ink[q.Index()])
			}
		}
	}
	if len(seen) < 150 {
		t.Errorf("%d different drawings", len(seen))
	}
}

func ExampleParse() {
	s := scene.Parse("两个大圆 左边, huge")
	fmt.Println(s.Prompt(), s.Unknown())
	// Output: two big ring left [huge]
}
