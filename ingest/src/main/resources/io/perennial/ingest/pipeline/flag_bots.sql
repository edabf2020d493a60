-- flag_bots: flags of the rule bot: by what the program calls itself, or by how much it did in a minute of that day
-- reads   clean_events(event_id, record_id, type, properties, occurred_at)
-- reads   busy_minutes(record_id, day_no, known_at)
-- writes  flag_bots(event_id, rule, related_event_id, detail, known_at)   known from the event on, or from the end of the minute
-- cost    one pass over properties
SELECT
  e.event_id,
  'bot' AS rule,
  CAST(NULL AS BIGINT) AS related_event_id,
  CASE
    WHEN b.record_id IS NULL THEN 'the program says so'
    ELSE 'more in a minute than a person does'
  END AS detail,
  CASE WHEN b.known_at > e.occurred_at THEN b.known_at ELSE e.occurred_at END AS known_at
FROM clean_events e
LEFT JOIN busy_minutes b
  ON b.record_id = e.record_id AND b.day_no = f_floor_int(f_micros(e.occurred_at) / 86400e6)
WHERE (b.record_id IS NOT NULL
    AND e.type IN ('page_view', 'product_view', 'search', 'cart', 'ad_click', 'email_click', 'ad_impression'))
  OR (e.properties LIKE '%gent"%'
    AND regexp_extract(e.properties, '[Uu]ser_?[Aa]gent" *: *"[^"]*([Bb]ot[/;) ]|[Cc]rawler|[Ss]pider|HeadlessChrome|PhantomJS|python-requests|curl/|Wget/|Slurp|facebookexternalhit)', 1) <> '')
