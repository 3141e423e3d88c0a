package corpus

import (
	"math"

	"github.com/KimMachineGun/automemlimit/memlimit"
)

// DefaultMemory is how many bytes of memory an indexing run takes unless told
// otherwise: half of what the machine or the container has.
func DefaultMemory() int64 {
	const unknown = 2 << 30
	memory, err := memlimit.FromSystem()
	if err != nil || memory == 0 || memory > math.MaxInt64 {
		memory = unknown
	}
	if limit, err := memlimit.FromCgroup(); err == nil && limit > 0 {
		memory = min(memory, limit)
	}
	return int64(memory / 2)
}
