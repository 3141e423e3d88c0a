package stats

// NodeObservation is one operation node of one example: how much of the partial
// computation that yields it was met in training, and how often it came out right.
//
// Right is the share of the example's responses with a correct node, Wrong that
// with a local error; responses in which the arguments were not right weigh
// nothing, so the two need not add up to 1. Stratum is the node's label without
// its indices, its layer and the size of the problem.
type NodeObservation struct {
	// Example names the cluster. Nodes of one example share operands, responses and
	// luck; they are not independent evidence.
	Example int
	Observation
}

// NodeAUC is [StratifiedAUC] over nodes: of two like nodes whose arguments were
// right, one computed rightly and one wrongly, how often was the right one met
// more? It looks at single steps, so errors that only follow from earlier ones do
// not count.
//
// Two nodes of one example make a pair if they are of one stratum; a node makes
// none with itself. N counts examples, weights are those of nodes. Nodes that
// weigh nothing change nothing.
//
// It misleads by selection: nodes late in a problem are there only where everything
// before went well. Source: METHOD.md section 6.
func NodeAUC(nodes []NodeObservation) AUC {
	return newNodeExposure(nodes).AUCs()[0]
}

// BootstrapNodeAUC is [NodeAUC] with a percentile bootstrap interval: each draw
// takes whole examples with replacement, as many as there are, all nodes of one
// together.
//
// Nodes of an example lie in several strata, so examples are drawn from all at once,
// not stratum by stratum as in [BootstrapAUC]: the interval also allows for another
// mix of sizes. It misleads with few examples, however many their nodes: under about
// 20 it is too narrow. N counts examples.
//
// Source: METHOD.md section 6; Field and Welsh (2007), JRSS B 69:369; for the AUC,
// Obuchowski (1997), Biometrics 53:567.
func BootstrapNodeAUC(nodes []NodeObservation, opt Resampling) Estimate {
	return newNodeExposure(nodes).Bootstrap(opt)[0]
}

// unclustered forgets which nodes belong together.
func unclustered(nodes []NodeObservation) []Observation {
	obs := make([]Observation, len(nodes))
	for i, n := range nodes {
		obs[i] = n.Observation
	}
	return obs
}
