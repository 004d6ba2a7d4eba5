// Package anomalies holds the runs of the lesson on anomalies: a method learns points that are normal throughout, and is judged
// by how strange it finds others, some of which are.
//
// It joins model.Autoencoder and the scorers of package anomaly to a lesson's config and knows nothing of drawing: it imports
// neither Ebitengine nor syscall/js.
//
//	lesson.New = func(c lab.Config) (lab.Run, error) { return anomalies.New(c) }
package anomalies
