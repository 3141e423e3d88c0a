package record

import "golang.org/x/sys/cpu"

// plainLength is [plainLengthOf], of which the processor compares 32 bytes at once
// where it can, several times as fast.
func plainLength(data []byte) int {
	n := 0
	if cpu.X86.HasAVX2 {
		if n = plainPrefix(data); len(data)-n >= 32 { // there it found something
			return n
		}
	}
	return n + plainLengthOf(data[n:])
}

// plainPrefix is plainLengthOf as far as there are 32 bytes to look at. It needs
// AVX2.
//
//go:noescape
func plainPrefix(data []byte) int
