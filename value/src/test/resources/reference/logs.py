# SPDX-License-Identifier: Apache-2.0
"""Makes logs/*.csv.gz from the package lifetimes 0.11.3: logs.py FOLDER_OF_THE_UNPACKED_WHEEL

customer,day,cents: customers from 0 in the order of their ids, days from the first of the log, a row a
customer and day with the day's spend. The same wheel gives the same bytes.
"""
import datetime
import gzip
import os
import sys


def day(text, start):
    return (datetime.date.fromisoformat(text) - datetime.date.fromisoformat(start)).days


def iso(text):
    return f"{text[:4]}-{text[4:6]}-{text[6:8]}"


def cents(text):
    return round(float(text) * 100)


def write(name, rows):
    ids = {key: i for i, key in enumerate(sorted({key for key, _, _ in rows}))}
    days = {}
    for key, at, spend in rows:
        days[ids[key], at] = days.get((ids[key], at), 0) + spend
    text = "customer,day,cents\n" + "".join(f"{c},{d},{days[c, d]}\n" for c, d in sorted(days))
    folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), "logs")
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, name + ".csv.gz"), "wb") as raw:
        with gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0, compresslevel=9) as out:
            out.write(text.encode())


def main(wheel):
    folder = os.path.join(wheel, "lifetimes", "datasets")

    def lines(file):
        with open(os.path.join(folder, file)) as text:
            return [line.split() for line in text if line.strip()]

    sample = [
        (int(a[1]), day(iso(a[2]), "1997-01-01"), cents(a[4])) for a in lines("CDNOW_sample.txt")
    ]
    full = [
        (int(a[0]), day(iso(a[1]), "1997-01-01"), cents(a[3]))
        for a in lines("CDNOW_master.txt")
        if a[0].isdigit()
    ]
    example = []
    with open(os.path.join(folder, "example_transactions.csv")) as text:
        for line in list(text)[1:]:
            date, key = line.strip().split(",")
            example.append((int(key), day(date[:10], "2014-01-01"), 0))
    write("cdnow_sample", sample)
    write("cdnow_full", full)
    write("lifetimes_example", example)


main(sys.argv[1])
