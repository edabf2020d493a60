-- recommend_items: the products that most customers bought, numbered by what they are called
-- reads   recommend_lines(customer_id, product, day)
-- value   most: so many at most
-- writes  recommend_items(product, item, buyers)
-- cost    a hash of customers and products
SELECT
  t.product,
  row_number() OVER (ORDER BY t.product) - 1 AS item,
  t.buyers
FROM (
  SELECT
    b.product,
    b.buyers,
    row_number() OVER (ORDER BY b.buyers DESC, b.product) AS place
  FROM (
    SELECT l.product, count(DISTINCT l.customer_id) AS buyers
    FROM recommend_lines l
    GROUP BY l.product
  ) b
) t
WHERE t.place <= :most
