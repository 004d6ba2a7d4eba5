package lab_test

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"slices"
	"testing"

	"github.com/whisker-lab/whisker/frame"
	"github.com/whisker-lab/whisker/lab"
	"github.com/whisker-lab/whisker/lab/lessons"
)

// saved is a session as a file.
func saved(t testing.TB, s *lab.Session) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := s.Save(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// shown is the frame of a session, but for its number and for what only just happened.
func shown(s *lab.Session) []byte {
	var f frame.Frame
	s.Snapshot(&f)
	f.Seq, f.Flags = 0, 0
	return f.Append(nil)
}

// What is restored goes on with the same bits as what was saved, and its curve and its way back are the same.
func TestRestoreGoesOn(t *testing.T) {
	tests := []struct {
		name, link string
		messages   []string
	}{
		{"a beginning", "#l=layers", nil},
		{"within an epoch", "#l=layers&seed=3", []string{`{"do":"step","n":17}`}},
		{"a long curve", "#l=layers&samples=50&train=0.1&batch=all", []string{`{"do":"step","unit":"epoch","n":700}`}},
		{"Adam", "#l=layers&optimiser=adam&data=blobs&layers=5", []string{`{"do":"step","n":40}`}},
		{"an edit", "#l=layers", []string{`{"do":"step","n":5}`, `{"do":"edit","what":"bias","layer":1,"out":1,"value":0.7}`}},
		{"tuned on the way", "#l=layers", []string{`{"do":"step","n":5}`, `{"do":"set","name":"lr","value":0.3}`, `{"do":"set","name":"batch","value":"7"}`}},
		{"after coming back", "#l=toy&burst=10", []string{`{"do":"step","n":30}`, `{"do":"back"}`, `{"do":"step","n":1}`}},
		{"two runs", "#l=layers&vs=lr:0.2", []string{`{"do":"step","n":31}`}},
		{"two runs of different shapes", "#l=layers&optimiser=adam&vs=layers:8,8", []string{`{"do":"step","n":31}`}},
		{"two runs, one diverged", "#l=toy&vs=burst:7", []string{`{"do":"step","n":31}`}},
		{"diverged", "#l=toy&burst=10", []string{`{"do":"step","n":30}`}},
		{"done", "#l=toy&end=7", []string{`{"do":"step","n":30}`}},
	}
	all := append(lessons.All(), toys()...)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := lab.New(all, tt.link)
			run(t, s, tt.messages...)
			r, err := lab.Restore(all, bytes.NewReader(saved(t, s)))
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(saved(t, r), saved(t, s)) {
				t.Error("saved again it differs")
			}
			for range 2 {
				if a, b := s.State(), r.State(); a.Step != b.Step || a.Epoch != b.Epoch || a.Link != b.Link || a.Diverged != b.Diverged || a.Done != b.Done {
					t.Errorf("restored %+v; want %+v", b, a)
				}
				if !slices.EqualFunc(s.Rows(), r.Rows(), func(a, b lab.Score) bool {
					return a.Epoch == b.Epoch && a.Train == b.Train && (a.Test == b.Test || a.Test != a.Test && b.Test != b.Test)
				}) {
					t.Error("the curves differ")
				}
				if !bytes.Equal(shown(s), shown(r)) {
					t.Error("the frames differ")
				}
				run(t, s, `{"do":"step","n":61}`)
				run(t, r, `{"do":"step","n":61}`)
			}
		})
	}
}

// What is restored is paused, and may be changed like any other.
func TestRestoreIsPaused(t *testing.T) {
	s := lab.New(toys(), "")
	apply(t, s, `{"do":"play"}`)
	r, err := lab.Restore(toys(), bytes.NewReader(saved(t, s)))
	if err != nil {
		t.Fatal(err)
	}
	if r.State().Playing || r.Stepping() || !r.Stale() {
		t.Error("it plays, steps, or has nothing to show")
	}
	run(t, r, `{"do":"set","name":"by","value":2}`, `{"do":"step"}`)
	if got := r.State().Metrics["weight"]; got != 2 {
		t.Errorf("weight %v; want 2", got)
	}
}

func TestRestoreRefuses(t *testing.T) {
	good := saved(t, lab.New(toys(), ""))
	for n := range len(good) {
		if _, err := lab.Restore(toys(), bytes.NewReader(good[:n])); err == nil {
			t.Fatalf("the first %d bytes are taken", n)
		}
	}
	for i := range good {
		b := bytes.Clone(good)
		b[i] ^= 0x10
		if _, err := lab.Restore(toys(), bytes.NewReader(b)); err == nil {
			t.Fatalf("taken with byte %d altered", i)
		}
	}
}

// sealed is data with the length and the checksum that nn.Encoder would have written, as nothing gets past them otherwise.
func sealed(b []byte) []byte {
	const head = 16 // magic and length
	if b = bytes.Clone(b); len(b) < head+4 {
		return b
	}
	binary.LittleEndian.PutUint64(b[8:], uint64(len(b)-head))
	binary.LittleEndian.PutUint32(b[len(b)-4:], crc32.ChecksumIEEE(b[:len(b)-4]))
	return b
}

// FuzzRestore: what is taken can be stepped, shown, and saved so that it is restored again.
func FuzzRestore(f *testing.F) {
	all := append(toys(), lessons.All()...)
	for _, link := range []string{"#l=toy&burst=9", "#l=layers&samples=50&layers=2", "#l=toy&vs=by:2"} {
		s := lab.New(all, link)
		run(f, s, `{"do":"step","n":9}`)
		f.Add(saved(f, s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, b := range [][]byte{data, sealed(data)} {
			s, err := lab.Restore(all, bytes.NewReader(b))
			if err != nil {
				continue
			}
			again := saved(t, s)
			apply(t, s, `{"do":"step","n":3}`)
			s.Make(3)
			state(t, s)
			shown(s)
			if _, err := lab.Restore(all, bytes.NewReader(again)); err != nil {
				t.Errorf("what was restored and saved is refused: %v", err)
			}
		}
	})
}
