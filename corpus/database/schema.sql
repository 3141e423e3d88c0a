-- The graphcov database. Its tables and columns are a public interface: what
-- they mean is said here and in the README. Schema version: user_version.

-- What the database was made with: tool_version, fingerprint_scheme, ordered,
-- scopes, migrated_from (the earlier schema version it had).
CREATE TABLE meta (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A corpus is a named set of files of training documents, for one task. Every
-- document read is compiled, empty (no step of the task in it) or rejected.
CREATE TABLE corpus (
  corpus_id INTEGER PRIMARY KEY,
  name      TEXT NOT NULL UNIQUE,
  task      TEXT NOT NULL,
  documents INTEGER NOT NULL, -- records read
  compiled  INTEGER NOT NULL, -- turned into a graph and counted
  empty     INTEGER NOT NULL, -- nothing of the task in them
  rejected  INTEGER NOT NULL, -- faulty records
  nodes     INTEGER NOT NULL, -- operation nodes in all
  bytes     INTEGER NOT NULL  -- of the records' text, uncompressed
) STRICT;

CREATE TABLE corpus_file (
  corpus_id  INTEGER NOT NULL REFERENCES corpus ON DELETE CASCADE,
  path       TEXT NOT NULL,    -- as given
  sha256     TEXT NOT NULL,    -- of the file's bytes, compressed as they are; with --hash xxh3: "xxh3:" and the 128-bit XXH3
  format     TEXT NOT NULL,    -- jsonl, json, with .gz or .zst
  documents  INTEGER NOT NULL,
  compiled   INTEGER NOT NULL,
  empty      INTEGER NOT NULL,
  rejected   INTEGER NOT NULL,
  from_trace INTEGER NOT NULL, -- of the compiled: from steps that the text spells out,
  from_input INTEGER NOT NULL, -- and from the problem alone
  size       INTEGER NOT NULL, -- bytes
  indexed_at TEXT NOT NULL     -- UTC, RFC 3339
) STRICT;

-- One row for each distinct sub-graph of a corpus under a scope.
CREATE TABLE subgraph (
  corpus_id   INTEGER NOT NULL REFERENCES corpus ON DELETE CASCADE,
  scope       TEXT NOT NULL,    -- step, hop2, .., full, shape
  fingerprint BLOB NOT NULL,    -- 16 bytes
  op          TEXT NOT NULL,    -- of the node whose sub-graph it is
  depth       INTEGER NOT NULL, -- of the part that the scope compares
  nodes       INTEGER NOT NULL, -- in the smallest such sub-graph
  documents   INTEGER NOT NULL, -- training documents that contain it
  occurrences INTEGER NOT NULL, -- how often in all
  PRIMARY KEY (corpus_id, scope, fingerprint)
) STRICT, WITHOUT ROWID;

-- The problems of a corpus: how many documents are about each, by the
-- fingerprint of the task's canonical input.
CREATE TABLE corpus_input (
  corpus_id   INTEGER NOT NULL REFERENCES corpus ON DELETE CASCADE,
  fingerprint BLOB NOT NULL,
  documents   INTEGER NOT NULL,
  PRIMARY KEY (corpus_id, fingerprint)
) STRICT, WITHOUT ROWID;

-- Compiled documents by the size of their problem.
CREATE TABLE corpus_size (
  corpus_id INTEGER NOT NULL REFERENCES corpus ON DELETE CASCADE,
  size      TEXT NOT NULL,
  documents INTEGER NOT NULL,
  PRIMARY KEY (corpus_id, size)
) STRICT, WITHOUT ROWID;

-- A file of transcripts. Every record read is a response or rejected.
CREATE TABLE source (
  source      TEXT PRIMARY KEY,  -- its path as given
  sha256      TEXT NOT NULL,
  format      TEXT NOT NULL,
  records     INTEGER NOT NULL,
  responses   INTEGER NOT NULL,
  rejected    INTEGER NOT NULL,
  analyzed_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Why records of a source were rejected.
CREATE TABLE source_reject (
  source     TEXT NOT NULL REFERENCES source ON DELETE CASCADE,
  reason     TEXT NOT NULL,
  records    INTEGER NOT NULL,
  first_line INTEGER NOT NULL,
  PRIMARY KEY (source, reason)
) STRICT, WITHOUT ROWID;

-- A test problem and the measures of its graph (NULL where it has none).
CREATE TABLE example (
  example_id  INTEGER PRIMARY KEY,
  task        TEXT NOT NULL,
  source      TEXT NOT NULL REFERENCES source ON DELETE CASCADE,
  external_id TEXT NOT NULL, -- its id in the source
  question    TEXT NOT NULL,
  input       TEXT NOT NULL, -- the task's canonical JSON
  size        TEXT,          -- the task's size label
  gold        TEXT NOT NULL, -- the right answer
  operations  INTEGER,       -- nodes that are no source
  nodes       INTEGER,
  edges       INTEGER,
  depth       INTEGER,       -- the largest layer
  width       INTEGER,       -- nodes at the most common distance from a source
  parallelism REAL,          -- nodes / depth
  UNIQUE (source, external_id, input)
) STRICT;

-- The operation nodes and sources of an example's graph.
CREATE TABLE node (
  example_id INTEGER NOT NULL REFERENCES example ON DELETE CASCADE,
  algorithm  TEXT NOT NULL,
  node       TEXT NOT NULL,    -- its label, unique in the graph
  position   INTEGER NOT NULL, -- in topological order
  op         TEXT,             -- NULL for a source
  value      TEXT NOT NULL,
  layer      INTEGER NOT NULL, -- longest path from a source, in edges
  arguments  TEXT,             -- JSON array of the positions of the nodes it was made from, in order; NULL for a source
  PRIMARY KEY (example_id, algorithm, node)
) STRICT, WITHOUT ROWID;

-- How often the sub-graph of a node occurs in a corpus: 0 is a count, too.
CREATE TABLE coverage (
  example_id  INTEGER NOT NULL REFERENCES example ON DELETE CASCADE,
  algorithm   TEXT NOT NULL,
  node        TEXT NOT NULL,
  corpus_id   INTEGER NOT NULL REFERENCES corpus ON DELETE CASCADE,
  scope       TEXT NOT NULL,
  documents   INTEGER NOT NULL,
  occurrences INTEGER NOT NULL,
  PRIMARY KEY (example_id, algorithm, node, corpus_id, scope)
) STRICT, WITHOUT ROWID;

-- The same per example, over its operation nodes.
CREATE TABLE example_coverage (
  example_id         INTEGER NOT NULL REFERENCES example ON DELETE CASCADE,
  algorithm          TEXT NOT NULL,
  corpus_id          INTEGER NOT NULL REFERENCES corpus ON DELETE CASCADE,
  scope              TEXT NOT NULL,
  operations         INTEGER NOT NULL,
  seen_nodes         INTEGER NOT NULL, -- with documents > 0
  mean_log_documents REAL NOT NULL,    -- the exposure: mean of ln(1 + documents)
  min_documents      INTEGER NOT NULL, -- of the bottleneck node
  deepest_seen_layer INTEGER NOT NULL, -- all nodes up to there are seen
  sink_documents     INTEGER NOT NULL,
  seen               INTEGER NOT NULL, -- 1: the whole problem is in the corpus
  PRIMARY KEY (example_id, algorithm, corpus_id, scope)
) STRICT, WITHOUT ROWID;

-- What coverage of other problems of the same form would have been: the exposure
-- (mean of ln(1 + documents)) of the example's problem under random bijections of
-- its digits or words, the same ones for all examples of a task. Examples that
-- some bijection makes no problem of have no row, and at most 2,000 of a file
-- and task have one, chosen by a hash of their input.
CREATE TABLE reference_coverage (
  example_id INTEGER NOT NULL REFERENCES example ON DELETE CASCADE,
  algorithm  TEXT NOT NULL,
  corpus_id  INTEGER NOT NULL REFERENCES corpus ON DELETE CASCADE,
  scope      TEXT NOT NULL,
  exposures  TEXT NOT NULL, -- JSON: a number for each bijection
  PRIMARY KEY (example_id, algorithm, corpus_id, scope)
) STRICT, WITHOUT ROWID;

CREATE INDEX example_coverage_by_exposure ON example_coverage (corpus_id, scope, mean_log_documents, example_id);

-- One sampled answer of a model to an example.
CREATE TABLE response (
  response_id    INTEGER PRIMARY KEY,
  example_id     INTEGER NOT NULL REFERENCES example ON DELETE CASCADE,
  algorithm      TEXT NOT NULL,    -- of the task's algorithms, the one that explains most of its steps
  model          TEXT NOT NULL,
  sample         INTEGER NOT NULL, -- from 0
  answer         TEXT,             -- canonical; NULL: none can be read
  answer_lenient TEXT,             -- the free reading
  correct        INTEGER NOT NULL, -- 1: finished, and answer is gold
  logged_correct INTEGER,          -- what the log itself says
  reward         REAL,
  logprob        REAL,             -- mean per token
  finished       INTEGER,          -- 0: cut off; NULL: not said
  parts          INTEGER,          -- of an answer of several parts, such as the cells of a grid; NULL: of one
  right_parts    INTEGER,          -- of them
  first_wrong    TEXT,             -- the first node with a wrong value; NULL: none
  right_prefix   REAL,             -- share of the operation nodes before the first that is wrong or missing; NULL: no graph
  temperature    REAL,             -- of sampling; NULL: not said
  lines_parsed   INTEGER NOT NULL,
  lines_rejected INTEGER NOT NULL, -- lines that are nothing of the task's form
  miscopied      INTEGER NOT NULL  -- restatements that disagree with the value they repeat
) STRICT;
CREATE INDEX response_by_example ON response (example_id);

CREATE TABLE miscopy (
  response_id INTEGER NOT NULL REFERENCES response ON DELETE CASCADE,
  kind        TEXT NOT NULL, -- what was restated: the task's own words
  restated    INTEGER NOT NULL, -- how often wrongly
  PRIMARY KEY (response_id, kind)
) STRICT, WITHOUT ROWID;

-- What a process reward model gave each step of a response.
CREATE TABLE step_score (
  response_id INTEGER NOT NULL REFERENCES response ON DELETE CASCADE,
  step        INTEGER NOT NULL, -- from 0
  score       REAL NOT NULL,
  PRIMARY KEY (response_id, step)
) STRICT, WITHOUT ROWID;

-- The tree of thoughts that a response was found by.
CREATE TABLE thought (
  response_id INTEGER NOT NULL REFERENCES response ON DELETE CASCADE,
  thought     TEXT NOT NULL,    -- its id in the tree
  parent      TEXT,             -- that of the thought it goes on from; NULL: a first one
  text        TEXT NOT NULL,
  score       REAL,             -- of the search; NULL: none
  kept        INTEGER NOT NULL, -- 0: pruned by the search
  right       INTEGER,          -- 0: something is wrong from the first thought to here; NULL: nothing is stated that could be
  PRIMARY KEY (response_id, thought)
) STRICT, WITHOUT ROWID;

-- What a response made of each operation node of the gold graph.
CREATE TABLE outcome (
  response_id INTEGER NOT NULL REFERENCES response ON DELETE CASCADE,
  node        TEXT NOT NULL,    -- label, or step[k] for a step that is no node
  value       TEXT,             -- NULL: missing
  inferred    INTEGER NOT NULL, -- 1: the text never states it; left out of error rates
  outcome     TEXT NOT NULL CHECK (outcome IN ('correct', 'local', 'propagation',
              'restoration_masked', 'restoration_unexplained', 'missing', 'unaligned')),
  arguments_right INTEGER,      -- 1: made from right values, so that the step itself succeeded or failed; NULL: unaligned
  sound       INTEGER,          -- of an unaligned step: 1 if it is right on its own operands; NULL: not judged
  PRIMARY KEY (response_id, node)
) STRICT, WITHOUT ROWID;

CREATE INDEX outcome_by_kind ON outcome (outcome, response_id) WHERE outcome <> 'correct';

-- Every estimate that was printed.
CREATE TABLE finding (
  finding_id INTEGER PRIMARY KEY,
  model      TEXT NOT NULL,
  task       TEXT NOT NULL,
  corpus_id  INTEGER REFERENCES corpus ON DELETE CASCADE, -- NULL: of no corpus
  scope      TEXT,    -- NULL: of no scope
  measure    TEXT NOT NULL,
  stratum    TEXT NOT NULL, -- what it is over: all, a size, a depth
  estimate   REAL,    -- NULL: not estimable, see note
  low        REAL,    -- 95 % interval
  high       REAL,
  p          REAL,
  q          REAL,    -- Benjamini-Hochberg over the scopes and exposures of one model, task and corpus
  n          INTEGER NOT NULL, -- examples
  verdict    TEXT,
  note       TEXT
) STRICT;

-- The views below weigh an example with c right of n responses as c/n right
-- and 1 - c/n wrong. The same problem in several sources is one example.

-- Its graph is that of the algorithm which most of the responses used (of
-- several the first used).
CREATE VIEW example_weight AS
WITH worked AS (
  SELECT r.model, e.task, e.input, r.algorithm, e.size, min(r.example_id) AS example_id, sum(r.correct) AS right_responses, count(*) AS responses,
    sum(r.answer IS NULL OR r.finished IS 0) AS unread, sum(r.parts) AS parts, sum(r.right_parts) AS right_parts,
    row_number() OVER (PARTITION BY r.model, e.task, e.input ORDER BY count(*) DESC, min(r.response_id)) AS rank
  FROM response r JOIN example e USING (example_id)
  GROUP BY r.model, e.task, e.input, r.algorithm
)
SELECT max(example_id) FILTER (WHERE rank = 1) AS example_id, max(algorithm) FILTER (WHERE rank = 1) AS algorithm, model, task, max(size) AS size,
  sum(right_responses) * 1.0 / sum(responses) AS right_weight, sum(responses) AS responses,
  sum(right_responses) AS right_responses, sum(unread) AS unread, -- of them cut off, or without a readable answer
  sum(parts) AS parts, sum(right_parts) AS right_parts -- of answers of several parts; NULL: of one
FROM worked
GROUP BY task, input, model;

-- The paper's figure: mean documents of the full sub-graphs of each depth, for
-- right and for wrong answers.
CREATE VIEW coverage_by_depth AS
SELECT w.model, w.task, c.corpus_id, n.layer AS depth,
  sum(w.right_weight) AS right_nodes,
  sum(1 - w.right_weight) AS wrong_nodes,
  sum(w.right_weight * c.documents) / nullif(sum(w.right_weight), 0) AS mean_documents_right,
  sum((1 - w.right_weight) * c.documents) / nullif(sum(1 - w.right_weight), 0) AS mean_documents_wrong
FROM example_weight w
JOIN coverage c ON c.example_id = w.example_id AND c.algorithm = w.algorithm AND c.scope = 'full'
JOIN node n ON n.example_id = c.example_id AND n.algorithm = c.algorithm AND n.node = c.node
GROUP BY w.model, w.task, c.corpus_id, n.layer;

-- Coverage of the examples answered rightly and of those answered wrongly.
CREATE VIEW coverage_by_correctness AS
SELECT w.model, w.task, c.corpus_id, c.scope, count(*) AS examples,
  sum(w.right_weight) AS right_examples,
  sum(1 - w.right_weight) AS wrong_examples,
  sum(w.right_weight * c.mean_log_documents) / nullif(sum(w.right_weight), 0) AS exposure_right,
  sum((1 - w.right_weight) * c.mean_log_documents) / nullif(sum(1 - w.right_weight), 0) AS exposure_wrong,
  sum(w.right_weight * c.seen_nodes / c.operations) / nullif(sum(w.right_weight), 0) AS share_seen_right,
  sum((1 - w.right_weight) * c.seen_nodes / c.operations) / nullif(sum(1 - w.right_weight), 0) AS share_seen_wrong
FROM example_weight w JOIN example_coverage c ON c.example_id = w.example_id AND c.algorithm = w.algorithm
GROUP BY w.model, w.task, c.corpus_id, c.scope;

-- Outcomes by layer of the node; unaligned steps have no layer. Shares are of
-- the layer's nodes whose value the text could state.
CREATE VIEW outcome_by_layer AS
SELECT r.model, e.task, n.layer, o.outcome, count(*) AS nodes,
  count(*) * 1.0 / sum(count(*)) OVER (PARTITION BY r.model, e.task, n.layer) AS share
FROM outcome o
JOIN response r USING (response_id)
JOIN example e USING (example_id)
LEFT JOIN node n ON n.example_id = r.example_id AND n.algorithm = r.algorithm AND n.node = o.node
WHERE NOT o.inferred
GROUP BY r.model, e.task, n.layer, o.outcome;

-- The same by operation, and by size of the problem.
CREATE VIEW outcome_by_op AS
SELECT r.model, e.task, n.op, o.outcome, count(*) AS nodes,
  count(*) * 1.0 / sum(count(*)) OVER (PARTITION BY r.model, e.task, n.op) AS share
FROM outcome o
JOIN response r USING (response_id)
JOIN example e USING (example_id)
LEFT JOIN node n ON n.example_id = r.example_id AND n.algorithm = r.algorithm AND n.node = o.node
WHERE NOT o.inferred
GROUP BY r.model, e.task, n.op, o.outcome;

CREATE VIEW outcome_by_size AS
SELECT r.model, e.task, e.size, o.outcome, count(*) AS nodes,
  count(*) * 1.0 / sum(count(*)) OVER (PARTITION BY r.model, e.task, e.size) AS share
FROM outcome o
JOIN response r USING (response_id)
JOIN example e USING (example_id)
WHERE NOT o.inferred
GROUP BY r.model, e.task, e.size, o.outcome;

CREATE VIEW accuracy_by_size AS
SELECT r.model, e.task, e.size, count(DISTINCT e.input) AS examples, count(*) AS responses,
  sum(r.correct) AS right_responses, avg(r.correct) AS accuracy,
  sum(r.finished IS 0) AS unfinished, sum(r.answer IS NULL) AS no_answer
FROM response r JOIN example e USING (example_id)
GROUP BY r.model, e.task, e.size;

-- The same per size and number of operations, for examples that are not in the
-- corpus themselves and that it covers step by step (at least 90 % of the operations before the last were
-- seen), halved at the median share of full sub-graphs seen: low is below it,
-- high at or above. A model that composes has no gap. Accuracies over fewer
-- than 10 examples, and their gap, are NULL.
CREATE VIEW compositionality AS
WITH covered AS (
  SELECT w.model, w.task, s.corpus_id, w.size, s.operations, w.right_weight, f.seen_nodes * 1.0 / f.operations AS full_share
  FROM example_weight w
  JOIN example_coverage s ON s.example_id = w.example_id AND s.algorithm = w.algorithm AND s.scope = 'step'
  JOIN example_coverage f ON f.example_id = s.example_id AND f.algorithm = s.algorithm AND f.corpus_id = s.corpus_id AND f.scope = 'full'
  WHERE NOT s.seen AND s.operations > 1 AND 10 * (s.seen_nodes - (s.sink_documents > 0)) >= 9 * (s.operations - 1)
), ranked AS (
  SELECT *, row_number() OVER (stratum ORDER BY full_share) AS rank, count(*) OVER stratum AS examples
  FROM covered
  WINDOW stratum AS (PARTITION BY model, task, corpus_id, size, operations)
), halved AS (
  SELECT *, full_share >= avg(full_share) FILTER (WHERE rank IN ((examples + 1) / 2, (examples + 2) / 2)) OVER stratum AS high
  FROM ranked
  WINDOW stratum AS (PARTITION BY model, task, corpus_id, size, operations)
), counted AS (
  SELECT model, task, corpus_id, size, operations, sum(NOT high) AS low_examples, sum(high) AS high_examples,
    CASE WHEN sum(NOT high) >= 10 THEN avg(right_weight) FILTER (WHERE NOT high) END AS low_accuracy,
    CASE WHEN sum(high) >= 10 THEN avg(right_weight) FILTER (WHERE high) END AS high_accuracy
  FROM halved
  GROUP BY model, task, corpus_id, size, operations
)
SELECT *, high_accuracy - low_accuracy AS gap FROM counted;

-- What sampling several responses to an example gains.
CREATE VIEW sampling AS
SELECT model, task, size, count(*) AS examples, sum(responses) AS responses,
  min(responses) AS fewest_samples, max(responses) AS most_samples,
  avg(right_weight) AS pass_1,            -- mean share of right responses
  avg(right_weight > 0) AS any_right,     -- share of examples with a right response
  avg(right_weight = 1) AS all_right      -- and with no wrong one
FROM example_weight
GROUP BY model, task, size;
