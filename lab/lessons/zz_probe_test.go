package lessons_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/lessons"
)

func TestProbe(t *testing.T) {
	if os.Getenv("PROBE") == "" {
		t.Skip()
	}
	for _, link := range strings.Fields(os.Getenv("PROBE")) {
		for seed := 1; seed <= 3; seed++ {
			s := lab.New(lessons.All(), fmt.Sprintf("#l=rivals&seed=%d&%s", seed, link))
			line := ""
			begin := time.Now()
			for range 8 {
				apply(t, s, `{"do":"step","n":300}`)
				for s.Stepping() {
					s.Advance(time.Second)
				}
				st := s.State()
				m := st.Metrics
				line += fmt.Sprintf(" | %.2f %.2f %v/%v r%.2f %s", m["distance"], m["divergence"], m["modes"], m["places"], m["judgeAccuracy"], strings.TrimPrefix(st.Narrator.Key, "narrator.rivals."))
			}
			fmt.Println(link, seed, line, time.Since(begin).Round(10*time.Millisecond))
		}
	}
}
