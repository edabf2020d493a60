# SPDX-License-Identifier: Apache-2.0
"""scikit-learn's models of Telco churn: churn_sklearn.py CSV MODEL

MODEL is LogisticRegression, RandomForestClassifier or HistGradientBoostingClassifier with its defaults but 500
trees and 1,000 iterations at most, on scaled numbers and one-hot words, under InterpretML's protocol.
"""
import csv
import resource
import sys
import time

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier, RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import brier_score_loss, log_loss, roc_auc_score
from sklearn.model_selection import StratifiedShuffleSplit
from sklearn.preprocessing import OneHotEncoder, StandardScaler

NUMBERS = ("tenure", "MonthlyCharges", "TotalCharges")
MODELS = {
    "LogisticRegression": lambda: LogisticRegression(max_iter=1000),
    "RandomForestClassifier": lambda: RandomForestClassifier(n_estimators=500, n_jobs=-1, random_state=1),
    "HistGradientBoostingClassifier": lambda: HistGradientBoostingClassifier(random_state=1),
}
with open(sys.argv[1], encoding="utf-8") as file:
    rows = list(csv.DictReader(file))
words = [name for name in rows[0] if name not in NUMBERS + ("customerID", "Churn")]
label = np.array([row["Churn"] == "Yes" for row in rows], dtype=int)
numbers = np.array([[float(row[name].strip() or 0) for name in NUMBERS] for row in rows])
encoded = OneHotEncoder(sparse_output=False).fit_transform([[row[name] for name in words] for row in rows])
features = np.hstack([StandardScaler().fit_transform(numbers), encoded])
wall, cpu = time.perf_counter(), time.process_time()
scores = []
for learn, test in StratifiedShuffleSplit(3, test_size=0.25, random_state=1337).split(features, label):
    said = MODELS[sys.argv[2]]().fit(features[learn], label[learn]).predict_proba(features[test])[:, 1]
    scores.append((roc_auc_score(label[test], said), brier_score_loss(label[test], said), log_loss(label[test], said)))
print("measured round", time.perf_counter() - wall, time.process_time() - cpu)
auc, brier, loss = (float(v) for v in np.mean(scores, axis=0))
print("measured fact auc", repr(auc))
print("measured fact spread", repr(float(np.std([s[0] for s in scores], ddof=1))))
print("measured fact brier", repr(brier))
print("measured fact loss", repr(loss))
print("measured fact peak.mib", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
