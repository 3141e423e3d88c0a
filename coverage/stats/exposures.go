package stats

// Exposures is examples under several measures of exposure: coverage of several scopes, say.
// It asks of all what [StratifiedAUC], [BootstrapAUC] and [PermutationP] ask of one,
// and gives exactly what they give. But it sorts once, and draws and shuffles the
// examples once for all, which is most of the work.
//
// It is read only once made.
type Exposures struct {
	ranked *ranked
}

// NewExposures takes the examples, whose own Exposure is not read, and for each measure
// the exposure of each of them.
func NewExposures(examples []Observation, exposures ...[]float64) *Exposures {
	return &Exposures{newRanked(examples, weighing(examples), exposures)}
}

// AUCs is [StratifiedAUC] for each measure.
func (x *Exposures) AUCs() []AUC { return x.ranked.aucs }

// exposureOf returns that of each observation.
func exposureOf(obs []Observation) []float64 {
	exposure := make([]float64, len(obs))
	for i, o := range obs {
		exposure[i] = o.Exposure
	}
	return exposure
}
