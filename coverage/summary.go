package coverage

// Summary groups the findings of one model on one task, for reading.
type Summary struct {
	Model, Task string
	Accuracy    Finding
	Unread      Finding
	BySize      []Finding // accuracy
	Corpora     []CorpusSummary
}

// CorpusSummary groups the findings against one corpus. A Finding that was not
// made has an empty Measure.
type CorpusSummary struct {
	Name      string
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
	Raw, BySize, AUC Finding
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
	for i := range s.Corpora {
		if s.Corpora[i].Name == name {
			return &s.Corpora[i]
		}
	}
	s.Corpora = append(s.Corpora, CorpusSummary{Name: name})
	return &s.Corpora[len(s.Corpora)-1]
}

func (c *CorpusSummary) add(f Finding) {
	switch f.Measure {
	case MeasureTrainingDocuments:
		c.size(f.Stratum).TrainingDocuments = f
	case MeasureShareSeen:
		c.size(f.Stratum).ShareSeen[f.Scope] = f
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
	case MeasureStratifiedAUC:
		c.scope(f.Scope).AUC = f
	}
}

func (c *CorpusSummary) size(size string) *SizeCoverage {
	for i := range c.Sizes {
		if c.Sizes[i].Size == size {
			return &c.Sizes[i]
		}
	}
	c.Sizes = append(c.Sizes, SizeCoverage{Size: size, ShareSeen: make(map[string]Finding)})
	return &c.Sizes[len(c.Sizes)-1]
}

func (c *CorpusSummary) depth(stratum string) *DepthFinding {
	for i := range c.Depths {
		if c.Depths[i].Stratum == stratum {
			return &c.Depths[i]
		}
	}
	c.Depths = append(c.Depths, DepthFinding{Stratum: stratum})
	return &c.Depths[len(c.Depths)-1]
}

func (c *CorpusSummary) scope(scope string) *ScopeFinding {
	for i := range c.Scopes {
		if c.Scopes[i].Scope == scope {
			return &c.Scopes[i]
		}
	}
	c.Scopes = append(c.Scopes, ScopeFinding{Scope: scope})
	return &c.Scopes[len(c.Scopes)-1]
}
