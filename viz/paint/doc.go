// Package paint owns Ebitengine: it hands a viz.Picture to the GPU in at most four draw calls. It is built for js only,
// so that everything else is built and tested without a display or its libraries.
//
//	painter, err := paint.New()
//	painter.Draw(screen, picture)
package paint
