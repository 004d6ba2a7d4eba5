//go:build js

package paint

import (
	"image"
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"github.com/whisker-lab/whisker/viz"
	"github.com/whisker-lab/whisker/viz/heat"
)

// baked is a plot's picture from the processor: what it was made of last, and where it lies on the GPU.
type baked struct {
	baker heat.Baker
	large heat.Large
	of    *viz.Field // another one's pixels are no use, even where its numbers stand still
	from  *image.RGBA
	to    *ebiten.Image
}

// Soften has large plots made on the processor, or again by the shader: where GL is software, the shader's pixels cost thirty times
// as much as ours.
func (p *Painter) Soften(soft bool) {
	for i := range p.shaded {
		p.shaded[i].drop()
	}
	for _, b := range p.baked {
		if b.to != nil {
			b.to.Deallocate()
		}
	}
	p.shaded, p.baked, p.soft = nil, nil, soft // the other's pixels are not kept up to date
}

// bake brings the i-th plot's picture up to date and draws it.
func (p *Painter) bake(screen ebiten.FinalScreen, pic *viz.Picture, f *viz.Field, i int) {
	for i >= len(p.baked) {
		p.baked = append(p.baked, baked{})
	}
	b, k := &p.baked[i], pic.Scale
	left, top := math.Floor(f.At.X*k), math.Floor(f.At.Y*k)
	size := image.Pt(int(math.Ceil(f.At.Right()*k)-left), int(math.Ceil(f.At.Bottom()*k)-top))
	if size.X < 2 || size.Y < 2 {
		return
	}
	ramp, line := pic.Shades(f)
	want := heat.Large{
		W: f.W, H: f.H, Classes: f.Classes, V: f.V, Discrete: f.Discrete, OffX: left - f.At.X*k, OffY: top - f.At.Y*k, Wide: f.At.W * k, High: f.At.H * k,
		Radius: f.Radius * k, Scale: k, Ink: line, Surface: pic.Theme.Surface,
	}
	for j := range want.Bands {
		want.Bands[j] = ramp.Band(j)
	}
	for j := range want.Hues {
		want.Hues[j] = pic.Hue(j)
	}
	fresh := f.Fresh || b.of != f || b.from == nil || b.from.Rect.Size() != size || !b.large.Like(&want)
	if b.from == nil || b.from.Rect.Size() != size {
		b.from = image.NewRGBA(image.Rectangle{Max: size})
	}
	b.of, b.large = f, want
	if fresh {
		b.baker.Bake(b.from, &want)
	}
	upload(&b.to, b.from, size.Y, fresh)
	options := ebiten.DrawImageOptions{}
	options.GeoM.Translate(left, top)
	screen.DrawImage(b.to, &options)
}
