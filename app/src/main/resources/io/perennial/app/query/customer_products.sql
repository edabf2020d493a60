-- customer_products: which products a customer is recommended as of the newest instant, the best first
-- reads   customer_recommended(customer_id, as_of, place, product_id, product_name, kind, score, due_on, reason)
-- writes  view customer_products(customer_id, place, product_id, product_name, kind, due_on, reason, as_of)
-- cost    the customer's recommendations
SELECT
  r.customer_id,
  r.place,
  r.product_id,
  r.product_name,
  r.kind,
  r.due_on,
  r.reason,
  r.as_of
FROM customer_recommended r
WHERE r.as_of = (SELECT max(n.as_of) FROM customer_recommended n)
ORDER BY r.customer_id, r.place
