package finding

import (
	"slices"
)

// Summary groups the findings of one model on one task, for reading.
type Summary struct {
	Model, Task string
	Accuracy    Finding
	Unread      Finding
	RightParts  Finding   // of answers of several parts
	BySize      []Finding // accuracy
	Corpora     []CorpusSummary
}

// CorpusSummary groups the findings against one corpus. A Finding that was not
// made has an empty Measure.
type CorpusSummary struct {
	Name      string
	Seen      Finding // share of examples that are themselves in the training data
	Sizes     []SizeCoverage
	Cliff     Finding // over everything
	CliffLike Finding // at like step coverage
	Depths    []DepthFinding
	RawSize   Finding // AUC of having few operation nodes
	Scopes    []ScopeFinding
}

// SizeCoverage is a row of the size table.
type SizeCoverage struct {
	Size              string
	Accuracy          Finding
	TrainingDocuments Finding
	ShareSeen         map[string]Finding // by scope
}

// DepthFinding is a depth of the paper's figure.
type DepthFinding struct {
	Stratum      string
	Right, Wrong Finding
}

// ScopeFinding is the association of success with exposure under one scope.
type ScopeFinding struct {
	Scope            string
	Raw, BySize, AUC Finding // of answers
	Nodes            Finding // of single steps whose arguments were right
	Reference        Finding // with the coverage of other problems of the same form
	OverReference    Finding // AUC less that
}

// Summarize groups findings by model and task, in their order.
func Summarize(findings []Finding) []Summary {
	var all []Summary
	for _, f := range findings {
		last := len(all) - 1
		if last < 0 || all[last].Model != f.Model || all[last].Task != f.Task {
			all = append(all, Summary{Model: f.Model, Task: f.Task})
			last++
		}
		all[last].add(f)
	}
	return all
}

func (s *Summary) add(f Finding) {
	switch {
	case f.Corpus != "":
		c := s.corpus(f.Corpus)
		c.add(f)
		if f.Measure == MeasureTrainingDocuments {
			c.size(f.Stratum).Accuracy = s.accuracyOf(f.Stratum)
		}
	case f.Measure == MeasureUnread:
		s.Unread = f
	case f.Measure == MeasureRightParts:
		s.RightParts = f
	case f.Measure == MeasureAccuracy && f.Stratum == StratumAll:
		s.Accuracy = f
	case f.Measure == MeasureAccuracy:
		s.BySize = append(s.BySize, f)
	}
}

func (s *Summary) accuracyOf(size string) Finding {
	for _, f := range s.BySize {
		if f.Stratum == size {
			return f
		}
	}
	return Finding{}
}

func (s *Summary) corpus(name string) *CorpusSummary {
	return findOrAdd(&s.Corpora, func(c CorpusSummary) bool { return c.Name == name }, CorpusSummary{Name: name})
}

func (c *CorpusSummary) add(f Finding) {
	switch f.Measure {
	case MeasureTrainingDocuments:
		c.size(f.Stratum).TrainingDocuments = f
	case MeasureShareSeen:
		c.size(f.Stratum).ShareSeen[f.Scope] = f
	case MeasureSeen:
		c.Seen = f
	case MeasureSizeCliff:
		if f.Stratum == StratumLikeSteps {
			c.CliffLike = f
		} else {
			c.Cliff = f
		}
	case MeasureDocumentsRight:
		c.depth(f.Stratum).Right = f
	case MeasureDocumentsWrong:
		c.depth(f.Stratum).Wrong = f
	case MeasureRawAUCSize:
		c.RawSize = f
	case MeasureRawAUC:
		c.scope(f.Scope).Raw = f
	case MeasureBySizeAUC:
		c.scope(f.Scope).BySize = f
	case MeasureNodeAUC:
		c.scope(f.Scope).Nodes = f
	case MeasureReferenceAUC:
		c.scope(f.Scope).Reference = f
	case MeasureOverReference:
		c.scope(f.Scope).OverReference = f
	case MeasureStratifiedAUC:
		c.scope(f.Scope).AUC = f
	}
}

func (c *CorpusSummary) size(size string) *SizeCoverage {
	return findOrAdd(&c.Sizes, func(s SizeCoverage) bool { return s.Size == size }, SizeCoverage{Size: size, ShareSeen: make(map[string]Finding)})
}

func (c *CorpusSummary) depth(stratum string) *DepthFinding {
	return findOrAdd(&c.Depths, func(d DepthFinding) bool { return d.Stratum == stratum }, DepthFinding{Stratum: stratum})
}

func (c *CorpusSummary) scope(scope string) *ScopeFinding {
	return findOrAdd(&c.Scopes, func(s ScopeFinding) bool { return s.Scope == scope }, ScopeFinding{Scope: scope})
}

// findOrAdd returns the element of the list that matches, or the new one.
func findOrAdd[T any](list *[]T, match func(T) bool, added T) *T {
	i := slices.IndexFunc(*list, match)
	if i < 0 {
		i = len(*list)
		*list = append(*list, added)
	}
	return &(*list)[i]
}
