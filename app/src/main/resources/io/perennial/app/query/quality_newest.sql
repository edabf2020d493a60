-- quality_newest: what each check says of the newest day that it judged, and how it did before
-- reads   quality_rows(source, day, measure, field, value, low, high, verdict, detail)
-- writes  quality_newest(source, day, measure, field, value, low, high, verdict, detail, days, alarms)
SELECT r.source, r.day, r.measure, r.field, r.value, r.low, r.high, r.verdict, r.detail, r.days, r.alarms
FROM (
  SELECT
    q.source, q.day, q.measure, q.field, q.value, q.low, q.high, q.verdict, q.detail,
    count(*) OVER (PARTITION BY q.source, q.measure, q.field) AS days,
    CAST(sum(CASE WHEN q.verdict <> 'ok' THEN 1 ELSE 0 END)
      OVER (PARTITION BY q.source, q.measure, q.field) AS BIGINT) AS alarms,
    row_number() OVER (PARTITION BY q.source, q.measure, q.field ORDER BY q.day DESC) AS place
  FROM quality_rows q
) r
WHERE r.place = 1
