-- order_gaps: days between an order and the one before it, one row per order but the first
-- reads   order_row(record_id, order_id, ordered_at, amount)
-- writes  order_gap(record_id, order_id, days, share, month_no)
-- cost    a sort by record
SELECT record_id,
       order_id,
       f_days(before_at, ordered_at) AS days,
       f_ratio(amount, total) AS share,
       CAST(f_month_no(ordered_at) AS BIGINT) AS month_no
FROM (
  SELECT record_id,
         order_id,
         ordered_at,
         CAST(amount AS DOUBLE) AS amount,
         lag(ordered_at) OVER (PARTITION BY record_id ORDER BY ordered_at, order_id) AS before_at,
         sum(CAST(amount AS DOUBLE)) OVER (PARTITION BY record_id) AS total
  FROM order_row
  WHERE ordered_at < :until AND order_id NOT IN :without
) AS ordered
WHERE before_at IS NOT NULL
