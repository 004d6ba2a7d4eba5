package lab

// prompt says in words what is wanted: {"do": "prompt", "text": "two big rings left"}.
func (s *Session) prompt(m Msg) error {
	f := m.Fields()
	text := f.Text("text", "")
	if err := f.Err(); err != nil {
		return err
	}
	i := s.config.lesson.role(RolePrompt)
	if i < 0 {
		return errUnknown("message", m.Do)
	}
	return s.put(s.config.lesson.Controls[i].Name, text)
}
