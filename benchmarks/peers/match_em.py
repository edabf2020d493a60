# SPDX-License-Identifier: Apache-2.0
"""Match probabilities by plain EM, written out: match_em.py PATTERNS.csv > GOLDEN.csv

What fastLink (Enamorado, Fifield and Imai 2019) and Splink do, on counts of patterns, with levels
independent in each class: posterior by Bayes' formula, m, u and the share of matches as weighted
means. As ours it learns of the whole population: what is no candidate is no match, and its levels
are those of random pairs less the candidates that must be among them. Priors are pairs added.
Nothing of it is shared with the Java code, which test OracleTest compares with what this prints.
"""
import csv
import sys

import numpy as np

RECORDS = 5000
# attribute: default m, usual chance of equal values, whether all equal pairs are candidates
ATTRIBUTES = {
    "given_name": ([0.1, 0.2, 0.7], 1e-2, False),
    "family_name": ([0.1, 0.1, 0.8], 3e-3, True),
    "birth_date": ([0.05, 0.1, 0.85], 3e-4, True),
    "postcode": ([0.2, 0.1, 0.7], 5e-3, True),
    "email": ([0.3, 0.1, 0.6], 1e-5, True),
}


def main(file):
    total, patterns, counts = 0, {"candidates": [], "random": []}, {"candidates": [], "random": []}
    for row in csv.DictReader(open(file)):
        if row["pairs"] == "total":
            total = int(row["count"])
        else:
            patterns[row["pairs"]].append([int(row[name]) for name in ATTRIBUTES])
            counts[row["pairs"]].append(float(row["count"]))
    gamma = np.array(patterns["candidates"])
    n = np.array(counts["candidates"])
    random, r = np.array(patterns["random"]), np.array(counts["random"])
    rest = total - n.sum()
    per_random = max(1.0, rest / r.sum())

    prior_m, prior_u, background = [], [], []
    for j, (m, chance, enumerated) in enumerate(ATTRIBUTES.values()):
        size = len(m) + 1
        prior_m.append((10 + 0.02 * RECORDS) * np.array(m))
        usual = np.array([chance * 3 ** (len(m) - 1 - l) for l in range(len(m))])
        usual[0] = 1 - usual[1:].sum()
        pseudo = 10 * per_random * usual
        seen = np.array([r[random[:, j] == l].sum() for l in range(size)])
        ours = np.array([n[gamma[:, j] == l].sum() for l in range(size)])
        left = np.maximum(0, seen - ours * r.sum() / total)
        if enumerated:
            left[-1] = 0
            pseudo[-1] = min(1, total * chance)
        background.append(rest * left[1:] / left.sum())
        prior_u.append(pseudo)

    m = [p / p.sum() for p in prior_m]
    u = [p / p.sum() for p in prior_u]
    share = 0.2 * RECORDS / total
    for step in range(100_000):
        log_m, log_u = np.log(share) + np.zeros(len(n)), np.log1p(-share) + np.zeros(len(n))
        for j in range(len(m)):
            level = gamma[:, j]
            log_m += np.where(level > 0, np.log(m[j])[level - 1], 0)
            log_u += np.where(level > 0, np.log(u[j])[level - 1], 0)
        w = 1 / (1 + np.exp(log_u - log_m))
        matches = (w * n).sum() + 1
        others = ((1 - w) * n).sum() + rest + 5
        old, share = (share, m, u), matches / (matches + others)
        m, u = [], []
        for j in range(len(prior_m)):
            levels = range(1, len(prior_m[j]) + 1)
            of_m = np.array([(w * n)[gamma[:, j] == l].sum() for l in levels]) + prior_m[j]
            of_u = np.array([((1 - w) * n)[gamma[:, j] == l].sum() for l in levels])
            of_u = of_u + background[j] + prior_u[j]
            m.append(of_m / of_m.sum())
            u.append(of_u / of_u.sum())
        change = abs(np.log(share / old[0]))
        change = max([change] + [abs(np.log(a / b)).max() for a, b in zip(m + u, old[1] + old[2])])
        if change < 1e-14:
            break
    print("what,level,value")
    print(f"share,,{float(share)!r}")
    for j, name in enumerate(ATTRIBUTES):
        for l in range(len(m[j])):
            print(f"m {name},{l + 1},{float(m[j][l])!r}")
            print(f"u {name},{l + 1},{float(u[j][l])!r}")
    print(f"steps {step}, change {change}", file=sys.stderr)


main(sys.argv[1])
