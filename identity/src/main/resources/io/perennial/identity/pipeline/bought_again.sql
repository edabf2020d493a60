-- bought_again: the products that a record bought on two days or more, by the days of UTC
-- reads   resolve_events(record_id, source, type, product_id, occurred_at)
-- writes  bought_again(record_id, source, attribute, value, seen_at)   a row for each product, called :attribute
-- cost    one pass over events, and a hash of the distinct pairs of record and product
SELECT
  e.record_id,
  min(e.source) AS source,
  :attribute AS attribute,
  e.product_id AS value,
  max(e.occurred_at) AS seen_at
FROM resolve_events e
WHERE e.record_id IS NOT NULL
  AND e.product_id IS NOT NULL
  AND e.occurred_at IS NOT NULL
  AND e.type = 'order'
GROUP BY e.record_id, e.product_id
HAVING count(DISTINCT CAST(e.occurred_at AS DATE)) >= 2
