// Package palette owns colour: the theme as the page sends it, and the diverging ramp from minus through zero to plus.
// It is arithmetic only and must not import Ebitengine or syscall/js.
//
//	ramp := palette.NewRamp(theme.NegHeat, theme.Zero, theme.PosHeat)
//	ramp.Fill(pixels, values)
package palette
