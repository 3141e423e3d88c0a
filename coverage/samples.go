package coverage

// samples says which samples of a problem there are, by model. There are very many
// problems, most with one model and samples 0, 1, 2, ..
type samples []modelSamples

type modelSamples struct {
	model string
	first int          // so many there are from 0 on
	later map[int]bool // and these, after a gap
}

// of finds those of a model.
func (s *samples) of(model string) *modelSamples {
	for i := range *s {
		if (*s)[i].model == model {
			return &(*s)[i]
		}
	}
	*s = append(*s, modelSamples{model: model})
	return &(*s)[len(*s)-1]
}

// next is a number for a sample that has none: how many there are, or if that one is
// taken the first after it that is not.
func (m *modelSamples) next() int {
	next := m.first + len(m.later)
	for m.has(next) {
		next++
	}
	return next
}

func (m *modelSamples) has(sample int) bool {
	return 0 <= sample && sample < m.first || m.later[sample]
}

func (m *modelSamples) add(sample int) {
	if sample != m.first {
		if m.later == nil {
			m.later = make(map[int]bool)
		}
		m.later[sample] = true
		return
	}
	for m.first++; m.later[m.first]; m.first++ {
		delete(m.later, m.first)
	}
}
