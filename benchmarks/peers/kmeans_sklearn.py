# SPDX-License-Identifier: Apache-2.0
"""scikit-learn's k-means on a file of points: kmeans_sklearn.py POINTS DIMENSIONS:CLUSTERS:STARTS

The file holds doubles, the lowest byte first. All settings but the starts are its defaults: Lloyd's
iterations, k-means++, 300 iterations at most, a tolerance of 1e-4, all cores.
"""
import resource
import sys
import time

import numpy as np
from sklearn.cluster import KMeans

dimensions, clusters, starts = (int(v) for v in sys.argv[2].split(":"))
points = np.fromfile(sys.argv[1], dtype="<f8").reshape(-1, dimensions)
KMeans(2, n_init=1, random_state=0).fit(points[:1000])  # threads are there, libraries are loaded
wall, cpu = time.perf_counter(), time.process_time()
fit = KMeans(clusters, n_init=starts, random_state=1).fit(points)
print("measured round", time.perf_counter() - wall, time.process_time() - cpu)
print("measured fact inertia", repr(float(fit.inertia_)))
print("measured fact peak.mib", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
