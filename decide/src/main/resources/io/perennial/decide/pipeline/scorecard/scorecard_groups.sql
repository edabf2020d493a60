-- scorecard_groups: what customers of a group did, are worth, and are about to get
-- reads   card_features(customer_id, as_of, purchases, purchase_days_365d, spend_365d, cost_of_sales_365d, spend_with_cost_365d, survey_score_last, complaints_365d, acquisition_channel)
-- reads   card_values(customer_id, as_of, tier, value, near_spend, p_churn)
-- reads   card_memberships(customer_id, as_of, scheme, segment)
-- reads   card_decisions(customer_id, as_of, action, gain, cost)
-- writes  view scorecard_groups(scope, name, customers, buyers, repeaters, active, purchases, spend, costs, spend_with_cost, value, near_spend, churn, with_churn, score, answers, promoters, detractors, satisfied, best_score, complaints, addressed, gain, cost)
-- cost    a join by customer, and a pass for each scheme
WITH groups AS (
  SELECT f.customer_id, 'company' AS scope, 'all' AS name FROM card_features f
  UNION ALL
  SELECT v.customer_id, 'tier' AS scope, v.tier AS name
  FROM card_values v JOIN card_features f ON f.customer_id = v.customer_id AND f.as_of = v.as_of
  WHERE v.tier IS NOT NULL
  UNION ALL
  SELECT m.customer_id, m.scheme AS scope, m.segment AS name
  FROM card_memberships m JOIN card_features f ON f.customer_id = m.customer_id AND f.as_of = m.as_of
  WHERE m.scheme IN ('rfm', 'lifecycle', 'behaviour')
  UNION ALL
  SELECT f.customer_id, 'channel' AS scope, f.acquisition_channel AS name FROM card_features f
  WHERE f.acquisition_channel IS NOT NULL
),
newest AS (
  SELECT d.customer_id, d.action, d.gain, d.cost
  FROM card_decisions d
  WHERE d.as_of = (SELECT max(n.as_of) FROM card_features n)
)
SELECT
  g.scope,
  g.name,
  count(*) AS customers,
  CAST(sum(CASE WHEN f.purchases > 0 THEN 1 ELSE 0 END) AS BIGINT) AS buyers,
  CAST(sum(CASE WHEN f.purchases > 1 THEN 1 ELSE 0 END) AS BIGINT) AS repeaters,
  CAST(sum(CASE WHEN f.purchase_days_365d > 0 THEN 1 ELSE 0 END) AS BIGINT) AS active,
  CAST(sum(f.purchase_days_365d) AS DOUBLE) AS purchases,
  -- sums of decimals: the same however rows are split among threads
  CAST(sum(CAST(f.spend_365d AS DECIMAL(38, 4))) AS DOUBLE) AS spend,
  CAST(sum(CAST(f.cost_of_sales_365d AS DECIMAL(38, 4))) AS DOUBLE) AS costs,
  CAST(sum(CAST(f.spend_with_cost_365d AS DECIMAL(38, 4))) AS DOUBLE) AS spend_with_cost,
  CAST(sum(CAST(f_finite(v.value) AS DECIMAL(38, 4))) AS DOUBLE) AS value,
  CAST(sum(CAST(f_finite(v.near_spend) AS DECIMAL(38, 4))) AS DOUBLE) AS near_spend,
  CAST(sum(CAST(f_finite(v.p_churn) AS DECIMAL(38, 12))) AS DOUBLE) AS churn,
  CAST(count(f_finite(v.p_churn)) AS BIGINT) AS with_churn,
  CAST(sum(CAST(f.survey_score_last AS DECIMAL(38, 4))) AS DOUBLE) AS score,
  CAST(count(f.survey_score_last) AS BIGINT) AS answers,
  CAST(sum(CASE WHEN f.survey_score_last >= 9 THEN 1 ELSE 0 END) AS BIGINT) AS promoters,
  CAST(sum(CASE WHEN f.survey_score_last <= 6 THEN 1 ELSE 0 END) AS BIGINT) AS detractors,
  CAST(sum(CASE WHEN f.survey_score_last >= 4 THEN 1 ELSE 0 END) AS BIGINT) AS satisfied,
  CAST(max(f.survey_score_last) AS DOUBLE) AS best_score,
  CAST(sum(f.complaints_365d) AS DOUBLE) AS complaints,
  CAST(sum(CASE WHEN d.action <> 'nothing' THEN 1 ELSE 0 END) AS BIGINT) AS addressed,
  CAST(sum(CAST(f_finite(d.gain) AS DECIMAL(38, 4))) AS DOUBLE) AS gain,
  CAST(sum(CAST(f_finite(d.cost) AS DECIMAL(38, 4))) AS DOUBLE) AS cost
FROM groups g
JOIN card_features f ON f.customer_id = g.customer_id
LEFT JOIN card_values v ON v.customer_id = g.customer_id AND v.as_of = f.as_of
LEFT JOIN newest d ON d.customer_id = g.customer_id
GROUP BY g.scope, g.name
