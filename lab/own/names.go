package own

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Named brings a text of the reader's to what can stand at an axis: one line, short, and without the marks that the page's
// words know.
func Named(text string) string {
	var b strings.Builder
	runes := 0
	for _, r := range strings.ToValidUTF8(text, "") {
		if unicode.IsSpace(r) {
			r = ' '
		}
		if !unicode.IsPrint(r) || strings.ContainsRune("*[]{}", r) {
			continue
		}
		if runes++; runes > nameRunes {
			break
		}
		b.WriteRune(r)
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// isNamed tells whether a text is one that Named leaves as it is.
func isNamed(text string) bool { return utf8.ValidString(text) && Named(text) == text }
