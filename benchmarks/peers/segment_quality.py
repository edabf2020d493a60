# SPDX-License-Identifier: Apache-2.0
"""Golden values of the quality of partitions: segment_quality.py FOLDER

Writes points.csv (data set, two coordinates, three labellings, a target; equal on every run) and
expected.csv (data set, labelling, index, value) by scikit-learn and SciPy. Test GoldenQualityTest
of the module segment compares ours with them.
"""
import csv
import pathlib
import sys

import numpy as np
from scipy import stats
from sklearn import datasets, metrics
from sklearn.cluster import DBSCAN, KMeans


def sets():
    blobs, truth = datasets.make_blobs(240, centers=4, cluster_std=1.1, random_state=7)
    yield "blobs", blobs, truth, DBSCAN(0.9, min_samples=5).fit_predict(blobs), 4
    moons, truth = datasets.make_moons(200, noise=0.07, random_state=7)
    yield "moons", moons, truth, DBSCAN(0.2, min_samples=5).fit_predict(moons), 2
    varied, truth = datasets.make_blobs(220, cluster_std=[0.4, 1.5, 3.0], random_state=11)
    yield "varied", varied, truth, DBSCAN(0.8, min_samples=5).fit_predict(varied), 3
    twice = np.round(np.concatenate([blobs[:60], blobs[:60]]), 0)
    truth = np.arange(120) % 5
    yield "duplicates", twice, truth, DBSCAN(1.0, min_samples=4).fit_predict(twice), 3


def eta(labels, values):
    between = sum(
        (labels == g).sum() * (values[labels == g].mean() - values.mean()) ** 2
        for g in np.unique(labels))
    return between / ((values - values.mean()) ** 2).sum()


def jaccard(a, b):
    return [
        max(((a == g) & (b == h)).sum() / ((a == g) | (b == h)).sum() for h in set(b) - {-1})
        for g in sorted(set(a) - {-1})]


def main(folder):
    folder = pathlib.Path(folder)
    random = np.random.default_rng(7)
    rows, expected = [], []
    for name, x, truth, density, k in sets():
        x = np.round(x, 6)
        kmeans = KMeans(k, n_init=10, random_state=7).fit_predict(x)
        target = np.round(np.exp(random.normal(1 + 0.5 * kmeans, 1.5)) * (random.random(len(x)) < 0.7), 2)
        labels = {"truth": truth, "kmeans": kmeans, "density": density}
        for i in range(len(x)):
            rows.append([name, *x[i], truth[i], kmeans[i], density[i], target[i]])
        for which, l in labels.items():
            inside = l >= 0
            found = len(set(l[inside]))
            put = lambda index, value: expected.append([name, which, index, repr(float(value))])
            if found > 1:
                put("silhouette", metrics.silhouette_score(x[inside], l[inside]))
                put("calinski-harabasz", metrics.calinski_harabasz_score(x[inside], l[inside]))
                put("davies-bouldin", metrics.davies_bouldin_score(x[inside], l[inside]))
            put("adjusted-rand-with-truth", metrics.adjusted_rand_score(truth, l))
            put("least-jaccard-in-truth", min(jaccard(l, truth)))
            groups = [target[l == g] for g in np.unique(l)]
            f = stats.f_oneway(*groups).statistic
            put("eta-squared", f * (len(groups) - 1) / (f * (len(groups) - 1) + len(x) - len(groups)))
            put("eta-squared-log", eta(l, np.log1p(target)))
            h = stats.kruskal(*groups)
            put("epsilon-squared", h.statistic / (len(x) - 1))
            put("kruskal-p", h.pvalue)
            shares = np.bincount(l[inside]) / inside.sum()
            put("evenness", stats.entropy(shares) / np.log(found) if found > 1 else 0)
    for file, head, body in [
        ("points.csv", "set,x,y,truth,kmeans,density,target", rows),
        ("expected.csv", "set,labels,index,value", expected),
    ]:
        with open(folder / file, "w", newline="") as out:
            writer = csv.writer(out, lineterminator="\n")
            writer.writerow(head.split(","))
            writer.writerows(body)


main(sys.argv[1])
