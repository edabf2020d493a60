-- reasons: why rows of a batch cannot be taken, with the first of each as an example
-- reads   ingest_rejected(…)
-- writes  ingest_reasons(problem, reason, n, file, line, field, value, advice)
SELECT r.problem, r.reason, r.n, r.file, r.line, r.field, r.value, r.advice
FROM (
  SELECT
    q.problem, q.reason, q.file, q.line, q.field, q.value, q.advice,
    count(*) OVER (PARTITION BY q.problem) AS n,
    row_number() OVER (PARTITION BY q.problem ORDER BY q.file, q.line) AS nth
  FROM ingest_rejected q
) r
WHERE r.nth = 1
