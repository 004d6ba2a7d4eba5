package sheet

// Two patterns of numbers, written out: the package for patterns would be a large part of what a browser loads.

// isDecimalComma tells whether a field is a number with a comma before the decimals: ^[+-]?\d*,\d+([eE][+-]?\d+)?$.
func isDecimalComma(s string) bool {
	s = afterDigits(afterSign(s))
	if s == "" || s[0] != ',' {
		return false
	}
	rest := afterDigits(s[1:])
	return len(rest) < len(s)-1 && isExponent(rest, len(s))
}

// isNumber tells whether a field is a number: ^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$. Go's own reading takes more.
func isNumber(s string) bool {
	s = afterSign(s)
	rest := afterDigits(s)
	digits := len(s) - len(rest)
	if rest != "" && rest[0] == '.' {
		decimals := afterDigits(rest[1:])
		digits += len(rest) - 1 - len(decimals)
		rest = decimals
	}
	return digits > 0 && isExponent(rest, 3)
}

// isExponent tells whether nothing follows, or an exponent of so many digits at most.
func isExponent(s string, most int) bool {
	if s == "" {
		return true
	}
	if s[0] != 'e' && s[0] != 'E' {
		return false
	}
	s = afterSign(s[1:])
	return s != "" && len(s) <= most && afterDigits(s) == ""
}

func afterSign(s string) string {
	if s != "" && (s[0] == '+' || s[0] == '-') {
		return s[1:]
	}
	return s
}

func afterDigits(s string) string {
	for s != "" && s[0] >= '0' && s[0] <= '9' {
		s = s[1:]
	}
	return s
}
