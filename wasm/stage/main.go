//go:build js

package main

import (
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"github.com/whisker-lab/whisker/viz"
	"github.com/whisker-lab/whisker/viz/paint"
)

func main() {
	b := newBridge()
	defer b.report()
	painter, err := paint.New()
	if err != nil {
		panic(err)
	}
	g := &game{stage: viz.New(b.emit), painter: painter, bridge: b, start: time.Now()}
	b.serve(g.stage, painter.Soften)
	ebiten.SetScreenClearedEveryFrame(false)
	ebiten.SetTPS(ebiten.SyncWithFPS)
	// The scale is 1 as stage.js tells Ebitengine the size in device pixels.
	options := ebiten.RunGameOptions{InitUnfocused: true, ScreenTransparent: true, DisableHiDPI: true}
	if err := ebiten.RunGameWithOptions(g, &options); err != nil {
		panic(err)
	}
}
