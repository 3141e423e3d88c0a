"""Reads a large text that holds few equations, beside ripgrep; called by scale.

usage: text.py WORKDIR [BYTES [ROUNDS]]        2e8 and 3 unless told otherwise

WORKDIR has the program. Both texts are made there, JSONL and plain, and kept.
ripgrep counts the same lines by two patterns: one whose equals sign it can look
for alone, and one, of the left side of an equation, for which it has to look at
every byte. Large texts are to fit into memory twice, for all to be warm.
"""

import json
import os
import random
import shutil
import subprocess
import sys

from measure import Run, fresh, in_turns, print_runs, ratio

work = sys.argv[1]
size = int(float(sys.argv[2])) if len(sys.argv) > 2 else 200_000_000
rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 3
scratch = f"{work}/text-scratch"
lines, plain = f"{work}/text-{size}.jsonl", f"{work}/text-{size}.txt"
EQUATION = r"[0-9]\s*[-+*/x×÷]\s*[0-9][0-9.,]*\s*=\s*[0-9]"
OPERATION = r"[0-9]\s*[-+*/x×÷]\s*[0-9]"


def paragraphs(rng):
    """Words and a few lone numbers, some of 400 bytes each."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    words = ["".join(rng.choices(letters, k=rng.randint(2, 10))) for _ in range(5000)]
    for _ in range(20_000):
        chosen = rng.choices(words, k=60)
        chosen[rng.randrange(60)] = str(rng.randint(2, 2100))
        yield " ".join(chosen)


def write_texts():
    """The same documents in both forms, one of a thousand with an equation."""
    rng = random.Random(1)
    pool = list(paragraphs(rng))
    written = documents = 0
    with open(lines, "w") as jsonl, open(plain, "w") as text:
        while written < size:
            parts = rng.choices(pool, k=rng.randint(1, 17))
            if documents % 1000 == 0:
                a, b = rng.randint(2, 99), rng.randint(2, 99)
                parts.append(f"so that {a} + {b} = {a + b} in all")
            record = json.dumps({"text": "\n".join(parts), "url": f"https://example.org/{documents}"}) + "\n"
            jsonl.write(record)
            text.write("\n".join(parts) + "\n<|endoftext|>\n")
            written += len(record)
            documents += 1


def index(source, *flags):
    fresh(scratch)
    return Run([f"{work}/graphcov", "index", "--db", f"{scratch}/a.db", "--task", "arithmetic", *flags, source])


def compiled():
    out = subprocess.run([f"{work}/graphcov", "sql", "--db", f"{scratch}/a.db", "--format", "json", "SELECT compiled FROM corpus"], check=True, capture_output=True, text=True)
    return json.loads(out.stdout)[0]["compiled"]


def ripgrep(pattern):
    return Run(["rg", "-c", pattern, lines])


def counted(pattern):
    return int(subprocess.run(["rg", "-c", pattern, lines], check=True, capture_output=True, text=True).stdout)


if shutil.which("rg") is None:
    sys.exit("text.py: there is no rg: install ripgrep")
if not os.path.exists(plain + ".done"):
    write_texts()
    open(plain + ".done", "w").close()

# Both find the same documents, in whichever form; this also warms the files.
wanted = counted(EQUATION)
for source, flags in ((lines, ()), (lines, ("--hash", "xxh3")), (plain, ())):
    index(source, *flags)
    if compiled() != wanted or counted(OPERATION) != wanted:
        sys.exit(f"{source} {flags}: {compiled()} documents compiled, rg finds {wanted} and {counted(OPERATION)}")

runs = in_turns({
    "index of JSONL": lambda: index(lines),
    "index of JSONL --hash xxh3": lambda: index(lines, "--hash", "xxh3"),
    "index of plain text": lambda: index(plain),
    "index of plain text --hash xxh3": lambda: index(plain, "--hash", "xxh3"),
    "rg -c of equations": lambda: ripgrep(EQUATION),
    "rg -c of operations": lambda: ripgrep(OPERATION),
}, rounds)
print(f"{os.path.getsize(lines):,} bytes of JSONL, {os.path.getsize(plain):,} of plain text, {wanted:,} documents with an equation")
print_runs(runs, rounds)
print("\nratios of seconds, and what is wanted")
for name, of in (("index of JSONL", "rg -c of operations"), ("index of JSONL --hash xxh3", "rg -c of operations"),
                 ("index of JSONL", "rg -c of equations"), ("index of JSONL --hash xxh3", "rg -c of equations")):
    print(f"  {name:26} / {of:20} {ratio(runs, name, of)}   at most 2")
    print(f"  {'':26}   of CPU seconds       {ratio(runs, name, of, 'cpu')}")
shutil.rmtree(scratch)
