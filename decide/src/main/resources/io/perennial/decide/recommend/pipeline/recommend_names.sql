-- recommend_names: what orders say of a product, as most of its buyers were told; what fewer than three were told is nobody else's business
-- reads   customer_events(customer_id, occurred_at, kind, product, properties)
-- reads   recommend_items(product)
-- value   as_of: exclusive, in microseconds
-- writes  recommend_names(product, said)   said: a JSON object
-- cost    one pass over properties, a hash of them
SELECT
  t.product,
  t.said
FROM (
  SELECT
    s.product,
    s.said,
    row_number() OVER (PARTITION BY s.product ORDER BY s.customers DESC, s.said) AS place
  FROM (
    SELECT e.product, e.properties AS said, count(DISTINCT e.customer_id) AS customers
    FROM customer_events e
    JOIN recommend_items i ON i.product = e.product
    WHERE e.kind = 1 AND e.properties IS NOT NULL AND f_micros(e.occurred_at) < :as_of
    GROUP BY e.product, e.properties
  ) s
  WHERE s.customers >= 3
) t
WHERE t.place = 1
