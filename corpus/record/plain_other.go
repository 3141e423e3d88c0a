//go:build !amd64

package record

func plainLength(data []byte) int { return plainLengthOf(data) }
