# SPDX-License-Identifier: Apache-2.0
"""Draws a map by openTSNE and prints what it took: tsne.py POINTS.bin DIMENSIONS:PERPLEXITY:EARLY:STEPS:THREADS

POINTS.bin are doubles, little-endian, row by row. The map is left beside it as POINTS.bin.openTSNE, in the same form.
Reading and importing are not timed. All else is as openTSNE has it: neighbours by Annoy above 1,000 points, the start by
principal components, exaggeration 12, Barnes-Hut below 10,000 points and interpolation by Fourier transforms above.
"""
import resource
import sys
import time

import numpy as np
import openTSNE


def main(file, settings):
    dimensions, perplexity, early, steps, threads = (int(word) for word in settings.split(":"))
    points = np.fromfile(file, dtype="<f8").reshape(-1, dimensions)
    model = openTSNE.TSNE(perplexity=perplexity, early_exaggeration_iter=early, n_iter=steps, n_jobs=threads,
                          random_state=1)
    wall, cpu = time.perf_counter(), time.process_time()
    plane = model.fit(points)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print("measured round", wall, cpu)
    np.asarray(plane).astype("<f8").tofile(f"{file}.openTSNE")
    print("measured fact told", float(plane.kl_divergence))
    print("measured fact peak.mib", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


main(sys.argv[1], sys.argv[2])
