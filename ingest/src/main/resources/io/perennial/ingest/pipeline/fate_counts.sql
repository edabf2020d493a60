-- fate_counts: how many rows of each file come to what
-- reads   ingest_fated(file_no, fate)
-- writes  view ingest_fates(file_no, fate, n)
SELECT f.file_no, f.fate, count(*) AS n
FROM ingest_fated f
GROUP BY f.file_no, f.fate
