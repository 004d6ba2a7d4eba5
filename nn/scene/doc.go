// Package scene is a small language of pictures: prompts such as “two big rings left”, how they are read in English and Chinese, and
// drawings of them, made anew each time. Some prompts can be kept back, so that who learns from drawings never meets them.
//
// It must not import lab or viz.
//
//	p, _ := scene.Parse("two big rings left").Prompt()
//	scene.Draw(pixels, p, r)
package scene
