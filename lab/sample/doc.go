// Package sample is the data room that all runs share: which data set a config chooses, its points with their noise, how they are
// dealt out, the part of the plane that is shown, and how points and plane are painted and reported.
//
// It owns no learner and no lesson. What one run alone makes of its points (labels erased, strangers strewn) is that run's. It
// imports neither a run nor Ebitengine nor syscall/js.
//
//	room, err := sample.Open(c)
//	points := room.Draw(c, forPoints)
//	train, test := room.Split(c, points.Class, forSplit)
//	room.Paint(f)
//	room.Report(s, room.Source.Names)
package sample
