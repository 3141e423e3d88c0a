package sampling

import "github.com/graphcov/graphcov/coverage/stats"

func notEstimable(n int, reasons ...string) stats.Estimate {
	return stats.Estimate{N: n, Warnings: reasons}
}
