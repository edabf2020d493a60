-- flag_bots: flags of the rule bot: by what the program calls itself, or by how much it did in a minute of that day
-- reads   clean_events(event_id, record_id, type, properties, occurred_at)
-- reads   busy_minutes(record_id, day_no, known_at)
-- writes  flag_bots(event_id, rule, related_event_id, detail, known_at)   known at once of a program that says so, else from the end of the minute on
-- cost    one pass over properties
SELECT
  w.event_id,
  'bot' AS rule,
  CAST(NULL AS BIGINT) AS related_event_id,
  CASE WHEN w.says THEN 'the program says so' ELSE 'more in a minute than a person does' END AS detail,
  CASE WHEN NOT w.says AND w.busy_at > w.occurred_at THEN w.busy_at ELSE w.occurred_at END AS known_at
FROM (
  SELECT
    e.event_id,
    e.type,
    e.occurred_at,
    b.known_at AS busy_at,
    coalesce(
      e.properties LIKE '%gent"%'
        AND regexp_extract(e.properties, '[Uu]ser_?[Aa]gent" *: *"[^"]*([Bb]ot[/;) ]|[Cc]rawler|[Ss]pider|HeadlessChrome|PhantomJS|python-requests|curl/|Wget/|Slurp|facebookexternalhit)', 1) <> '',
      false) AS says
  FROM clean_events e
  LEFT JOIN busy_minutes b
    ON b.record_id = e.record_id AND b.day_no = f_floor_int(f_micros(e.occurred_at) / 86400e6)
) w
WHERE w.says
  OR (w.busy_at IS NOT NULL
    AND w.type IN ('page_view', 'product_view', 'search', 'cart', 'ad_click', 'email_click', 'ad_impression'))
