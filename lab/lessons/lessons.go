package lessons

import "github.com/whisker-lab/whisker/lab"

// All lists the lessons in the order in which they are taught.
func All() []*lab.Lesson {
	return []*lab.Lesson{
		neuronLesson(),
		layersLesson(),
		blameLesson(),
		fewlabelsLesson(),
		nolabelsLesson(),
		hebbLesson(),
		anomaliesLesson(),
	}
}
