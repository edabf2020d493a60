-- related_features: what a customer is among others as of an instant: the place in the cohort of the month of the first order, and in the household
-- reads   folded_features(key, as_of, cohort_month, purchases, spend_total, last_purchase_at)
-- reads   feature_links(customer_id, household_id)
-- writes  related_features(customer_id, as_of, spend_rank, spend_cohort_rank, purchases_cohort_rank, recency_cohort_rank, cohort_customers, household_customers, household_spend, household_share)   ranks: 0 the lowest, 1 the highest, equals share the lowest of their places
-- cost    four sorts of the features of buyers, one aggregation of those with a household
WITH buyers AS (
  SELECT
    f.key,
    f.as_of,
    f.cohort_month,
    count(*) OVER (PARTITION BY f.as_of) AS all_buyers,
    count(*) OVER (PARTITION BY f.as_of, f.cohort_month) AS cohort_customers,
    percent_rank() OVER (PARTITION BY f.as_of ORDER BY f.spend_total) AS spend_rank,
    percent_rank() OVER (PARTITION BY f.as_of, f.cohort_month ORDER BY f.spend_total) AS spend_cohort_rank,
    percent_rank() OVER (PARTITION BY f.as_of, f.cohort_month ORDER BY f.purchases) AS purchases_cohort_rank,
    percent_rank() OVER (PARTITION BY f.as_of, f.cohort_month ORDER BY f.last_purchase_at) AS recency_cohort_rank
  FROM folded_features f
  WHERE f.purchases > 0
),
members AS (
  SELECT l.customer_id, max(l.household_id) AS household_id
  FROM feature_links l
  WHERE l.household_id IS NOT NULL
  GROUP BY l.customer_id
),
households AS (
  SELECT
    m.household_id,
    f.as_of,
    count(*) AS customers,
    -- money has four decimals: summed as such, the order of the rows leaves no trace
    CAST(sum(CAST(f.spend_total AS DECIMAL(38, 4))) AS DOUBLE) AS spend
  FROM folded_features f
  JOIN members m ON m.customer_id = f.key
  GROUP BY m.household_id, f.as_of
)
SELECT
  f.key AS customer_id,
  f.as_of,
  CASE WHEN b.all_buyers > 1 THEN b.spend_rank END AS spend_rank,
  CASE WHEN b.cohort_month IS NOT NULL AND b.cohort_customers > 1 THEN b.spend_cohort_rank END AS spend_cohort_rank,
  CASE WHEN b.cohort_month IS NOT NULL AND b.cohort_customers > 1 THEN b.purchases_cohort_rank END AS purchases_cohort_rank,
  CASE WHEN b.cohort_month IS NOT NULL AND b.cohort_customers > 1 THEN b.recency_cohort_rank END AS recency_cohort_rank,
  CASE WHEN b.cohort_month IS NOT NULL THEN b.cohort_customers END AS cohort_customers,
  h.customers AS household_customers,
  h.spend AS household_spend,
  CASE WHEN h.spend > 0 THEN f_ratio(f.spend_total, h.spend) END AS household_share
FROM folded_features f
LEFT JOIN buyers b ON b.key = f.key AND b.as_of = f.as_of
LEFT JOIN members m ON m.customer_id = f.key
LEFT JOIN households h ON h.household_id = m.household_id AND h.as_of = f.as_of
