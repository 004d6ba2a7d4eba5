// Package anomaly says how strange points are, and counts what a threshold catches.
//
// It owns the scores that need no network, a density and the distance to neighbours, and the measures for all of them: counts,
// the ROC curve, AUC. The score of a model.Autoencoder is that package's own. Points are (features, n), feature by feature,
// as networks take them.
//
//	m, err := anomaly.NewDensity(normal, n, 2, r)
//	for done := false; !done; {
//		_, done = m.Step()
//	}
//	m.Scores(x, len(scores), scores)
//	auc := anomaly.AUC(scores, strange)
package anomaly
