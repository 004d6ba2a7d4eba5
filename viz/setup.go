package viz

import (
	"encoding/json"
	"fmt"

	"github.com/whisker-lab/whisker/viz/layout"
	"github.com/whisker-lab/whisker/viz/palette"
)

// Setup is what the page says about where and how to draw. Lengths are CSS pixels.
type Setup struct {
	Views []struct {
		Kind string            `json:"kind"`
		Area string            `json:"area"`
		Bind map[string]string `json:"bind"`
	} `json:"views"`
	Areas         map[string]layout.Rect `json:"areas"`
	Ends          float64                `json:"ends"` // how wide the names at charts' right are, 0 where nobody has measured them
	DPR           float64                `json:"dpr"`  // device pixels per CSS pixel
	Theme         palette.Theme          `json:"theme"`
	Dark          bool                   `json:"dark"` // for the page around the stage, which is transparent
	Phone         bool                   `json:"phone"`
	Embed         bool                   `json:"embed"`
	Folded        bool                   `json:"folded"` // only the inputs that are on are shown, and how many more there are
	ReducedMotion bool                   `json:"reducedMotion"`
	Coarse        bool                   `json:"coarse"`   // the pointer is a finger
	Contrast      bool                   `json:"contrast"` // more contrast is preferred
	Brush         *Brush                 `json:"brush"`    // nil where there is nothing to draw
}

// parse reads the page's JSON.
func parse(b []byte) (*Setup, error) {
	s := &Setup{DPR: 1}
	if err := json.Unmarshal(b, s); err != nil {
		return nil, fmt.Errorf("viz: setup: %w", err)
	}
	if !(s.DPR > 0.1 && s.DPR < 20) {
		return nil, fmt.Errorf("viz: setup: dpr=%g", s.DPR)
	}
	return s, nil
}

// style is the layout that the setup asks for.
func (s *Setup) style() layout.Style {
	switch {
	case s.Embed:
		return layout.Caption
	case s.Phone:
		return layout.Phone
	}
	return layout.Roomy
}
