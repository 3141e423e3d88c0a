package stats

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// LogisticRow is one example (or one node of an example) as a regression sees it.
type LogisticRow struct {
	// Stratum names the group of like examples; each gets an intercept of its own.
	Stratum int
	// Example names the cluster: rows of one example are not independent evidence.
	Example int
	// Exposure and Covariates are any finite numbers, the covariates in the order
	// of the names given to Logistic.
	Exposure   float64
	Covariates []float64
	// Right and Wrong are shares in [0, 1]. A row with both 0 is ignored.
	Right, Wrong float64
}

// LogisticTerm is one coefficient of a [LogisticFit].
type LogisticTerm struct {
	// Name is "exposure", the name of a covariate, or "exposure x " and that name.
	Name string
	// Estimate is the coefficient: by how much the log odds of a right answer
	// rise where the term is one standard deviation higher. Low and High are
	// Wald's, value ± 1.96 RobustError. N counts examples.
	Estimate
	// SD is the standard deviation of the term over the rows used, in its own
	// unit, so that Value/SD is the coefficient per unit. It is 1 for
	// the product, which is made of standardised terms and not scaled again.
	SD float64
	// RobustError is the cluster-robust standard error, ModelError the one that
	// holds if the model is right and every row one independent response. Much
	// of a difference between them is worth a look.
	RobustError, ModelError float64
	// P is two-sided, from Value/RobustError and the normal distribution.
	P float64
}

// LogisticFit is a logistic regression with what is needed to judge it.
type LogisticFit struct {
	// OK is false where there is nothing to fit or the fit did not converge. Terms
	// is then empty and the last of Warnings says why.
	OK bool
	// Terms are the coefficients, exposure first. Covariates that had to be
	// dropped are missing, and Warnings names them.
	Terms []LogisticTerm
	// Profile is the coefficient of exposure with its penalised
	// profile-likelihood interval.
	Profile Estimate
	// Rows, Examples and Strata count what the fit rests on. DroppedStrata
	// counts those left out because their outcomes do not vary (all right, all
	// wrong) or no exposure or covariate does; they had DroppedRows rows.
	Rows, Examples, Strata, DroppedStrata, DroppedRows int
	// LogLikelihood is the penalised one at its maximum.
	LogLikelihood float64
	// Iterations counts the steps to the maximum.
	Iterations int
	// Warnings are what a careful reader should know, in lower case.
	Warnings []string
}

// Logistic asks whether exposure goes with being right when stratum, depth,
// width, .. are held fixed together. With π the chance of a right response,
//
//	log π/(1-π) = α_stratum + β·exposure + Σ γ_j covariate_j + δ·exposure·by
//
// Each covariate and the exposure are standardised (mean 0, standard deviation 1
// over the rows used). names are those of the covariates; by is one of them,
// or empty for no product. Because by is centred, β is the effect of exposure at
// its mean, and δ > 0 says that exposure matters more where by is higher.
//
// Likelihood. A row adds right·log π + wrong·log(1-π): an example with c right
// of n responses weighs one, c/n of it right. Responses to one problem resemble
// each other, and this counts them as one trial at most.
//
// Firth's penalty. Training covers whole sizes, so exposure often separates right
// from wrong completely, and the usual coefficient is then infinite. Adding half
// the log determinant of the Fisher information (Jeffreys' prior) keeps every
// coefficient finite, and takes away the first-order bias of small samples.
//
// Errors. The Wald intervals use the sandwich S⁻¹(Σ g_e g_eᵀ)S⁻¹ with g_e the
// summed score of example e and S the information on the coefficients that is
// left after the stratum intercepts, times G/(G-1) · (N-1)/(N-k) for G examples,
// N rows, k parameters. They allow for fractional outcomes and for
// several rows of an example. Profile bounds β by the values that lower twice
// the penalised log-likelihood by no more than 3.84, the others maximised anew.
//
// It misleads in three ways. Under separation the sandwich sees residuals
// near 0 and its interval is too narrow: a warning says so, read Profile then.
// Profile takes rows for independent, so it is too narrow where
// examples have several rows. And strata of two or three examples leave
// some bias in β that the penalty does not take away (incidental parameters).
//
// A covariate that does not vary within strata, or that repeats others,
// cannot be told from them; it is dropped with a warning. It cannot be the
// exposure: then the fit is not OK. The intercepts are eliminated
// stratum by stratum, so time is O(rows · terms²) per step however many strata.
//
// Source: METHOD.md section 6; Firth (1993), Biometrika 80:27; Heinze and
// Schemper (2002), Statistics in Medicine 21:2409, for separation and the profile
// interval; Liang and Zeger (1986), Biometrika 73:13, for clusters.
func Logistic(rows []LogisticRow, names []string, by string) LogisticFit {
	d, fit, problem := newDesign(rows, names, by)
	if problem == "" && fit.Examples < 2 {
		problem = "a single example gives no error of its coefficients"
	}
	if k := fit.Strata + d.terms(); problem == "" && fit.Rows <= k {
		problem = fmt.Sprintf("%d rows do not suffice for %d coefficients and intercepts", fit.Rows, k)
	}
	if problem != "" {
		return fit.failed(problem)
	}
	m := newLogit(d)
	if fit.Iterations, problem = m.maximise(nothingFixed); problem != "" {
		return fit.failed(problem)
	}
	fit.LogLikelihood = m.logLikelihood
	if m.separates() {
		fit.Warnings = append(fit.Warnings,
			"the fit separates right from wrong in every stratum: the robust errors are too small, read the profile interval")
	}
	model, robust := m.errors(fit.Examples)
	for j, name := range d.names {
		beta := m.beta[j]
		half := normalQuantile(0.5+Confidence/2) * robust[j]
		e := newEstimate(beta, beta-half, beta+half, fit.Examples)
		if !e.OK || !(robust[j] > 0) || !finite(model[j]) || !finite(fit.LogLikelihood) {
			return fit.failed("the errors of the coefficients are not finite numbers above 0")
		}
		p := min(2*distuv.UnitNormal.Survival(math.Abs(beta/robust[j])), 1)
		fit.Terms = append(fit.Terms, LogisticTerm{
			Name: name, Estimate: e, SD: d.sds[j], RobustError: robust[j], ModelError: model[j], P: p,
		})
	}
	fit.Profile = m.profile(model[0], fit.Examples)
	if fit.Rows > fit.Examples {
		fit.Profile.Warnings = append(fit.Profile.Warnings, "examples have several rows, which the profile interval takes for independent")
	}
	fit.OK = true
	return fit
}

// failed is the fit without its figures.
func (f LogisticFit) failed(reason string) LogisticFit {
	f.OK, f.Terms, f.LogLikelihood = false, nil, 0
	f.Warnings = append(f.Warnings, reason)
	f.Profile = notEstimable(f.Examples, reason)
	return f
}
