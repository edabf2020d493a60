-- return_sources: the sources whose returns are under the number of their order, not under one of their own
-- reads   return_lines(source, record_id, order_key, product)
-- reads   order_lines(source, record_id, order_key, product)
-- writes  return_sources(source)   where more than half of the returns that have a number lead by it to an order of their record with that product; of any record, for records that bought nothing that came back
-- cost    a hash of the lines
SELECT r.source
FROM return_lines r
LEFT JOIN (
  SELECT DISTINCT o.source, o.record_id, o.order_key, o.product FROM order_lines o
) own
  ON own.source = r.source AND own.record_id = r.record_id AND own.order_key = r.order_key
  AND own.product = r.product
LEFT JOIN (
  SELECT DISTINCT o.source, o.order_key, o.product FROM order_lines o
) named ON named.source = r.source AND named.order_key = r.order_key AND named.product = r.product
LEFT JOIN (
  SELECT DISTINCT o.record_id FROM order_lines o
) buyer ON buyer.record_id = r.record_id
WHERE r.order_key IS NOT NULL
GROUP BY r.source
HAVING 2 * sum(CASE WHEN own.source IS NOT NULL OR (buyer.record_id IS NULL AND named.source IS NOT NULL) THEN 1 ELSE 0 END) > count(*)
