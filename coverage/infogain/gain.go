package infogain

import "math"

// setGains works out the gains of one set of inputs for all outputs. table has
// its joint counts and none those of the outputs alone.
func (t *Table) setGains(set int, l *layout, none, table []uint32) {
	for o := range t.Outputs {
		g := &t.Gains[set*len(t.Outputs)+o]
		*g = Gain{Inputs: t.sets[set], Output: o}
		if t.Entropy[o] == 0 {
			continue
		}
		if t.Exact {
			g.Remaining = remaining(l, table, o, t.Instances)
		} else {
			g.Remaining, g.Error = t.estimate(l, none, table, o)
		}
		g.Relative = min(max(1-g.Remaining/t.Entropy[o], 0), 1)
	}
}

// remaining is H(Y|X) of counts, in bits.
func remaining(l *layout, table []uint32, output, instances int) float64 {
	bits := 0.0
	for r := range len(table) / l.width {
		row := l.row(table, r, output)
		n := sum(row)
		for _, count := range row {
			if count > 0 && uint64(count) < n {
				bits += float64(count) * math.Log2(float64(n)/float64(count))
			}
		}
	}
	return bits / float64(instances)
}

// estimate is H(Y|X) of a sample, in bits, with the correction of its bias, and
// the standard error of the relative gain. The package documentation says how.
func (t *Table) estimate(l *layout, none, table []uint32, output int) (bits, standardError float64) {
	var (
		n                    = float64(t.Instances)
		alone                = l.row(none, 0, output)
		meanA                float64 // of a = -log2 p(y|x), H(Y|X)
		meanB                float64 // of b = -log2 p(y), H(Y)
		squareA, both        float64 // means of a² and ab
		squareB              float64
		rowsSeen, cellsFound int
	)
	surprise := make([]float64, len(alone))
	for y, count := range alone {
		if count > 0 {
			surprise[y] = math.Log2(n / float64(count))
			meanB += float64(count) / n * surprise[y]
			squareB += float64(count) / n * surprise[y] * surprise[y]
		}
	}
	for r := range len(table) / l.width {
		row := l.row(table, r, output)
		inRow := float64(sum(row))
		if inRow == 0 {
			continue
		}
		rowsSeen++
		for y, count := range row {
			if count == 0 {
				continue
			}
			cellsFound++
			share, a := float64(count)/n, math.Log2(inRow/float64(count))
			meanA += share * a
			squareA += share * a * a
			both += share * a * surprise[y]
		}
	}
	left := meanA / meanB // 1 - RelativeIG
	variance := (left*left*squareB - 2*left*both + squareA) / (meanB * meanB)
	return meanA + bias(cellsFound-rowsSeen, n), max(math.Sqrt(max(variance, 0)/n), math.Log2(n)/(n*meanB))
}

// bias is by how many bits the entropy of n draws falls short in the mean, for
// each value but one that was seen (Miller 1955).
func bias(values int, n float64) float64 { return float64(values) / (2 * n * math.Ln2) }

// row is the counts of one output in a row of a table.
func (l *layout) row(table []uint32, row, output int) []uint32 {
	begin := row*l.width + l.start[output]
	return table[begin : begin+values(l.outputs[output])]
}

func sum(counts []uint32) uint64 {
	total := uint64(0)
	for _, n := range counts {
		total += uint64(n)
	}
	return total
}
