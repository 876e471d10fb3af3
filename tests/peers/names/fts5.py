"""Names in SQLite FTS5 with its trigram tokenizer: every trigram of the query, the best twenty by rank. FOLDER as argument."""

import json
import sqlite3
import sys
import time

folder = sys.argv[1]
database = sqlite3.connect(":memory:")
database.execute("CREATE VIRTUAL TABLE company USING fts5(id UNINDEXED, name, tokenize='trigram')")
with open(f"{folder}/names.tsv", encoding="utf8") as names:
    database.executemany("INSERT INTO company VALUES (?, ?)", (line.rstrip("\n").split("\t") for line in names))
database.execute("INSERT INTO company(company) VALUES ('optimize')")

times = []
found = [0] * 5
with open(f"{folder}/queries.tsv", encoding="utf8") as queries:
    for line in queries:
        wanted, way, name = line.rstrip("\n").split("\t")
        trigrams = " OR ".join(f'"{name[i : i + 3]}"' for i in range(len(name) - 2))
        began = time.perf_counter()
        ids = database.execute(
            "SELECT id FROM company WHERE company MATCH ? ORDER BY rank LIMIT 20", (trigrams,)
        ).fetchall()
        times.append((time.perf_counter() - began) * 1000)
        found[int(way)] += (wanted,) in ids
times.sort()
at = lambda share: times[int((len(times) - 1) * share)]
print(json.dumps({"p50": at(0.5), "p99": at(0.99), "found": found}))
