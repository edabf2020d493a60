-- repeated_orders: orders that are another told again: sent twice, or booked by two systems
-- reads   order_totals(source, record_id, order_id, occurred_at, lines, quantity, amount, first_product, last_product, event_id)
-- writes  repeated_orders(source, record_id, order_id, related_event_id, detail)   the later of two; one that is itself a copy can have copies
-- cost    a sort of the orders; a join of those with a number that two systems know
SELECT d.source, d.record_id, d.order_id, min(d.related_event_id) AS related_event_id, min(d.detail) AS detail
FROM (
  SELECT
    s.source, s.record_id, s.order_id, s.before_id AS related_event_id,
    'the same order a moment before' AS detail
  FROM (
    SELECT
      t.*,
      lag(t.event_id) OVER (
        PARTITION BY t.source, t.record_id, t.lines, t.quantity, t.amount, t.first_product, t.last_product
        ORDER BY t.occurred_at, t.event_id) AS before_id,
      lag(t.occurred_at) OVER (
        PARTITION BY t.source, t.record_id, t.lines, t.quantity, t.amount, t.first_product, t.last_product
        ORDER BY t.occurred_at, t.event_id) AS before_at
    FROM order_totals t
    WHERE t.amount <> 0
  ) s
  WHERE f_days(s.before_at, s.occurred_at) * 86400e0 BETWEEN 1e-6 AND :seconds
  UNION ALL
  SELECT
    b.source, b.record_id, b.order_id, a.event_id AS related_event_id,
    'the same order in ' || a.source AS detail
  FROM order_totals a
  JOIN order_totals b ON b.order_id = a.order_id AND b.source <> a.source
  WHERE abs(f_days(a.occurred_at, b.occurred_at)) <= 1e0
    AND (b.occurred_at > a.occurred_at OR (b.occurred_at = a.occurred_at AND b.source > a.source))
    AND (
      (a.amount <> 0 AND abs(b.amount - a.amount) <= abs(a.amount) * 2e-2)
      OR (a.lines = b.lines AND a.quantity = b.quantity
        AND a.first_product = b.first_product AND a.last_product = b.last_product)
    )
) d
GROUP BY d.source, d.record_id, d.order_id
