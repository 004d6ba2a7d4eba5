package lab

// Try is a question that can be guessed before anything moves, and the experiment that answers it. Its words go by its ID.
//
// The experiment begins with the lesson's opening, in which Base is set besides, and with Warm steps of that: what those come
// to is what the answer is compared with. Then Set is set and Do is done, and Steps more are made, or as many as there are.
type Try struct {
	ID       string            `json:"id"`
	Answers  []string          `json:"answers,omitempty"` // yes, no and unsure where left out
	Right    string            `json:"right"`             // what the answer is known to be, see Answer
	Base     map[string]string `json:"-"`
	Warm     int               `json:"-"`
	Set      map[string]string `json:"-"`
	Do       []Msg             `json:"-"`
	Steps    int               `json:"-"`
	Evidence string            `json:"evidence,omitempty"` // what of the picture shows the answer: a name of it, or a metric

	// Answer reads the answer from what was and what has come of it: one of Answers. The test of the lessons holds that it is Right.
	Answer func(was, now *State) string `json:"-"`
}
