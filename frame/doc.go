// Package frame owns what goes from the engine to the stage: numbers in arrays by name, and the marks that are drawn on planes,
// as rows of such arrays. Package lab fills a Frame, package viz reads it, and neither needs the other. It imports nothing of
// this module, so that the stage carries no learner along.
//
//	f.Reset()
//	copy(f.Add("plot/range", 4), []float32{-1, 1, -1, 1})
//	bytes := f.Append(nil)
package frame
