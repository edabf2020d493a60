-- scorecard_recommended: what came of the newest recommendations whose window is over
-- reads   card_features(customer_id, as_of)
-- reads   card_recommendations(customer_id, as_of, product_id)
-- reads   customer_events(customer_id, occurred_at, type, kind, product)
-- writes  view scorecard_recommended(as_of, customers, looked, bought, looks)   looked: at one of their products, as type 3, 5, 9 or 12, in :days; looks: such events of anybody for any product
-- cost    a pass over events with a product, when read
SELECT
  c.as_of,
  count(*) AS customers,
  CAST(sum(c.looked) AS BIGINT) AS looked,
  CAST(sum(c.bought) AS BIGINT) AS bought,
  CAST((SELECT count(*) FROM customer_events a WHERE a.type IN (3, 5, 9, 12) AND a.product IS NOT NULL) AS BIGINT) AS looks
FROM (
  SELECT
    r.customer_id,
    r.as_of,
    max(CASE WHEN e.type IN (3, 5, 9, 12) THEN 1 ELSE 0 END) AS looked,
    max(CASE WHEN e.kind = 1 THEN 1 ELSE 0 END) AS bought
  FROM card_recommendations r
  LEFT JOIN customer_events e
    ON e.customer_id = r.customer_id
    AND e.product = r.product_id
    AND e.occurred_at >= r.as_of
    AND f_days(r.as_of, e.occurred_at) < :days
  WHERE r.as_of = (
    SELECT max(n.as_of)
    FROM card_recommendations n
    WHERE f_days(n.as_of, (SELECT max(f.as_of) FROM card_features f)) >= :days
  )
  GROUP BY r.customer_id, r.as_of
) c
GROUP BY c.as_of
