package scene

import (
	"strings"
	"unicode"
)

// Token is a piece of a text: a word that is known, one that is not, or one that says nothing.
type Token struct {
	Text  string
	Group int // −1 where it says nothing, or is not known
	Word  int
	Known bool
	Over  bool // another one of its group comes after it, which counts
}

// Sentence is a text as it was read.
type Sentence []Token

// MostLetters is how much of a text is read.
const MostLetters = 120

// meaning is a word of a group; group −1 says nothing.
type meaning struct{ group, word int }

// meanings are the words that are known, beside those of Words: other forms, Chinese ones, and those that say nothing.
func meanings() map[string]meaning {
	known := map[string]meaning{}
	for g, words := range Words {
		for w, name := range words {
			known[name] = meaning{g, w}
		}
	}
	for _, more := range [...]struct {
		group, word int
		names       string
	}{
		{Number, 0, "a an 1 一 一个 一只 一個 一隻"},
		{Number, 1, "2 二 两 兩 双 两个 两只 二个 兩個 兩隻"},
		{Size, 0, "little 小 小小"},
		{Size, 1, "large 大 大大"},
		{Shape, 0, "rings circle circles 圆 圓 圈 环 環 圆圈 圆环 圓圈"},
		{Shape, 1, "squares 方 方块 方塊 方形 正方形"},
		{Shape, 2, "cats 猫 貓 猫咪"},
		{Place, 0, "左 左边 左邊 左面 左侧"},
		{Place, 1, "右 右边 右邊 右面 右侧"},
		{Place, 2, "above up 上 上面 上边 上邊 顶 顶上"},
		{Place, 3, "below down 下 下面 下边 下邊 底 底下"},
		{-1, 0, "the at on in of to and side 在 的 个 個 只 隻 有"},
	} {
		for name := range strings.FieldsSeq(more.names) {
			known[name] = meaning{more.group, more.word}
		}
	}
	return known
}

// longest is how many letters the longest Chinese word has.
const longest = 3

// Parse reads a text: words between spaces, or Chinese, which has none and is read by its longest words.
func Parse(text string) Sentence {
	letters := []rune(strings.ToLower(text))
	letters = letters[:min(len(letters), MostLetters)]
	known := meanings()
	var said Sentence
	for at := 0; at < len(letters); {
		switch c := letters[at]; {
		case !unicode.IsLetter(c) && !unicode.IsNumber(c):
			at++
		case unicode.Is(unicode.Han, c):
			n := han(letters[at:], known)
			said = said.with(string(letters[at:at+n]), known)
			at += n
		default:
			n := 1
			for at+n < len(letters) && joins(letters[at+n]) {
				n++
			}
			said = said.with(string(letters[at:at+n]), known)
			at += n
		}
	}
	last := [Groups]int{}
	for i, t := range said {
		if t.Group >= 0 {
			if before := last[t.Group]; before > 0 && said[before-1].Word != t.Word {
				said[before-1].Over = true
			}
			last[t.Group] = i + 1
		}
	}
	return said
}

// joins tells whether a letter goes on with a word that is not Chinese.
func joins(c rune) bool {
	return (unicode.IsLetter(c) || unicode.IsNumber(c) || unicode.IsMark(c) || c == '-' || c == '\'' || c == '’') && !unicode.Is(unicode.Han, c)
}

// han is how many letters the longest known word has that letters begin with, or, where there is none, all up to the next known one.
func han(letters []rune, known map[string]meaning) int {
	for n := 0; n < len(letters) && unicode.Is(unicode.Han, letters[n]); n++ {
		for k := min(longest, len(letters)-n); k > 0; k-- {
			if _, there := known[string(letters[n:n+k])]; !there {
				continue
			}
			if n == 0 {
				return k
			}
			return n
		}
		if n+1 == len(letters) || !unicode.Is(unicode.Han, letters[n+1]) {
			return n + 1
		}
	}
	return 1
}

// with adds a word.
func (s Sentence) with(text string, known map[string]meaning) Sentence {
	m, there := known[text]
	t := Token{Text: text, Group: -1, Known: there}
	if there {
		t.Group, t.Word = m.group, m.word
	}
	return append(s, t)
}

// Prompt is what a sentence says, as far as it is known. Of two words of a group the last one counts.
func (s Sentence) Prompt() Prompt {
	p := Prompt{Unsaid, Unsaid, Unsaid, Unsaid}
	for _, t := range s {
		if t.Group >= 0 {
			p[t.Group] = t.Word
		}
	}
	return p
}

// Unknown are the words that are not known.
func (s Sentence) Unknown() (words []string) {
	for _, t := range s {
		if !t.Known {
			words = append(words, t.Text)
		}
	}
	return words
}
