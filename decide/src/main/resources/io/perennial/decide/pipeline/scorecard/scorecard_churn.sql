-- scorecard_churn: whether those who were most at risk at an earlier instant left: of customers of tiers A to C then, the tenth least likely to buy
-- reads   card_forecasts(customer_id, as_of, tier, p_active)
-- reads   card_features(customer_id, as_of, last_purchase_at)
-- writes  view scorecard_churn(as_of, customers, flagged, gone, flagged_gone)   gone: without a purchase from then on; the newest instant at least :days before the one of features
-- cost    a sort of the forecasts of one instant
SELECT
  r.as_of,
  count(*) AS customers,
  CAST(sum(CASE WHEN r.place * 10 <= r.many THEN 1 ELSE 0 END) AS BIGINT) AS flagged,
  CAST(sum(r.gone) AS BIGINT) AS gone,
  CAST(sum(CASE WHEN r.place * 10 <= r.many THEN r.gone ELSE 0 END) AS BIGINT) AS flagged_gone
FROM (
  SELECT
    p.as_of,
    row_number() OVER (ORDER BY p.p_active, p.customer_id) AS place,
    count(*) OVER () AS many,
    CASE WHEN f.last_purchase_at >= p.as_of THEN 0 ELSE 1 END AS gone
  FROM card_forecasts p
  JOIN card_features f ON f.customer_id = p.customer_id
  WHERE p.tier IN ('A', 'B', 'C')
    AND p.p_active IS NOT NULL
    AND p.as_of = (
      SELECT max(c.as_of)
      FROM card_forecasts c
      WHERE f_days(c.as_of, (SELECT max(n.as_of) FROM card_features n)) >= :days
    )
) r
GROUP BY r.as_of
