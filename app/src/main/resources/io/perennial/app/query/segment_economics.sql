-- segment_economics: what the customers of each segment cost, brought, and are worth
-- reads   memberships(customer_id, scheme, segment)
-- reads   acquisitions(customer_id, as_of, acquired_at, cost, earned, to_come)
-- reads   customer_values(customer_id, value, value_lower, value_upper, lifetime_value)
-- reads   value_economics(dimension, customers, earned_each, value_each, value_lower, value_upper)
-- writes  segment_economics(scheme, segment, customers, new_customers, acquisition_cost, cost_each, earned_each, value_each, value_lower, value_upper, ratio, never_pays, equity, equity_share)   intervals: what customers differ by each for himself, and what all share, as all customers together have it
-- cost    two joins by customer
SELECT
  s.scheme,
  s.segment,
  s.customers,
  s.new_customers,
  CASE WHEN s.told = s.customers THEN s.cost END AS acquisition_cost,
  CASE WHEN s.told = s.customers THEN s.cost / s.customers END AS cost_each,
  s.earned / s.customers AS earned_each,
  (s.earned + s.to_come) / s.customers AS value_each,
  (s.earned + s.to_come - sqrt(s.squares + t.shared * s.to_come * s.to_come)) / s.customers AS value_lower,
  (s.earned + s.to_come + sqrt(s.squares + t.shared * s.to_come * s.to_come)) / s.customers AS value_upper,
  CASE WHEN s.told = s.customers THEN f_ratio(s.earned + s.to_come, s.cost) END AS ratio,
  CASE WHEN s.told = s.customers THEN f_ratio(s.never, s.customers) END AS never_pays,
  s.equity,
  f_ratio(s.equity, t.equity) AS equity_share
FROM (
  SELECT
    m.scheme,
    m.segment,
    count(*) AS customers,
    count(CASE WHEN f_days(a.acquired_at, a.as_of) < 364 THEN 1 END) AS new_customers,
    count(a.cost) AS told,
    -- money has four decimals: summed as such, the order of the rows leaves no trace
    CAST(sum(CAST(a.cost AS DECIMAL(38, 4))) AS DOUBLE) AS cost,
    CAST(sum(CAST(a.earned AS DECIMAL(38, 4))) AS DOUBLE) AS earned,
    CAST(sum(CAST(a.to_come AS DECIMAL(38, 4))) AS DOUBLE) AS to_come,
    count(CASE WHEN a.earned + a.to_come < a.cost THEN 1 END) AS never,
    CAST(sum(CAST(v.lifetime_value AS DECIMAL(38, 4))) AS DOUBLE) AS equity,
    CAST(sum(CAST(
      CASE WHEN v.value > 0 THEN
        (v.value_upper - v.value_lower) / 2 / v.value * a.to_come
        * ((v.value_upper - v.value_lower) / 2 / v.value * a.to_come) ELSE 0e0 END
      AS DECIMAL(38, 4))) AS DOUBLE) AS squares
  FROM memberships m
  JOIN acquisitions a ON a.customer_id = m.customer_id
  JOIN customer_values v ON v.customer_id = m.customer_id
  GROUP BY m.scheme, m.segment
) s
CROSS JOIN (
  SELECT
    y.equity,
    -- what is left of the interval of all, when what customers differ by is taken off: as a share, squared
    CASE WHEN y.to_come > 0 AND e.half * e.half > y.squares THEN
      (e.half * e.half - y.squares) / (y.to_come * y.to_come) ELSE 0e0 END AS shared
  FROM (
    SELECT
      CAST(sum(CAST(v.lifetime_value AS DECIMAL(38, 4))) AS DOUBLE) AS equity,
      CAST(sum(CAST(a.to_come AS DECIMAL(38, 4))) AS DOUBLE) AS to_come,
      CAST(sum(CAST(
        CASE WHEN v.value > 0 THEN
          (v.value_upper - v.value_lower) / 2 / v.value * a.to_come
          * ((v.value_upper - v.value_lower) / 2 / v.value * a.to_come) ELSE 0e0 END
        AS DECIMAL(38, 4))) AS DOUBLE) AS squares
    FROM acquisitions a
    JOIN customer_values v ON v.customer_id = a.customer_id
  ) y
  CROSS JOIN (
    SELECT coalesce(max((o.value_upper - o.value_lower) / 2 * o.customers), 0e0) AS half
    FROM value_economics o
    WHERE o.dimension = 'all'
  ) e
) t
