package nn

// Sequences that are read side by side need not end together: one of them can begin anew while the others go on.

// ResetRow forgets the carried state of one of so many sequences.
func (l *recurrent) ResetRow(row, rows int) { forget(&l.state, row, rows) }

// ResetRow forgets the carried state of one of so many sequences.
func (l *LSTM) ResetRow(row, rows int) {
	l.recurrent.ResetRow(row, rows)
	forget(&l.cell, row, rows)
}

// forget sets one row of a state to zero; a state that is none, or of other sequences, is not carried on anyway.
func forget(state *Tensor, row, rows int) {
	if rows > 0 && row >= 0 && row < rows && len(state.Data)%rows == 0 {
		each := len(state.Data) / rows
		clear(state.Data[row*each:][:each])
	}
}

// ResetRow makes every recurrent layer forget the state of one of so many sequences.
func (n *Network) ResetRow(row, rows int) {
	for _, l := range n.Layers {
		if l, ok := l.(interface{ ResetRow(row, rows int) }); ok {
			l.ResetRow(row, rows)
		}
	}
}
