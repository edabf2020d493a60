# SPDX-License-Identifier: Apache-2.0
"""Trustworthiness as scikit-learn has it: trustworthiness.py > trustworthiness.csv

Eighty points of four dimensions, a map of two that keeps part of them, and what scikit-learn says
of it for some counts of neighbours. Test TrustworthinessTest compares ours with what this prints.
"""
import numpy as np
from sklearn.manifold import trustworthiness

rng = np.random.default_rng(7)
points = rng.normal(size=(80, 4)).round(6)
plane = (points[:, :2] + 0.5 * rng.normal(size=(80, 2))).round(6)
print("what,a,b,c,d,x,y")
for point, place in zip(points, plane):
    print("point," + ",".join(repr(float(value)) for value in [*point, *place]))
for k in [1, 5, 12, 39]:
    print(f"trust,{k},{float(trustworthiness(points, plane, n_neighbors=k))!r},,,,")
