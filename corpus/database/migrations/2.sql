-- Version 2 to 3. The edges of graphs and the coverage of renamed problems are
-- not known until the transcripts are analyzed again.
ALTER TABLE node ADD COLUMN arguments TEXT;

CREATE TABLE reference_coverage (
  example_id INTEGER NOT NULL REFERENCES example ON DELETE CASCADE,
  algorithm  TEXT NOT NULL,
  corpus_id  INTEGER NOT NULL REFERENCES corpus ON DELETE CASCADE,
  scope      TEXT NOT NULL,
  exposures  TEXT NOT NULL,
  PRIMARY KEY (example_id, algorithm, corpus_id, scope)
) STRICT, WITHOUT ROWID;
