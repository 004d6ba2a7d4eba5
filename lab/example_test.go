package lab_test

import (
	"fmt"
	"time"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/lessons"
)

func Example() {
	s := lab.New(lessons.All(), "#l=layers&data=gauss")
	m, err := lab.ParseMsg([]byte(`{"do":"step","unit":"epoch","n":20}`))
	if err == nil {
		err = s.Apply(m)
	}
	if err != nil {
		panic(err)
	}
	for s.Wait() == 0 {
		s.Advance(10 * time.Millisecond)
	}
	state := s.State()
	fmt.Println(state.Epoch, state.Metrics["testAccuracy"] > 0.95)
	// Output: 20 true
}
