# SPDX-License-Identifier: Apache-2.0
"""implicit's models of a log of purchases: recommend_implicit.py LOG MODEL:VARIANT:DAYS

LOG has the columns customer, item and day. MODEL is als or neighbours; VARIANT is all (what was bought before may come
again) or new. The last DAYS are judged. Settings are chosen on the DAYS before them, which is not timed; training and
ten items for everyone judged are. All cores; factors are of numpy's seed 1.
"""
import itertools
import os
import resource
import sys
import time

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as implicit asks for: it has threads of its own
import numpy as np
import scipy.sparse as sp
from implicit.als import AlternatingLeastSquares
from implicit.nearest_neighbours import BM25Recommender, CosineRecommender, TFIDFRecommender

K = 10
kind, variant, days = sys.argv[2].split(":")
days = int(days)
log = np.unique(np.loadtxt(sys.argv[1], delimiter=",", skiprows=1, dtype=np.int64), axis=0)
customers, items = log[:, 0].max() + 1, log[:, 1].max() + 1


def matrix(rows, weights):
    made = sp.csr_matrix((np.ones(len(rows), np.float32), (rows[:, 0], rows[:, 1])), (customers, items))
    if weights == "binary":
        made.data[:] = 1
    return made


def model(setting):
    if kind == "als":
        factors, regularization, alpha, _ = setting
        return AlternatingLeastSquares(factors, regularization, alpha, iterations=15, random_state=1)
    way, neighbours, _ = setting
    return {"cosine": CosineRecommender, "tfidf": TFIDFRecommender, "bm25": BM25Recommender}[way](K=neighbours)


def settings():
    weights = ("binary", "days")
    if kind == "als":
        return itertools.product((64, 128), (0.05, 5.0), (1.0, 10.0), weights)
    return itertools.product(("cosine", "tfidf", "bm25"), (20, 100, 1000), weights)


def run(end, setting):
    """Learns up to day end and judges the days after it."""
    past, after = log[log[:, 2] <= end], log[(log[:, 2] > end) & (log[:, 2] <= end + days)]
    bought = matrix(past, setting[-1])
    test = matrix(after, "binary")
    relevant = {}
    for customer in np.unique(after[:, 0]):
        own = set(bought[customer].indices)
        wanted = set(test[customer].indices) - (own if variant == "new" else set())
        if own and wanted:
            relevant[customer] = wanted
    judged = np.array(sorted(relevant))
    wall, cpu = time.perf_counter(), time.process_time()
    made = model(setting)
    made.fit(bought, show_progress=False)
    lists, scores = made.recommend(judged, bought[judged], N=K, filter_already_liked_items=variant == "new")
    taken = time.perf_counter() - wall, time.process_time() - cpu
    buyers = np.bincount(matrix(past, "binary").indices, minlength=items)
    known = len(np.unique(past[:, 0]))
    discount = 1 / np.log2(np.arange(2, K + 2))
    sums, shown = np.zeros(4), set()
    for customer, row, said in zip(judged, lists, scores):
        row = row[np.isfinite(said) & (said > np.finfo(np.float32).min) & (row >= 0)]
        wanted = relevant[customer]
        hit = np.array([item in wanted for item in row], float)
        best = min(K, len(wanted))
        precision = (hit * np.cumsum(hit) / np.arange(1, len(row) + 1)).sum() / best
        bits = np.log2(known / np.maximum(1, buyers[row])).mean() if len(row) else 0
        sums += [(hit * discount[: len(row)]).sum() / discount[:best].sum(), hit.sum() / len(wanted), precision, bits]
        shown.update(row.tolist())
    ndcg, recall, precision, novelty = sums / len(judged)
    coverage = len(shown) / (buyers > 0).sum()
    return ndcg, recall, precision, coverage, novelty, len(judged), taken


end = log[:, 2].max() - days
best = max(settings(), key=lambda setting: run(end - days, setting)[0])
for _ in range(2):
    ndcg, recall, precision, coverage, novelty, judged, taken = run(end, best)
    print("measured round", *taken)
for name, value in zip(
    ("ndcg", "recall", "precision", "coverage", "novelty"), (ndcg, recall, precision, coverage, novelty)
):
    print("measured fact", name, repr(float(value)))
print("measured fact customers", judged)
print("measured fact setting", " ".join(str(part) for part in best))
print("measured fact peak.mib", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
