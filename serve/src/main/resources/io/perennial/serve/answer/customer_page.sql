-- customer_page: the customers who pass some filters, from a place on in an order
-- reads   served_customers(customer_id, tier, value, value_lower, value_upper, p_alive, p_churn, spend_365d, last_purchase, next_action)
-- reads   memberships(customer_id, scheme, segment)
-- writes  view customer_page(customer_id, tier, value, value_lower, value_upper, p_alive, p_churn, spend_365d, last_purchase, next_action, place)   place: less comes first, who has none comes last
-- cost    one pass over served_customers
SELECT *
FROM (
  SELECT
    c.customer_id,
    c.tier,
    c.value,
    c.value_lower,
    c.value_upper,
    c.p_alive,
    c.p_churn,
    c.spend_365d,
    c.last_purchase,
    c.next_action,
    coalesce(
      CASE
        WHEN :sort = 'value' THEN c.value
        WHEN :sort = '-value' THEN -c.value
        WHEN :sort = 'p_churn' THEN c.p_churn
        WHEN :sort = '-p_churn' THEN -c.p_churn
        WHEN :sort = 'spend_365d' THEN c.spend_365d
        WHEN :sort = '-spend_365d' THEN -c.spend_365d
        WHEN :sort = 'last_purchase' THEN CAST(f_micros(c.last_purchase) AS DOUBLE)
        WHEN :sort = '-last_purchase' THEN -CAST(f_micros(c.last_purchase) AS DOUBLE)
        ELSE CAST(0 AS DOUBLE)
      END,
      CAST(1e300 AS DOUBLE)) AS place
  FROM served_customers c
  WHERE (:tier = '' OR c.tier = :tier)
    AND (:any_value OR c.value >= :min_value)
    AND (:any_churn OR c.p_churn <= :max_churn)
    AND (:any_customer OR c.customer_id IN :ids)
    AND (
      :segment = ''
      OR c.customer_id IN (
        SELECT m.customer_id FROM memberships m WHERE m.scheme = :scheme AND m.segment = :segment
      )
    )
) p
WHERE :first OR p.place > :place OR (p.place = :place AND p.customer_id > :id)
