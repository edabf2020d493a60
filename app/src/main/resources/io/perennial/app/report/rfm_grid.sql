-- rfm_grid: how many customers have each pair of scores, which reasons begin with: R 5 F 4 M 5
-- reads   memberships(scheme, reason)
-- writes  view rfm_grid(recency, frequency, customers)
-- cost    one pass over memberships
SELECT
  CAST(substr(m.reason, 3, 1) AS BIGINT) AS recency,
  CAST(substr(m.reason, 7, 1) AS BIGINT) AS frequency,
  count(*) AS customers
FROM memberships m
WHERE m.scheme = 'rfm' AND substr(m.reason, 1, 2) = 'R '
GROUP BY substr(m.reason, 3, 1), substr(m.reason, 7, 1)
