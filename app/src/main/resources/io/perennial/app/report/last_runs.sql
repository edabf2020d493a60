-- last_runs: the newest good run of each step
-- reads   runs(run_id, step, started_at, seconds, outcome, seed, code_version, settings, rows_written, message)
-- writes  view last_runs(step, run_id, started_at, seconds, seed, code_version, settings, rows_written, message)
-- cost    one small sort
SELECT r.step, r.run_id, r.started_at, r.seconds, r.seed, r.code_version, r.settings, r.rows_written, r.message
FROM (
  SELECT
    q.*,
    row_number() OVER (PARTITION BY q.step ORDER BY q.started_at DESC, q.run_id DESC) AS place
  FROM runs q
  WHERE q.outcome = 'done'
) r
WHERE r.place = 1
