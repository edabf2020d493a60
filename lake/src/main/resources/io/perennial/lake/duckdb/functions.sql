-- The functions whose definition differs by engine: one name, the same answer on each.
-- Every statement ends with a semicolon at the end of a line.

-- f_id(text): the StableHash of a text, is a Java function.

-- An instant from a text and a strptime pattern; null when it does not parse. Wall clock.
CREATE OR REPLACE MACRO f_timestamp(t, pattern) AS try_strptime(CAST(t AS VARCHAR), pattern);

-- Whether a text ends in a zone: Z or an offset after a time.
CREATE OR REPLACE MACRO f_zoned(t) AS regexp_matches(t, '[0-9]:[0-9.:]+ ?(Z|z|[+-][0-9]{2}(:?[0-9]{2})?)$');

-- An instant from an ISO 8601 text; UTC where the text has a zone, wall clock where it has none.
CREATE OR REPLACE MACRO f_iso_timestamp(t) AS
  CASE WHEN NOT regexp_matches(t, '^[0-9]{4}-[0-9]{2}-[0-9]{2}') THEN NULL
       WHEN f_zoned(t) THEN TRY_CAST(regexp_replace(t, ' ?[zZ]$', '+00') AS TIMESTAMPTZ) AT TIME ZONE 'UTC'
       ELSE TRY_CAST(t AS TIMESTAMP) END;

-- Money: DECIMAL(18,4) or null. A cast of text takes 1_000, which no file means as a number.
CREATE OR REPLACE MACRO f_decimal(t VARCHAR) AS
  CASE WHEN NOT contains(t, '_') THEN TRY_CAST(t AS DECIMAL(18, 4)) END,
  (t DOUBLE) AS TRY_CAST(t AS DECIMAL(18, 4)),
  (t DECIMAL(38, 14)) AS TRY_CAST(t AS DECIMAL(18, 4));

-- A finite double or null.
CREATE OR REPLACE MACRO f_double(t) AS
  CASE WHEN isfinite(TRY_CAST(t AS DOUBLE)) AND NOT contains(t, '_') THEN TRY_CAST(t AS DOUBLE) END;

-- A text without blanks (U+0020) around, null when nothing is left. Most texts have none: what
-- begins above the blank and does not end in one is taken as it is, which is faster than trim.
CREATE OR REPLACE MACRO f_text(t) AS
  CASE WHEN t < '!' OR suffix(t, ' ') THEN nullif(trim(t, ' '), '') ELSE t END;

-- A customer's key: f_text, and 17850 for 17850.0, which programs write when a column of whole
-- numbers has gaps.
CREATE OR REPLACE MACRO f_key(t) AS
  CASE WHEN suffix(f_text(t), '.0') AND regexp_full_match(f_text(t), '[0-9]+[.]0')
       THEN split_part(f_text(t), '.', 1) ELSE f_text(t) END;

-- How many bytes a text has in UTF-8.
CREATE OR REPLACE MACRO f_bytes(t) AS strlen(t);

-- Letters become x, digits 9: the shape of a value without the value.
CREATE OR REPLACE MACRO f_mask(t) AS
  regexp_replace(regexp_replace(t, '\pL', 'x', 'g'), '[0-9]', '9', 'g');

-- Letters become x, digits and signs stay: what is wrong with a number or a time, without a name.
CREATE OR REPLACE MACRO f_mask_letters(t) AS regexp_replace(t, '\pL', 'x', 'g');

-- Every match of a pattern replaced by a plain text.
CREATE OR REPLACE MACRO f_replace_all(t, pattern, replacement) AS
  regexp_replace(t, pattern, replacement, 'g');

-- A text as JSON, quotes and all.
CREATE OR REPLACE MACRO f_json(t) AS CAST(to_json(CAST(t AS VARCHAR)) AS VARCHAR);

-- The wall clock in a zone at a UTC instant.
CREATE OR REPLACE MACRO f_utc_to_local(ts, zone) AS
  CAST(ts AS TIMESTAMP) AT TIME ZONE 'UTC' AT TIME ZONE zone;

-- The UTC instant of a wall clock in a zone.
CREATE OR REPLACE MACRO f_local_to_utc(ts, zone) AS
  CAST(ts AS TIMESTAMP) AT TIME ZONE zone AT TIME ZONE 'UTC';

-- Days from a to b, with fractions.
CREATE OR REPLACE MACRO f_days(a, b) AS CAST(epoch_us(b) - epoch_us(a) AS DOUBLE) / 8.64e10;
CREATE OR REPLACE MACRO f_add_days(ts, n) AS ts + to_days(CAST(n AS INTEGER));
CREATE OR REPLACE MACRO f_micros(ts) AS epoch_us(ts);
CREATE OR REPLACE MACRO f_hour(ts) AS CAST(hour(ts) AS INTEGER);

-- Monday is 1.
CREATE OR REPLACE MACRO f_isodow(ts) AS CAST(isodow(ts) AS INTEGER);
CREATE OR REPLACE MACRO f_month(ts) AS CAST(date_trunc('month', ts) AS TIMESTAMP);

-- Months since January 1970.
CREATE OR REPLACE MACRO f_month_no(ts) AS CAST((year(ts) - 1970) * 12 + month(ts) - 1 AS INTEGER);

-- a / b; null where b is 0.
CREATE OR REPLACE MACRO f_ratio(a, b) AS CAST(a AS DOUBLE) / NULLIF(CAST(b AS DOUBLE), 0e0);
CREATE OR REPLACE MACRO f_floor_int(x) AS CAST(floor(CAST(x AS DOUBLE)) AS BIGINT);

-- The natural logarithm; null for what is not positive.
CREATE OR REPLACE MACRO f_ln(x) AS CASE WHEN x > 0 THEN ln(CAST(x AS DOUBLE)) END;

-- x where it is a number; null for NaN and infinities.
CREATE OR REPLACE MACRO f_finite(x) AS
  CASE WHEN isfinite(CAST(x AS DOUBLE)) THEN CAST(x AS DOUBLE) END;

-- Of a list of JSON objects: a member of the first; the value of the one with a key (or name),
-- where it is an object its first member that is not null; the sum of a member. Null for no list.
CREATE OR REPLACE MACRO f_list(t) AS
  CASE WHEN t[1] = '[' AND json_valid(t) THEN CAST(json_extract(t, '$[*]') AS JSON[]) END;
CREATE OR REPLACE MACRO f_scalar(j) AS
  CASE WHEN json_type(j) NOT IN ('OBJECT', 'ARRAY') THEN nullif(j ->> '$', '') END;
CREATE OR REPLACE MACRO f_first_of(t, member) AS
  f_scalar(json_extract(f_list(t)[1], '$."' || member || '"'));
CREATE OR REPLACE MACRO f_element_of(t, wanted) AS
  json_extract(list_filter(f_list(t), lambda x: (x ->> '$.key') = wanted OR (x ->> '$.name') = wanted)[1], '$.value');
CREATE OR REPLACE MACRO f_value_of(t, wanted) AS
  CASE WHEN json_type(f_element_of(t, wanted)) = 'OBJECT'
       THEN f_scalar(list_filter(CAST(json_extract(f_element_of(t, wanted), '$.*') AS JSON[]), lambda v: json_type(v) <> 'NULL')[1])
       ELSE f_scalar(f_element_of(t, wanted)) END;
CREATE OR REPLACE MACRO f_sum_of(t, member) AS
  CASE WHEN f_list(t) IS NOT NULL
       THEN CAST(coalesce(list_sum(list_transform(f_list(t),
              lambda x: TRY_CAST(json_extract_string(x, '$."' || member || '"') AS DECIMAL(30, 8)))), 0) AS DOUBLE) END;
