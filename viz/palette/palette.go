package palette

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"
)

// Colour is opaque sRGB, each channel in [0,1] with the usual transfer curve, as in CSS.
type Colour struct{ R, G, B float32 }

// Parse reads "#RRGGBB".
func Parse(s string) (Colour, error) {
	if len(s) != 7 || s[0] != '#' {
		return Colour{}, fmt.Errorf("palette: colour %q is not #RRGGBB", s)
	}
	n, err := strconv.ParseUint(s[1:], 16, 32)
	if err != nil {
		return Colour{}, fmt.Errorf("palette: colour %q: %w", s, err)
	}
	return Colour{float32(n>>16) / 255, float32(n>>8&255) / 255, float32(n&255) / 255}, nil
}

// Hex is the colour as "#RRGGBB", each channel rounded.
func (c Colour) Hex() string { return fmt.Sprintf("#%02X%02X%02X", eight(c.R), eight(c.G), eight(c.B)) }

// UnmarshalJSON reads the form that Parse does.
func (c *Colour) UnmarshalJSON(b []byte) error {
	var s string
	err := json.Unmarshal(b, &s)
	if err == nil {
		*c, err = Parse(s)
	}
	return err
}

// Faded keeps so much of the saturation, as CSS's filter of that name does.
func (c Colour) Faded(share float32) Colour {
	grey := 0.213*c.R + 0.715*c.G + 0.072*c.B
	mix := func(v float32) float32 { return grey + (v-grey)*share }
	return Colour{mix(c.R), mix(c.G), mix(c.B)}
}

// eight is a channel in eight bits.
func eight(v float32) uint8 { return uint8(min(max(v, 0), 1)*255 + 0.5) }

// Mix goes from a (t = 0) to b (t = 1) along a straight line in OKLab, in which equal steps look equal.
// Source: Björn Ottosson, "A perceptual color space for image processing", 2020.
func Mix(a, b Colour, t float64) Colour {
	p, q := toLab(a), toLab(b)
	for i := range p {
		p[i] += (q[i] - p[i]) * t
	}
	return fromLab(p)
}

func toLab(c Colour) [3]float64 {
	r, g, b := linear(c.R), linear(c.G), linear(c.B)
	l := math.Cbrt(0.4122214708*r + 0.5363325363*g + 0.0514459929*b)
	m := math.Cbrt(0.2119034982*r + 0.6806995451*g + 0.1073969566*b)
	s := math.Cbrt(0.0883024619*r + 0.2817188376*g + 0.6299787005*b)
	return [3]float64{
		0.2104542553*l + 0.7936177850*m - 0.0040720468*s,
		1.9779984951*l - 2.4285922050*m + 0.4505937099*s,
		0.0259040371*l + 0.7827717662*m - 0.8086757660*s,
	}
}

func fromLab(c [3]float64) Colour {
	l := c[0] + 0.3963377774*c[1] + 0.2158037573*c[2]
	m := c[0] - 0.1055613458*c[1] - 0.0638541728*c[2]
	s := c[0] - 0.0894841775*c[1] - 1.2914855480*c[2]
	l, m, s = l*l*l, m*m*m, s*s*s
	return Colour{
		curved(4.0767416621*l - 3.3077115913*m + 0.2309699292*s),
		curved(-1.2684380046*l + 2.6097574011*m - 0.3413193965*s),
		curved(-0.0041960863*l - 0.7034186147*m + 1.7076147010*s),
	}
}

// linear undoes sRGB's transfer curve, curved applies it.
func linear(v float32) float64 {
	if v <= 0.04045 {
		return float64(v) / 12.92
	}
	return math.Pow((float64(v)+0.055)/1.055, 2.4)
}

func curved(v float64) float32 {
	if v <= 0.0031308 {
		return float32(max(v, 0) * 12.92)
	}
	return float32(min(1.055*math.Pow(v, 1/2.4)-0.055, 1))
}
