-- special_products: what is no product, each with what it is: by its code, or because all that is said of it says so
-- reads   guessed_products(source, product_id, kind, by_code)
-- reads   told_products(source, product_id, kind, said_kind, said_at)
-- writes  special_products(source, product_id, kind, known_at)   known_at: since when it is described so; null where the code tells
-- cost    a hash of what is said of few products
SELECT g.source, g.product_id, g.kind, CAST(NULL AS TIMESTAMP) AS known_at
FROM guessed_products g
WHERE g.by_code = 1
UNION ALL
SELECT t.source, t.product_id, t.kind, min(t.said_at) AS known_at
FROM told_products t
GROUP BY t.source, t.product_id, t.kind
HAVING sum(CASE WHEN t.said_kind = t.kind THEN 0 ELSE 1 END) = 0
