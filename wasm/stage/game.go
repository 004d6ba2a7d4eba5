//go:build js

package main

import (
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"github.com/whisker-lab/whisker/viz"
	"github.com/whisker-lab/whisker/viz/paint"
)

// game draws when stage.js lets a frame through, and only if there is something new.
type game struct {
	stage         *viz.Stage
	painter       *paint.Painter
	bridge        *bridge
	picture       *viz.Picture
	width, height int
	start         time.Time
}

func (g *game) Update() error { return nil }

// Draw makes the picture. Clearing the one pixel of the offscreen tells Ebitengine that there is a new one.
func (g *game) Draw(offscreen *ebiten.Image) {
	defer g.bridge.report()
	picture, again := g.stage.Draw(float64(time.Since(g.start).Microseconds()) / 1000)
	if picture != nil {
		g.picture = picture
		offscreen.Clear()
	}
	if again {
		g.bridge.again()
	}
}

// DrawFinalScreen paints straight onto the screen: under software GL, clearing an offscreen of that size and copying
// it cost more than all the rest.
func (g *game) DrawFinalScreen(screen ebiten.FinalScreen, _ *ebiten.Image, _ ebiten.GeoM) {
	defer g.bridge.report()
	if g.picture != nil {
		g.painter.Draw(screen, g.picture)
	}
}

// Layout notes the size of the screen; the offscreen is not used.
func (g *game) Layout(width, height int) (int, int) {
	if width != g.width || height != g.height {
		g.width, g.height = width, height
		g.stage.Spoil()
	}
	return 1, 1
}
