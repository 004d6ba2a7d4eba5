package lessons

import (
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/nn/data"
)

// On lists the lessons, which take what was measured from a shelf.
func On(shelf data.Shelf) []*lab.Lesson {
	all := All()
	for _, l := range all {
		l.Shelf = shelf
	}
	return all
}

// All lists the lessons in the order in which they are taught, without what was measured: as declarations, or for data that are
// made up.
func All() []*lab.Lesson {
	return []*lab.Lesson{
		neuronLesson(),
		descentLesson(),
		layersLesson(),
		blameLesson(),
		deepLesson(),
		featuresLesson(),
		moredataLesson(),
		kernelLesson(),
		imagesLesson(),
		catLesson(),
		fewlabelsLesson(),
		nolabelsLesson(),
		hebbLesson(),
		anomaliesLesson(),
		rememberLesson(),
		namesLesson(),
		rivalsLesson(),
		fakesLesson(),
		wordsLesson(),
	}
}
