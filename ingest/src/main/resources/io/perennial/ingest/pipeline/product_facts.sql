-- product_facts: what is said of each product that was bought, from which its kind is guessed
-- reads   clean_events(source, type, product_id, category, properties)
-- writes  view clean_products(source, product_id, category, said_first, said_last)   the least and the greatest of its rows
-- cost    one pass, a hash of the products
SELECT
  e.source,
  e.product_id,
  min(e.category) AS category,
  min(e.properties) AS said_first,
  max(e.properties) AS said_last
FROM clean_events e
WHERE e.product_id IS NOT NULL AND e.type IN ('order', 'return')
GROUP BY e.source, e.product_id
