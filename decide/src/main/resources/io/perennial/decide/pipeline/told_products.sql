-- told_products: which product an action is to tell a customer of
-- reads   decide_actions(customer_id, action)
-- reads   decide_recommended(customer_id, as_of, place, product_id, kind, due_on)
-- value   as_of: of the recommendations, in microseconds
-- writes  told_products(customer_id, action, product_id)
-- cost    a join of actions with recommendations, a sort of each customer's
SELECT
  t.customer_id,
  t.action,
  t.product_id
FROM (
  SELECT
    a.customer_id,
    a.action,
    r.product_id,
    row_number() OVER (
      PARTITION BY a.customer_id, a.action
      ORDER BY CASE WHEN a.action LIKE 'replenish%' THEN coalesce(r.due_on, '9999-12-31') ELSE '' END, r.place
    ) AS choice
  FROM decide_actions a
  JOIN decide_recommended r ON r.customer_id = a.customer_id
  WHERE f_micros(r.as_of) = :as_of
    AND NOT (a.action LIKE 'cross-sell%' AND r.kind = 'again')
    AND NOT (a.action LIKE 'replenish%' AND r.kind = 'new')
) t
WHERE t.choice = 1
