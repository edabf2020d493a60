-- customer_text_totals: how many texts a customer wrote, and how many of them are negative
-- reads   texts(record_id, sentiment)
-- reads   links(record_id, customer_id)
-- writes  view customer_text_totals(customer_id, texts, negative)   of all customers if :every, else of the records :records
-- cost    a join and one grouping of all texts, or of those of some records
SELECT
  coalesce(l.customer_id, t.record_id) AS customer_id,
  count(*) AS texts,
  count(CASE WHEN t.sentiment = 'negative' THEN 1 END) AS negative
FROM texts t
LEFT JOIN links l ON l.record_id = t.record_id
WHERE :every OR t.record_id IN :records
GROUP BY coalesce(l.customer_id, t.record_id)
ORDER BY coalesce(l.customer_id, t.record_id)
