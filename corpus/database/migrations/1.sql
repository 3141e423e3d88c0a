-- Version 1 to 2. What was made of each node is judged otherwise since, and
-- cannot be told from what was written: outcomes go, until the transcripts are
-- analyzed again. The index, the examples and the answers stay.
DELETE FROM outcome;
ALTER TABLE outcome ADD COLUMN arguments_right INTEGER;
ALTER TABLE outcome ADD COLUMN sound INTEGER;

UPDATE response SET algorithm = 'long' WHERE algorithm IS NULL; -- there was one task, with one algorithm
ALTER TABLE response ADD COLUMN parts INTEGER;
ALTER TABLE response ADD COLUMN right_parts INTEGER;
ALTER TABLE response ADD COLUMN first_wrong TEXT;
ALTER TABLE response ADD COLUMN right_prefix REAL;
ALTER TABLE response ADD COLUMN temperature REAL;

CREATE TABLE step_score (
  response_id INTEGER NOT NULL REFERENCES response ON DELETE CASCADE,
  step        INTEGER NOT NULL,
  score       REAL NOT NULL,
  PRIMARY KEY (response_id, step)
) STRICT, WITHOUT ROWID;

CREATE TABLE thought (
  response_id INTEGER NOT NULL REFERENCES response ON DELETE CASCADE,
  thought     TEXT NOT NULL,
  parent      TEXT,
  text        TEXT NOT NULL,
  score       REAL,
  kept        INTEGER NOT NULL,
  right       INTEGER,
  PRIMARY KEY (response_id, thought)
) STRICT, WITHOUT ROWID;
