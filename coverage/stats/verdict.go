package stats

import "fmt"

// The five verdicts. They speak of association, never of cause.
const (
	VerdictInconclusive = "inconclusive"
	VerdictTracks       = "tracks training coverage"
	VerdictWeak         = "weak"
	VerdictInverse      = "inverse"
	VerdictNoEvidence   = "no evidence"
)

// The thresholds of the verdicts.
const (
	minVerdictWeight = 30   // of right and of wrong, in varying strata
	tracksQ          = 0.01 // below it, and
	tracksAUC        = 0.60 // at or above it: tracks training coverage
	weakQ            = 0.05 // below it: weak or inverse
)

// VerdictInput is what a verdict on one model, task, corpus and scope rests on.
type VerdictInput struct {
	AUC Estimate // from BootstrapAUC
	Q   float64  // from BenjaminiHochberg
	// RightWeight and WrongWeight count only strata that vary in both exposure
	// and outcome, as in AUC.
	RightWeight, WrongWeight float64
}

// Verdict says in fixed words whether success follows the coverage of the
// training data, and in reason which figures decided. The first that fits:
//
//   - inconclusive: under 30 right or under 30 wrong examples in strata that
//     vary, by weight, or no AUC or q at all;
//   - tracks training coverage: q < 0.01, AUC >= 0.60 and interval above 0.5;
//   - weak: q < 0.05 and AUC > 0.5;
//   - inverse: q < 0.05 and AUC < 0.5, more coverage going with more errors;
//   - no evidence: the rest. The reason then states the smallest AUC that the
//     sample could have shown, see [DetectableAUC].
//
// "No evidence" of recall is not evidence of reasoning: read that last figure.
//
// Source: METHOD.md section 6. The thresholds are conventions.
func Verdict(in VerdictInput) (verdict, reason string) {
	auc := in.AUC
	switch {
	case !auc.OK:
		return VerdictInconclusive, "the auc is not estimable"
	case !(in.RightWeight >= minVerdictWeight && in.WrongWeight >= minVerdictWeight):
		return VerdictInconclusive, fmt.Sprintf(
			"strata that vary hold %.1f right and %.1f wrong examples by weight; %d of each are needed",
			in.RightWeight, in.WrongWeight, minVerdictWeight)
	case !isShare(in.Q):
		return VerdictInconclusive, "there is no q value"
	}
	figures := fmt.Sprintf("auc %.3f [%.3f, %.3f], q %.2g", auc.Value, auc.Low, auc.High, in.Q)
	switch {
	case in.Q < tracksQ && auc.Value >= tracksAUC && auc.Low > 0.5:
		return VerdictTracks, figures
	case in.Q < weakQ && auc.Value > 0.5:
		return VerdictWeak, figures
	case in.Q < weakQ && auc.Value < 0.5:
		return VerdictInverse, figures
	default:
		return VerdictNoEvidence, fmt.Sprintf("%s; this sample could have shown an auc of %.2f or more",
			figures, DetectableAUC(in.RightWeight, in.WrongWeight))
	}
}
