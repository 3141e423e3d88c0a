package stats

// Observation is one example: how much of it was met in training, and how its
// responses came out. An example with c right of n responses has Right c/n and
// Wrong 1 - c/n.
type Observation struct {
	// Stratum names the group of like examples, e.g. all of one size and number
	// of operations. Only examples of the same stratum are compared.
	Stratum int
	// Exposure is any finite number; only its order matters.
	Exposure float64
	// Right and Wrong are shares in [0, 1]. An observation with both 0 is ignored.
	Right, Wrong float64
}

// AUC is the area under the ROC curve of exposure as a predictor of being right,
// and how much of the data it rests on.
type AUC struct {
	// Value is the AUC, in [0, 1]; 0.5 means no association, 1 that every right
	// example has more exposure than every wrong one of its stratum, 0 the reverse.
	Value float64
	// OK is false where no stratum has a right and a wrong example; Value is then 0.
	OK bool
	// Pairs is the summed weight of right-wrong pairs within strata: the
	// denominator of Value.
	Pairs float64
	// InformativeShare is the weight of pairs within strata and with unequal
	// exposure, out of all right-wrong pairs of the whole data, in [0, 1]. Near 0
	// the stratification leaves little to compare: Value then speaks of few examples.
	InformativeShare float64
	// Strata counts the strata, VaryingStrata those that vary in both exposure
	// and outcome. Only the latter can move Value away from 0.5.
	Strata, VaryingStrata int
	// RightWeight and WrongWeight are the summed weights of right and wrong in
	// the varying strata: the effective numbers of right and wrong examples.
	RightWeight, WrongWeight float64
	// N counts the observations of all strata that weigh something.
	N int
	// Warnings are what a careful reader should know, in lower case.
	Warnings []string
}

// StratifiedAUC asks: of two like examples, one answered right and one wrong,
// how often does the right one have more exposure? It is the Mann-Whitney
// statistic within each stratum, pooled over strata by their numbers of pairs:
//
//	AUC = Σ_strata Σ_{a≠b} r_a w_b (1[e_a > e_b] + ½·1[e_a = e_b])
//	      / Σ_strata Σ_{a≠b} r_a w_b
//
// with r and w the right and wrong weights and e the exposure. An example makes
// no pair with itself.
//
// Strata matter because bigger problems are both covered less and failed more:
// over all sizes at once ([RawAUC]) any measure of size "predicts" success. They
// remove what is equal within a stratum and nothing else, so it misleads where
// the strata are coarse. A large stratum outweighs small ones, as it has more
// pairs.
//
// Takes O(n log n) time. Source: METHOD.md section 6; Mann and Whitney (1947),
// Annals of Mathematical Statistics 18:50.
func StratifiedAUC(obs []Observation) AUC {
	return NewExposures(obs, exposureOf(obs)).AUCs()[0]
}

// aucSum adds up the strata of an [AUC].
type aucSum struct {
	problem string // what makes the exposure unusable
	AUC
	total pairs
}

func (sum *aucSum) add(s stratum) {
	weighing := 0
	var here outcome
	for _, o := range s.outcomes {
		if o.right > 0 || o.wrong > 0 {
			weighing++
		}
		here.right += o.right
		here.wrong += o.wrong
	}
	if weighing == 0 {
		return
	}
	sum.Strata++
	sum.N += weighing
	p := s.pairs(s.outcomes)
	sum.total = sum.total.plus(p)
	// Exposure and outcome both vary exactly where some pair is informative.
	if p.informative() > 0 {
		sum.VaryingStrata++
		sum.RightWeight += here.right
		sum.WrongWeight += here.wrong
	}
}

// auc is the result; everything are the outcomes of all strata.
func (sum *aucSum) auc(everything outcomeSum) AUC {
	if sum.problem != "" {
		return AUC{Warnings: []string{sum.problem}}
	}
	result := sum.AUC
	result.Pairs = sum.total.total()
	if everything.pairs > 0 {
		result.InformativeShare = min(sum.total.informative()/everything.pairs, 1)
	}
	result.Value, result.OK = sum.total.auc()
	switch {
	case !result.OK:
		result.Warnings = []string{"no stratum has both a right and a wrong example"}
	case result.VaryingStrata == 0:
		result.Warnings = []string{"exposure does not vary between right and wrong in any stratum: the auc is 0.5 by definition"}
	}
	return result
}

// RawAUC is [StratifiedAUC] with all observations in one stratum. It mixes the
// effect of exposure with that of everything that goes with it, size above all;
// report it beside the stratified value, never instead.
func RawAUC(obs []Observation) AUC {
	pooled := make([]Observation, len(obs))
	for i, o := range obs {
		o.Stratum = 0
		pooled[i] = o
	}
	return StratifiedAUC(pooled)
}

// outcomeSum counts all right-wrong pairs of different examples, whatever their
// strata and exposures.
type outcomeSum struct {
	right, wrong, pairs float64
}

func (s *outcomeSum) add(o outcome) {
	s.pairs += float64(o.right*s.wrong) + float64(o.wrong*s.right)
	s.right += o.right
	s.wrong += o.wrong
}
