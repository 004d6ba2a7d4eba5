// Package lab holds one session of a lesson: what is set, what is learning, and what the page and the stage are told.
//
// It owns controls, links, messages, frames and states, and the data that readers draw or bring. A lesson declares what
// there is to set and to see, and makes the Run that learns; package lessons lists them. It knows nothing of drawing and of
// browsers: it imports neither Ebitengine nor syscall/js.
//
//	s := lab.New(lessons.All(), "#l=layers&data=xor")
//	m, err := lab.ParseMsg([]byte(`{"do":"step","unit":"epoch","n":20}`))
//	err = s.Apply(m)
//	for s.Wait() == 0 {
//		s.Advance(10 * time.Millisecond)
//	}
//	fmt.Println(s.State().Metrics["testAccuracy"])
package lab
