-- report_value_runs: the runs that values and their evaluations are of; one where all is well
-- reads   customer_values(run_id)
-- reads   evaluations(run_id)
-- writes  view report_value_runs(run_id)
-- cost    one column of each
SELECT v.run_id FROM customer_values v
UNION
SELECT e.run_id FROM evaluations e
