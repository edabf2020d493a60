# SPDX-License-Identifier: Apache-2.0
"""What scikit-learn makes of small sets of points: cluster_golden.py FOLDER [ONLINE_RETAIL.csv.gz]

Writes points.csv, kmeans.csv (best inertia of 10 starts, k-means++), mixture.csv (best of 10 starts)
and ward.csv into FOLDER, segment/src/test/resources/io/perennial/segment/cluster. The sets:
  blobs       five round clusters in three dimensions
  moons       two half circles
  densities   three clusters, of spreads .3, 1 and 3
  duplicates  whole numbers, most of them many times
  online_retail  ln(1 + x) of recency, frequency and monetary value, standardised; points not stored
"""
import csv
import gzip
import sys
from datetime import date

import numpy as np
import sklearn
from sklearn.cluster import AgglomerativeClustering, KMeans
from sklearn.datasets import make_blobs, make_moons
from sklearn.mixture import GaussianMixture


def sets():
    spreads = [0.3, 1.0, 3.0]
    rng = np.random.RandomState(7)
    yield "blobs", make_blobs(400, 3, centers=5, cluster_std=1.2, random_state=1)[0]
    yield "moons", make_moons(300, noise=0.06, random_state=2)[0]
    yield "densities", make_blobs(360, 2, centers=[[0, 0], [4, 4], [-9, 6]], cluster_std=spreads, random_state=3)[0]
    yield "duplicates", rng.poisson([1.5, 3.0], (300, 2)).astype(float)


def rfm(file):
    last, orders, spent = {}, {}, {}
    for row in csv.DictReader(gzip.open(file, "rt", encoding="utf-8")):
        quantity, price = float(row["Quantity"]), float(row["UnitPrice"])
        who = row["CustomerID"]
        if not who or row["InvoiceNo"].startswith("C") or quantity <= 0 or price <= 0:
            continue
        who = int(float(who))
        last[who] = max(last.get(who, ""), row["InvoiceDate"][:10])
        orders.setdefault(who, set()).add(row["InvoiceNo"])
        spent[who] = spent.get(who, 0.0) + quantity * price
    end = date(2011, 12, 10)
    x = [[(end - date.fromisoformat(last[w])).days, len(orders[w]), spent[w]] for w in sorted(last)]
    x = np.log1p(np.array(x, dtype=float))
    return (x - x.mean(0)) / x.std(0)


def main(folder, retail=None):
    points = {name: x.round(6) for name, x in sets()}
    with open(f"{folder}/points.csv", "w") as out:
        for name, x in points.items():
            for row in x:
                print(name, *(repr(float(v)) for v in row), sep=",", file=out)
    if retail:
        points["online_retail"] = rfm(retail)
    with open(f"{folder}/kmeans.csv", "w") as out:
        for name, x in points.items():
            for k in range(2, 9):
                fit = KMeans(k, n_init=10, random_state=0).fit(x)
                print(name, len(x), k, repr(float(fit.inertia_)), sep=",", file=out)
    with open(f"{folder}/mixture.csv", "w") as out:
        for name in ("blobs", "moons", "densities"):
            for kind in ("full", "diag"):
                for k in (1, 2, 3, 5):
                    fit = GaussianMixture(k, covariance_type=kind, n_init=10, max_iter=2000, tol=1e-9, random_state=0)
                    fit.fit(points[name])
                    told = fit.score(points[name]), fit.bic(points[name])
                    print(name, kind, k, *(repr(float(v)) for v in told), sep=",", file=out)
    with open(f"{folder}/ward.csv", "w") as out:
        for name in ("blobs", "moons", "densities"):
            for k in (2, 3, 5, 9):
                labels = AgglomerativeClustering(k, linkage="ward").fit_predict(points[name])
                print(name, k, "".join(str(v) for v in labels), sep=",", file=out)
    print("scikit-learn", sklearn.__version__, file=sys.stderr)


main(*sys.argv[1:])
