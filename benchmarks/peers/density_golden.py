# SPDX-License-Identifier: Apache-2.0
"""Clusters by scikit-learn and hdbscan, for the tests to agree with: density_golden.py FOLDER [RETAIL.csv.gz]

Writes a file for each small set: a line with the settings, then a line for each point with its coordinates, whether it
is a core of DBSCAN, the labels of DBSCAN, of HDBSCAN by excess of mass and by leaves (scikit-learn) and of hdbscan, the
probability by scikit-learn and the outlier score by hdbscan. Of Online Retail it writes the customers in order of their
ids, without their coordinates, which the test makes anew: logarithms of recency, frequency and money, to 6 decimals.
"""
import csv
import datetime
import gzip
import sys

import hdbscan
import numpy as np
from sklearn.cluster import DBSCAN, HDBSCAN
from sklearn.datasets import make_blobs, make_moons

rng = np.random.default_rng(7)


def varied():
    parts = [rng.normal([0, 0], 0.15, (150, 2)), rng.normal([3, 3], 0.6, (150, 2)),
             rng.normal([-4, 4], 1.4, (120, 2)), rng.uniform(-8, 8, (60, 2))]
    return np.vstack(parts)


def duplicates():
    base = np.vstack([rng.normal([0, 0, 0], 0.5, (90, 3)), rng.normal([4, 0, 2], 0.8, (90, 3)),
                      rng.uniform(-4, 8, (20, 3))])
    repeated = np.repeat(base, rng.integers(1, 5, len(base)), axis=0)
    return repeated[rng.permutation(len(repeated))]


def heavy():
    base = np.vstack([rng.normal([0, 0], 1, (150, 2)), rng.normal([9, 9], 1, (150, 2))])
    points = np.vstack([base, np.repeat([[0.5, 0.5], [9.5, 9], [20, 0]], [40, 25, 30], axis=0)])
    return points[rng.permutation(len(points))]


def retail(file):
    customers = {}
    for row in csv.DictReader(gzip.open(file, "rt", encoding="utf-8")):
        quantity, price = int(row["Quantity"]), float(row["UnitPrice"])
        if row["CustomerID"] and quantity > 0 and price > 0:
            one = customers.setdefault(int(row["CustomerID"]), [row["InvoiceDate"], set(), 0])
            one[0] = max(one[0], row["InvoiceDate"])
            one[1].add(row["InvoiceNo"])
            one[2] += quantity * round(price * 1000)
    last = datetime.date(2011, 12, 10)
    rows = [[(last - datetime.date.fromisoformat(day[:10])).days, len(orders), money / 1000]
            for _, (day, orders, money) in sorted(customers.items())]
    return np.rint(np.log(np.array(rows)) * 1e6) / 1e6


def leaves(points, least, samples):
    """Leaves by scikit-learn depend on the order of the points: of 20 orders, the fewest clusters of fewest points."""
    best = None
    for order in range(20):
        places = np.random.default_rng(order).permutation(len(points))
        labels = np.empty(len(points), dtype=int)
        labels[places] = HDBSCAN(min_cluster_size=least, min_samples=samples, copy=True,
                                 cluster_selection_method="leaf").fit(points[places]).labels_
        if best is None or (labels.max(), (labels >= 0).sum()) < (best.max(), (best >= 0).sum()):
            best = labels
    return best


def write(folder, name, points, radius, enough, least, samples, coordinates=True):
    dbscan = DBSCAN(eps=radius, min_samples=enough).fit(points)
    cores = np.zeros(len(points), dtype=int)
    cores[dbscan.core_sample_indices_] = 1
    eom = HDBSCAN(min_cluster_size=least, min_samples=samples, copy=True).fit(points)
    leaf = leaves(points, least, samples)
    # does not count the point itself
    other = hdbscan.HDBSCAN(min_cluster_size=least, min_samples=samples - 1,
                            approx_min_span_tree=False).fit(points)
    scores = other.outlier_scores_
    with open(f"{folder}/{name}.csv", "w") as out:
        print(f"{radius},{enough},{least},{samples}", file=out)
        for i in range(len(points)):
            place = [repr(float(x)) for x in points[i]] if coordinates else []
            print(*place, cores[i], dbscan.labels_[i], eom.labels_[i], leaf[i], other.labels_[i],
                  f"{eom.probabilities_[i]:.9f}", f"{scores[i]:.9f}", sep=",", file=out)
    print(name, len(points), "DBSCAN", dbscan.labels_.max() + 1, "HDBSCAN", eom.labels_.max() + 1,
          "leaves", leaf.max() + 1, "hdbscan", other.labels_.max() + 1)


def main(folder, retail_file=None):
    blobs, _ = make_blobs(400, centers=5, cluster_std=0.9, n_features=3, random_state=3)
    moons, _ = make_moons(300, noise=0.08, random_state=5)
    write(folder, "blobs", np.round(blobs, 6), 1.0, 6, 10, 6)
    write(folder, "moons", np.round(moons, 6), 0.14, 5, 15, 5)
    write(folder, "varied", np.round(varied(), 6), 0.45, 6, 12, 8)
    write(folder, "duplicates", np.round(duplicates(), 6), 0.7, 10, 15, 10)
    write(folder, "heavy", np.round(heavy(), 6), 0.6, 8, 15, 8)
    if retail_file:
        write(folder, "retail", retail(retail_file), 0.25, 15, 50, 20, coordinates=False)


main(*sys.argv[1:])
