-- usual_numbers: the median of each product's numbers, and of each source's for what has too few
-- reads   product_numbers(source, product_id, log_quantity, log_price)
-- writes  usual_numbers(source, product_id, log_quantity, log_price, spread_quantity, spread_price)   product_id: empty for the source; spread: the median distance from the median, scaled to be a deviation where numbers are normal
-- cost    two medians a product: all logarithms in memory once, which an engine spills
SELECT
  x.source,
  x.product_id,
  max(x.log_quantity) AS log_quantity,
  max(x.log_price) AS log_price,
  -- a factor of two either way is nothing, even where nearly all are the same
  greatest(1.4826e0 * coalesce(median(abs(m.log_quantity - x.log_quantity)), 0e0), 6.9e-1) AS spread_quantity,
  greatest(1.4826e0 * coalesce(median(abs(m.log_price - x.log_price)), 0e0), 6.9e-1) AS spread_price
FROM (
  SELECT n.source, n.product_id, median(n.log_quantity) AS log_quantity, median(n.log_price) AS log_price
  FROM product_numbers n
  GROUP BY n.source, n.product_id
  HAVING count(*) >= :fewest OR n.product_id = ''
) x
JOIN product_numbers m ON m.source = x.source AND m.product_id = x.product_id
GROUP BY x.source, x.product_id
