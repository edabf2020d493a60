# SPDX-License-Identifier: Apache-2.0
"""Fits a model by lifetimes and prints what it took: fit.py HISTORIES.csv pareto-nbd|bg-nbd

Reading and importing are not timed. The log-likelihood is brought to that of Fader and Hardie, on
weeks: lifetimes reports it per customer or in sum, on a time of its own scale.
"""
import sys
import time
import warnings

import numpy as np
import pandas as pd
from lifetimes import BetaGeoFitter, ParetoNBDFitter

warnings.simplefilter("ignore")


def main(file, model):
    base = pd.read_csv(file)
    x, recency, age = base["x"], base["tx_days"] / 7.0, base["T_days"] / 7.0
    np.random.seed(1)  # ParetoNBDFitter starts at a random place
    for _ in range(2):
        fitter = ParetoNBDFitter() if model == "pareto-nbd" else BetaGeoFitter()
        wall, cpu = time.perf_counter(), time.process_time()
        fitter.fit(x, recency, age)
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        print("measured round", wall, cpu)
    customers = 1 if model == "pareto-nbd" else len(base)
    likelihood = -fitter._negative_log_likelihood_ * customers + np.log(fitter._scale) * x.sum()
    print("measured fact likelihood", likelihood)
    print("measured fact parameters", " ".join(str(fitter.params_[name]) for name in fitter.params_.index))


main(sys.argv[1], sys.argv[2])
