package stats

import (
	"cmp"
	"math/bits"
	"math/rand/v2"
	"slices"
)

// dealer deals out the outcomes of a stratum anew. Most examples may have the same
// outcome, so it picks examples for the others only.
type dealer struct {
	*rankedStratum
	common   uint64   // the most common outcome, as right + wrong<<32
	uncommon []uint64 // the others, in order
	// Where right + wrong is the same for all, each, the lead is a rank statistic,
	// each·Σ right·rank:
	//
	//	Σ_{a≠b} r_a (each - r_b) sign(e_a - e_b),
	//
	// in which the terms r_a·r_b cancel in pairs. The ranks add up to 0, so what right
	// weights have in excess of the most common will do for them. packs is nil
	// elsewhere, and the lead then comes from the runs.
	each  int64
	packs []rankPack
}

// rankPack holds ranks under several measures in one word per example, so that one sum adds
// up all of them: rank + n, which is positive, with room for the sum of n.
type rankPack struct {
	measures []int // the first in the lowest bits
	bits     int   // of each
	ranks    []uint64
}

func newDealer(s *rankedStratum) *dealer {
	d := &dealer{rankedStratum: s}
	count := map[uint64]int{}
	sameSize := true
	for _, w := range s.weights {
		count[w]++
		sameSize = sameSize && weightOf(w) == weightOf(s.weights[0])
	}
	for _, w := range s.weights { // not the map: the first of equally common ones
		if count[w] > count[d.common] {
			d.common = w
		}
	}
	for _, w := range s.weights {
		if w != d.common {
			d.uncommon = append(d.uncommon, w)
		}
	}
	slices.SortFunc(d.uncommon, cmp.Compare)
	if sameSize {
		d.each = weightOf(d.common)
		d.packs = packRanks(s)
	}
	return d
}

// weightOf is right + wrong.
func weightOf(w uint64) int64 { return int64(w&rightMask) + int64(w>>32) }

// packRanks packs the ranks under all measures that vary.
func packRanks(s *rankedStratum) []rankPack {
	n := len(s.weights)
	width := bits.Len64(uint64(2 * n * n))
	packs := []rankPack{}
	for k, r := range s.runs {
		if r.count <= 1 {
			continue
		}
		if last := len(packs) - 1; last < 0 || (len(packs[last].measures)+1)*width > 64 {
			packs = append(packs, rankPack{bits: width, ranks: make([]uint64, n)})
		}
		p := &packs[len(packs)-1]
		shift := len(p.measures) * width
		for place, rank := range r.ranks(n) {
			p.ranks[place] |= uint64(rank+n) << shift
		}
		p.measures = append(p.measures, k)
	}
	return packs
}

// ranks returns for each of n observations how many have less exposure, less how many have more.
func (r runs) ranks(n int) []int {
	size := make([]int, r.count)
	size[r.commonest] = n - len(r.others)
	for _, m := range r.others {
		size[m.run]++
	}
	ofRun, below := make([]int, r.count), 0
	for k, here := range size {
		ofRun[k] = below - (n - below - here)
		below += here
	}
	ranks := slices.Repeat([]int{ofRun[r.commonest]}, n)
	for _, m := range r.others {
		ranks[m.place] = ofRun[m.run]
	}
	return ranks
}

// dealerScratch is memory for deals in any stratum.
type dealerScratch struct {
	left, picked []int32
	weights      []uint64
	ranked       *rankedScratch
}

func newDealerScratch(r *ranked) *dealerScratch {
	return &dealerScratch{
		left: make([]int32, r.largest), picked: make([]int32, r.largest),
		weights: make([]uint64, r.largest), ranked: newRankedScratch(r),
	}
}

// deal adds the leads of the outcomes in random order to those of all measures.
func (d *dealer) deal(leads []float64, scratch *dealerScratch, rng *rand.Rand) {
	picked := scratch.picked[:len(d.uncommon)]
	choose(picked, scratch.left[:len(d.weights)], rng)
	if d.packs == nil {
		weights := scratch.weights[:len(d.weights)]
		for i := range weights {
			weights[i] = d.common
		}
		for i, place := range picked {
			weights[place] = d.uncommon[i]
		}
		d.leadsOf(leads, weights, scratch.ranked)
		return
	}
	for _, p := range d.packs {
		d.addRanks(leads, &p, picked)
	}
}

// addRanks adds the leads under the measures of a pack, the uncommon outcomes having
// fallen on the examples picked.
func (d *dealer) addRanks(leads []float64, p *rankPack, picked []int32) {
	mask := uint64(1)<<p.bits - 1
	var moved [32]int64 // Σ excess·rank, by measure: a pack has at least 2 bits for each
	for start := 0; start < len(picked); {
		// Equal outcomes stand together: one product for all of them.
		end, ranks := start, uint64(0)
		for outcome := d.uncommon[start]; end < len(picked) && d.uncommon[end] == outcome; end++ {
			ranks += p.ranks[picked[end]]
		}
		excess := int64(d.uncommon[start]&rightMask) - int64(d.common&rightMask)
		for i := range p.measures {
			moved[i] += excess * (int64(ranks&mask) - int64((end-start)*len(d.weights)))
			ranks >>= p.bits
		}
		start = end
	}
	for i, k := range p.measures {
		leads[k] += float64(d.each * moved[i])
	}
}

// choose sets picked to that many different indices of left, in random order: all choices and
// orders are equally likely. left is scratch memory.
//
// It cuts random words into pieces, as drawIndices does.
func choose(picked, left []int32, rng *rand.Rand) {
	for i := range left {
		left[i] = int32(i)
	}
	bits, pieces := piecesFor(uint64(len(left)))
	mask := uint64(1)<<bits - 1
	var word uint64
	unused := 0
	for i := range picked {
		n := uint64(len(left) - i) // left[i:] are left
		for {
			if unused == 0 {
				word, unused = rng.Uint64(), pieces
			}
			product := (word & mask) * n
			word >>= bits
			unused--
			if fair := product & mask; fair >= n || fair >= (mask+1)%n {
				at := i + int(product>>bits)
				picked[i] = left[at]
				left[at] = left[i]
				break
			}
		}
	}
}
