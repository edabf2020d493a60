-- flag_tests: flags of the rule test by what the order or the customer says
-- reads   clean_events(event_id, record_id, order_id, properties, occurred_at)
-- reads   test_records(record_id, attribute, seen_at)
-- writes  view flag_tests(event_id, rule, related_event_id, detail, known_at)
-- cost    one pass over order ids and properties
SELECT
  e.event_id,
  'test' AS rule,
  CAST(NULL AS BIGINT) AS related_event_id,
  CASE
    WHEN t.record_id IS NOT NULL THEN t.attribute || ' of a test'
    WHEN upper(e.order_id) LIKE 'TEST%' THEN 'order of a test'
    ELSE 'marked as a test'
  END AS detail,
  CASE WHEN t.seen_at > e.occurred_at THEN t.seen_at ELSE e.occurred_at END AS known_at
FROM clean_events e
LEFT JOIN test_records t ON t.record_id = e.record_id
WHERE t.record_id IS NOT NULL
  OR upper(e.order_id) LIKE 'TEST%'
  OR e.properties LIKE '%"test":true%'
  OR e.properties LIKE '%"test":"true"%'
  OR e.properties LIKE '%"is_test":true%'
  OR e.properties LIKE '%"is_test":"true"%'
  OR e.properties LIKE '%"test_order":true%'
  OR e.properties LIKE '%"test_order":"true"%'
