# SPDX-License-Identifier: Apache-2.0
"""Clusters by density and prints what it took: density.py POINTS.bin METHOD

POINTS.bin are doubles, little-endian, row by row. METHOD is sklearn-dbscan:DIMENSIONS:RADIUS:ENOUGH,
sklearn-hdbscan:DIMENSIONS:LEAST_SIZE:SAMPLES, or hdbscan:… as the latter. Reading and importing are not timed. All
processors are used where the package can. Labels are left beside the points as 32-bit integers.
"""
import resource
import sys
import time
import warnings

import numpy as np
from joblib.externals.loky import get_reusable_executor

warnings.simplefilter("ignore")


def main(file, method):
    name, dimensions, first, second = method.split(":")
    points = np.fromfile(file, dtype="<f8").reshape(-1, int(dimensions))
    if name == "sklearn-dbscan":
        from sklearn.cluster import DBSCAN
        make = lambda: DBSCAN(eps=float(first), min_samples=int(second), n_jobs=-1)
    elif name == "sklearn-hdbscan":
        from sklearn.cluster import HDBSCAN
        make = lambda: HDBSCAN(min_cluster_size=int(first), min_samples=int(second), n_jobs=-1, copy=True)
    else:
        import hdbscan  # does not count the point itself
        make = lambda: hdbscan.HDBSCAN(min_cluster_size=int(first), min_samples=int(second) - 1,
                                       approx_min_span_tree=False, core_dist_n_jobs=-1)
    wall, cpu = time.perf_counter(), time.process_time()
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    model = make().fit(points)
    wall = time.perf_counter() - wall
    get_reusable_executor().shutdown(wait=True)  # the processors' time of workers is known when they have ended
    cpu = time.process_time() - cpu
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu += after.ru_utime + after.ru_stime - children.ru_utime - children.ru_stime
    print("measured round", wall, cpu)
    model.labels_.astype("<i4").tofile(f"{file}.{name}.labels")
    print("measured fact clusters", model.labels_.max() + 1)
    print("measured fact noise", int((model.labels_ < 0).sum()))
    print("measured fact peak.mib", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


main(sys.argv[1], sys.argv[2])
