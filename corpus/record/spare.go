package record

import "sync"

// maxSpare is more than the hash or the reader alone ever let lie; beyond it, memory
// is left to the garbage collector.
const maxSpare = 16

// spare keeps memory to be used again. What was put back last is handed out
// first, since the processor is most likely to have it in its cache. Its zero value
// is ready for use.
type spare[T any] struct {
	mutex sync.Mutex
	kept  [maxSpare]T
	n     int // that there are
}

// give puts memory back, unless there is enough of it.
func (s *spare[T]) give(used T) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.n < len(s.kept) {
		s.kept[s.n] = used
		s.n++
	}
}

// take returns used memory, or none where there is none.
func (s *spare[T]) take() (used T) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.n > 0 {
		s.n--
		used = s.kept[s.n]
	}
	return used
}
