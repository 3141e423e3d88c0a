package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/graphcov/graphcov/corpus/database"
	"github.com/graphcov/graphcov/coverage/finding"
	"github.com/graphcov/graphcov/coverage/stats"
)

func newFindings(p *program) *cobra.Command {
	var db, failOn string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "findings --db DATABASE",
		Short: "print the findings of an analysis again",
		Example: `  graphcov findings --db mine.db
  graphcov findings --db mine.db --json
  graphcov findings --db mine.db --fail-on tracks   # exit 3 where success tracks coverage`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			verdict, known := verdictNames()[failOn]
			if failOn != "" && !known {
				return usage(fmt.Errorf("unknown --fail-on %q: use tracks, weak, inverse, none or inconclusive", failOn))
			}
			file, err := database.OpenReadOnly(cmd.Context(), db)
			if err != nil {
				return err
			}
			defer file.Close()
			findings, err := finding.Read(cmd.Context(), file)
			if err != nil {
				return err
			}
			if len(findings) == 0 {
				return errors.New("nothing was analyzed yet: run graphcov analyze first")
			}
			if err := p.writeFindings(findings, asJSON); err != nil {
				return err
			}
			if failOn != "" && !slices.ContainsFunc(findings, func(f finding.Finding) bool { return f.Verdict != "" }) {
				return errors.New("there is no verdict, since nothing was measured against training data: index it, then analyze (again)")
			}
			if slices.ContainsFunc(findings, func(f finding.Finding) bool { return failOn != "" && f.Verdict == verdict }) {
				return errVerdict
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&db, "db", "", "database to read (required)")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the same as JSON, and every estimate")
	cmd.Flags().StringVar(&failOn, "fail-on", "", "exit 3 if this verdict is among the findings: tracks, weak, inverse, none or inconclusive")
	cmd.MarkFlagRequired("db")
	return cmd
}

func verdictNames() map[string]string {
	return map[string]string{
		"tracks": stats.VerdictTracks, "weak": stats.VerdictWeak, "inverse": stats.VerdictInverse,
		"none": stats.VerdictNoEvidence, "inconclusive": stats.VerdictInconclusive,
	}
}

func (p *program) writeFindings(findings []finding.Finding, asJSON bool) error {
	if asJSON {
		return p.writeJSON(newFindingsJSON(findings))
	}
	var b strings.Builder
	for i, s := range finding.Summarize(findings) {
		if i > 0 {
			b.WriteByte('\n')
		}
		p.screen.writeSummary(&b, s)
	}
	_, err := io.WriteString(p.stdout, b.String())
	return err
}
