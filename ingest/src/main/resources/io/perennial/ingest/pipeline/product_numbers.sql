-- product_numbers: the numbers of lines of orders by product, and once more by source alone
-- reads   measured_lines(source, type, product_id, log_quantity, log_price)
-- writes  view product_numbers(source, product_id, log_quantity, log_price)   product_id: empty for the source
-- cost    twice the lines
SELECT i.source, i.product_id, i.log_quantity, i.log_price
FROM measured_lines i
WHERE i.type = 'order' AND i.product_id <> ''
UNION ALL
SELECT j.source, '' AS product_id, j.log_quantity, j.log_price
FROM measured_lines j
WHERE j.type = 'order'
