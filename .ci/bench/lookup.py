"""Looks millions of keys up in an index, and joins them in DuckDB; called by scale.

usage: lookup.py WORKDIR [DOCUMENTS [KEYS [ROUNDS]]]

The index is of generated 12x12 scratchpads, some 90 rows a document: 580,000
documents have 50 million rows and take 6 GB of disk. WORKDIR has the programs
graphcov and lookup; everything that is large is removed in the end.
"""

import os
import shutil
import subprocess
import sys

from measure import Run, fresh, in_turns, print_runs, ratio

work = sys.argv[1]
documents, keys, rounds = (int(given) for given in sys.argv[2:] + ["9000", "200000", "3"][len(sys.argv) - 2:])
cores = os.cpu_count()
scratch = f"{work}/lookup-scratch"
database, rows, native = f"{scratch}/a.db", f"{scratch}/rows.parquet", f"{scratch}/rows.duckdb"
shares = {"half": 0.5, "all": 1}

# The answer of all: keys that are there, and the sums of what they count.
# Starting Python and loading DuckDB is part of the time, some 0.1 s.
DUCKDB = """
import duckdb, sys
connection = duckdb.connect(sys.argv[1])
connection.execute("SET enable_progress_bar = false")
connection.execute(f"SET threads = {sys.argv[2]}")
print(connection.execute(sys.argv[3]).fetchone())
"""


def duckdb(file, query, stdout=subprocess.DEVNULL):
    return Run([sys.executable, "-c", DUCKDB, file, str(cores), query], stdout=stdout)


def join(table, share, stdout=subprocess.DEVNULL):
    """The keys, as Parquet, with the rows of the index."""
    file = native if table == "counts" else ":memory:"
    return duckdb(file, f"SELECT count(*), sum(documents)::BIGINT, sum(occurrences)::BIGINT FROM '{scratch}/{share}.parquet' JOIN {table} USING (scope, hi, lo)", stdout)


def find(share, stdout=subprocess.DEVNULL):
    """A process that opens the database and looks all keys up."""
    return Run([f"{work}/lookup", "find", database, f"{scratch}/{share}.keys"], stdout=stdout)


def make():
    fresh(scratch)
    generate = subprocess.Popen([f"{work}/graphcov", "generate", "multiplication", "--size", "12x12", "--format", "scratchpad", "-n", str(documents), "--seed", "1"], stdout=subprocess.PIPE)
    subprocess.run([f"{work}/graphcov", "index", "--db", database, "--task", "multiplication", "-"], stdin=generate.stdout, stdout=subprocess.DEVNULL, check=True)
    if generate.wait() != 0:
        sys.exit("generate failed")
    for seed, (name, share) in enumerate(shares.items()):
        subprocess.run([f"{work}/lookup", "draw", database, str(keys), str(share), str(seed), f"{scratch}/{name}.keys", rows, f"{scratch}/{name}.parquet"], check=True)
    duckdb(native, f"CREATE TABLE counts AS SELECT * FROM '{rows}'")


def printed(run):
    """What it prints."""
    with open(f"{scratch}/out", "w+") as out:
        run(out)
        out.seek(0)
        return out.read().strip()


make()
for share in shares:  # all find the same, and everything is warm
    answers = {printed(lambda out: find(share, out)), printed(lambda out: join("counts", share, out)), printed(lambda out: join(f"'{rows}'", share, out))}
    if len(answers) > 1:
        sys.exit(f"{share}: not the same: {answers}")

candidates = {}
for share in shares:
    candidates[f"look-up, {share} there"] = lambda share=share: find(share)
    candidates[f"DuckDB, {share} there, its own table"] = lambda share=share: join("counts", share)
    candidates[f"DuckDB, {share} there, Parquet"] = lambda share=share: join(f"'{rows}'", share)
runs = in_turns(candidates, rounds)

total = subprocess.run([f"{work}/graphcov", "sql", "--db", database, "--format", "csv", "SELECT count(*) FROM subgraph"], check=True, capture_output=True, text=True).stdout.split()[-1]
print(f"{keys:,} keys, {int(total):,} rows, {os.path.getsize(database):,} bytes; DuckDB: {os.path.getsize(native):,} bytes, as Parquet {os.path.getsize(rows):,}")
print_runs(runs, rounds)
print("\nratios of seconds, and what is wanted")
for share in shares:
    for table in ("its own table", "Parquet"):
        print(f"  look-up / DuckDB, {share} there, {table:14} {ratio(runs, f'look-up, {share} there', f'DuckDB, {share} there, {table}')}   at most 1")
shutil.rmtree(scratch)
