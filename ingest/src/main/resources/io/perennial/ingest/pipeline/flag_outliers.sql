-- flag_outliers: flags of the rule outlier: quantities and prices many deviations from the median
-- reads   measured_lines(event_id, source, product_id, quantity, price, log_quantity, log_price, occurred_at)
-- reads   usual_numbers(source, product_id, log_quantity, log_price, spread_quantity, spread_price)
-- reads   special_lines(event_id)
-- writes  flag_outliers(event_id, rule, related_event_id, detail, known_at)   lines that are no products have no usual price
-- cost    two passes, a join with the products
SELECT
  o.event_id,
  'outlier' AS rule,
  CAST(NULL AS BIGINT) AS related_event_id,
  CASE
    WHEN o.much THEN 'quantity ' || CAST(f_floor_int(o.quantity + 5e-1) AS STRING) || ', typical ' ||
      CAST(greatest(f_floor_int(exp(o.mid_quantity - 2e0 * o.spread_quantity) + 5e-1), 1) AS STRING) || ' to ' ||
      CAST(f_floor_int(exp(o.mid_quantity + 2e0 * o.spread_quantity) + 5e-1) AS STRING)
    ELSE 'price ' || CAST(f_decimal(o.price) AS STRING) || ', typical ' ||
      CAST(f_decimal(f_floor_int(exp(o.mid_price) * 1e2 + 5e-1) / 1e2) AS STRING)
  END AS detail,
  o.occurred_at AS known_at
FROM (
  SELECT
    m.event_id, m.quantity, m.price, m.occurred_at,
    u.log_quantity AS mid_quantity,
    u.spread_quantity,
    u.log_price AS mid_price,
    coalesce(m.log_quantity - u.log_quantity > :score * u.spread_quantity, false) AS much,
    coalesce(abs(m.log_price - u.log_price) > :score * u.spread_price, false) AS dear
  FROM measured_lines m
  JOIN (
    -- a row for each product, so that it is this side that an engine keeps in memory
    SELECT
      k.source,
      k.product_id,
      coalesce(p.log_quantity, s.log_quantity) AS log_quantity,
      coalesce(p.spread_quantity, s.spread_quantity) AS spread_quantity,
      coalesce(p.log_price, s.log_price) AS log_price,
      coalesce(p.spread_price, s.spread_price) AS spread_price
    FROM (SELECT DISTINCT d.source, coalesce(d.product_id, '') AS product_id FROM measured_lines d) k
    JOIN usual_numbers s ON s.source = k.source AND s.product_id = ''
    LEFT JOIN usual_numbers p ON p.source = k.source AND p.product_id = k.product_id
  ) u ON u.source = m.source AND u.product_id = coalesce(m.product_id, '')
  WHERE m.event_id NOT IN (SELECT l.event_id FROM special_lines l WHERE l.event_id IS NOT NULL)
) o
WHERE o.much OR o.dear
