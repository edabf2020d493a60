-- feature_totals: what all customers' features come to, one row per as-of instant
-- reads   folded_features(as_of, purchases, spend_total)
-- writes  view feature_totals(as_of, customers, purchasers, repeaters, purchases, spend)
-- cost    one pass over features
SELECT
  f.as_of,
  count(*) AS customers,
  count(CASE WHEN f.purchases > 0 THEN 1 END) AS purchasers,
  count(CASE WHEN f.purchases > 1 THEN 1 END) AS repeaters,
  CAST(sum(f.purchases) AS BIGINT) AS purchases,
  -- money has four decimals: summed as such, the order of the rows leaves no trace
  CAST(sum(CAST(f.spend_total AS DECIMAL(38, 4))) AS DOUBLE) AS spend
FROM folded_features f
GROUP BY f.as_of
ORDER BY f.as_of
