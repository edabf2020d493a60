-- described_products: all that is said, and since when, of products that may be none by their description
-- reads   clean_events(source, type, product_id, properties, occurred_at)
-- reads   guessed_products(source, product_id, kind, by_code)
-- writes  view described_products(source, product_id, kind, properties, said_at)   said_at: when it was first said
-- cost    one pass, a join with few products, a hash of what is said of them
SELECT e.source, e.product_id, g.kind, e.properties, min(e.occurred_at) AS said_at
FROM clean_events e
JOIN guessed_products g ON g.source = e.source AND g.product_id = e.product_id
WHERE g.by_code = 0 AND e.type IN ('order', 'return') AND e.properties IS NOT NULL
GROUP BY e.source, e.product_id, g.kind, e.properties
