# SPDX-License-Identifier: Apache-2.0
"""Links a CSV file by Splink 5 on DuckDB, and tells what it took and how right it was.

splink_link.py FILE.csv persons|people|simulated [TRUTH COLUMN]

persons: the columns of FEBRL (given_name, surname, ... date_of_birth as yyyymmdd), truth in rec_id;
people: those of Splink's own fake_1000 (first_name, surname, dob, city, email), truth in cluster;
simulated: those of our simulated persons, truth in person, blocked as benchmarks/run identity blocks.
Comparisons are Splink's own of each kind, as its demonstrations have them, training too; blocking
is by what its demonstration of FEBRL uses, without the number of social security. Reading and
importing are not timed. Pairs are those within the clusters at probability .5, and, as "edges",
those scored .5 or more.
"""
import logging
import resource
import sys
import time

import duckdb
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

logging.disable(logging.WARNING)


SIMULATED_RULES = [
    "email",
    "phone",
    "device",
    "given_name+family_name",
    "family_name+postcode",
    "given_name+postcode",
    "given_name+birth_date",
]


def persons():
    comparisons = [
        cl.NameComparison("given_name"),
        cl.NameComparison("surname"),
        cl.DamerauLevenshteinAtThresholds("date_of_birth", [1, 2]),
        cl.ExactMatch("street_number").configure(term_frequency_adjustments=True),
        cl.JaroWinklerAtThresholds("address_1", [0.9, 0.7]),
        cl.JaroWinklerAtThresholds("address_2", [0.9, 0.7]),
        cl.JaroWinklerAtThresholds("suburb", [0.9, 0.7]),
        cl.DamerauLevenshteinAtThresholds("postcode", [1, 2]),
        cl.ExactMatch("state"),
    ]
    blocking = [
        block_on("given_name", "surname"),
        block_on("date_of_birth"),
        block_on("address_1"),
        block_on("given_name", "postcode"),
        block_on("surname", "postcode"),
        block_on("surname", "street_number"),
        block_on("suburb", "street_number"),
    ]
    certain = [block_on("given_name", "surname", "date_of_birth")]
    training = [block_on("date_of_birth"), block_on("surname", "given_name")]
    return comparisons, blocking, certain, training


def people():
    comparisons = [
        cl.NameComparison("first_name").configure(term_frequency_adjustments=True),
        cl.NameComparison("surname").configure(term_frequency_adjustments=True),
        cl.DateOfBirthComparison("dob", input_is_string=True),
        cl.ExactMatch("city").configure(term_frequency_adjustments=True),
        cl.EmailComparison("email"),
    ]
    blocking = [
        block_on("first_name"),
        block_on("surname"),
        block_on("email"),
        block_on("dob"),
    ]
    certain = [block_on("first_name", "dob"), block_on("surname", "dob"), block_on("email")]
    training = [block_on("first_name", "surname"), block_on("dob"), block_on("email")]
    return comparisons, blocking, certain, training


def simulated():
    comparisons = [
        cl.NameComparison("given_name").configure(term_frequency_adjustments=True),
        cl.NameComparison("family_name").configure(term_frequency_adjustments=True),
        cl.DateOfBirthComparison("birth_date", input_is_string=True),
        cl.JaroWinklerAtThresholds("street", [0.9, 0.7]),
        cl.ExactMatch("postcode").configure(term_frequency_adjustments=True),
        cl.ExactMatch("city").configure(term_frequency_adjustments=True),
        cl.EmailComparison("email"),
        cl.ExactMatch("phone"),
        cl.ExactMatch("device"),
    ]
    blocking = [block_on(*rule.split("+")) for rule in SIMULATED_RULES]
    certain = [block_on("given_name", "birth_date"), block_on("email", "given_name")]
    training = [block_on("email"), block_on("given_name", "family_name"), block_on("phone")]
    return comparisons, blocking, certain, training


def main(file, kind, truth):
    con = duckdb.connect()
    con.execute("SET threads = 2")
    names = [r[0].strip() for r in con.execute(f"DESCRIBE SELECT * FROM read_csv('{file}', all_varchar = true)").fetchall()]
    trimmed = ", ".join(f"nullif(trim(\"{c}\"), '') AS \"{c}\"" for c in names)
    con.execute(f"CREATE TABLE t AS SELECT {trimmed} FROM read_csv('{file}', all_varchar = true, names = {names}, header = true)")
    if kind == "simulated":
        con.execute("CREATE TABLE records AS SELECT *, record AS unique_id, person AS truth FROM t")
    elif kind == "persons":
        con.execute("CREATE TABLE records AS SELECT *, rec_id AS unique_id, regexp_extract(rec_id, 'rec-([0-9]+)', 1) AS truth FROM t")
    else:
        con.execute(f"CREATE TABLE records AS SELECT *, \"{truth}\" AS truth FROM t")
    comparisons, blocking, certain, training = {"persons": persons, "people": people, "simulated": simulated}[kind]()
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=comparisons,
        blocking_rules_to_generate_predictions=blocking,
        retain_intermediate_calculation_columns=False,
        retain_matching_columns=False,
    )
    stages = {}
    begin, cpu = time.perf_counter(), time.process_time()
    api = DuckDBAPI(con)
    records = api.register("records") if hasattr(api, "register") else api.register_table("records", "records_in")
    linker = Linker(records, settings)

    def stage(name, work):
        at = time.perf_counter()
        result = work()
        stages[name] = time.perf_counter() - at
        return result

    def train():
        linker.training.estimate_probability_two_random_records_match(certain, recall=0.7)
        linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
        for rule in training:
            linker.training.estimate_parameters_using_expectation_maximisation(rule)

    stage("train", train)
    predicted = stage("predict", lambda: linker.inference.predict(threshold_match_probability=0.01))
    clusters = stage(
        "cluster",
        lambda: linker.clustering.cluster_pairwise_predictions_at_threshold(predicted, threshold_match_probability=0.5),
    )
    wall = time.perf_counter() - begin
    print("measured round", wall, time.process_time() - cpu)
    for name, seconds in stages.items():
        print(f"measured fact {name}.s", round(seconds, 3))
    print("measured fact peak.mib", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
    con.execute(f"CREATE TABLE c AS SELECT c.cluster_id, r.truth FROM {clusters.physical_name} c JOIN records r ON r.unique_id = c.unique_id")
    con.execute(f"CREATE TABLE p AS SELECT p.match_probability AS w, a.truth = b.truth AS same FROM {predicted.physical_name} p JOIN records a ON a.unique_id = p.unique_id_l JOIN records b ON b.unique_id = p.unique_id_r")
    pairs = "coalesce(sum(n * (n - 1) // 2), 0)"
    true = con.execute(f"SELECT {pairs} FROM (SELECT count(*) AS n FROM records GROUP BY truth)").fetchone()[0]
    told = con.execute(f"SELECT {pairs} FROM (SELECT count(*) AS n FROM c GROUP BY cluster_id)").fetchone()[0]
    right = con.execute(f"SELECT {pairs} FROM (SELECT count(*) AS n FROM c GROUP BY cluster_id, truth)").fetchone()[0]
    edges, good = con.execute("SELECT count(*), coalesce(sum(CAST(same AS INT)), 0) FROM p WHERE w >= 0.5").fetchone()
    for name, n, ok in (("clusters", told, right), ("edges", edges, good)):
        precision, recall = ok / max(n, 1), ok / max(true, 1)
        print(f"measured fact {name}.precision", round(precision, 5))
        print(f"measured fact {name}.recall", round(recall, 5))
        print(f"measured fact {name}.f1", round(2 * precision * recall / max(precision + recall, 1e-12), 5))


main(sys.argv[1], sys.argv[2], sys.argv[3] if len(sys.argv) > 3 else "cluster")
