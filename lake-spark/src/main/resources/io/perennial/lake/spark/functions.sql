-- The functions whose definition differs by engine: one name, the same answer on each.
-- Every statement ends with a semicolon at the end of a line. What Spark's SQL cannot say is Java,
-- under names that begin with j_.

-- A 63-bit hash of a text.
CREATE OR REPLACE TEMPORARY FUNCTION f_id(t STRING) RETURNS BIGINT RETURN j_id(t);

-- An instant from a text and a strptime pattern; null when it does not parse. Wall clock.
CREATE OR REPLACE TEMPORARY FUNCTION f_timestamp(t STRING, pattern STRING) RETURNS TIMESTAMP_NTZ
  RETURN j_timestamp(t, pattern);

-- Whether a text ends in a zone: Z or an offset after a time.
CREATE OR REPLACE TEMPORARY FUNCTION f_zoned(t STRING) RETURNS BOOLEAN
  RETURN t RLIKE '[0-9]:[0-9.:]+ ?(Z|z|[+-][0-9]{2}(:?[0-9]{2})?)$';

-- An instant from an ISO 8601 text; UTC where the text has a zone, wall clock where it has none.
CREATE OR REPLACE TEMPORARY FUNCTION f_iso_timestamp(t STRING) RETURNS TIMESTAMP_NTZ
  RETURN j_iso_timestamp(t);

-- Whether a text is a decimal number.
CREATE OR REPLACE TEMPORARY FUNCTION f_numeric(t STRING) RETURNS BOOLEAN
  RETURN t RLIKE '^ *[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)? *$';

-- Money: DECIMAL(18,4) or null.
CREATE OR REPLACE TEMPORARY FUNCTION f_decimal(t STRING) RETURNS DECIMAL(18, 4)
  RETURN CASE WHEN f_numeric(t) THEN TRY_CAST(t AS DECIMAL(18, 4)) END;

-- x where it is a number; null for NaN and infinities.
CREATE OR REPLACE TEMPORARY FUNCTION f_finite(x DOUBLE) RETURNS DOUBLE
  RETURN CASE WHEN abs(x) <= 1.7976931348623157e308 THEN x END;

-- A finite double or null.
CREATE OR REPLACE TEMPORARY FUNCTION f_double(t STRING) RETURNS DOUBLE
  RETURN CASE WHEN f_numeric(t) THEN f_finite(TRY_CAST(t AS DOUBLE)) END;

-- A text without blanks (U+0020) around, null when nothing is left.
CREATE OR REPLACE TEMPORARY FUNCTION f_text(t STRING) RETURNS STRING
  RETURN nullif(trim(t), '');

-- A customer's key: f_text, and 17850 for 17850.0, which programs write when a column of whole
-- numbers has gaps.
CREATE OR REPLACE TEMPORARY FUNCTION f_key(t STRING) RETURNS STRING
  RETURN CASE WHEN f_text(t) RLIKE '^[0-9]+[.]0$' THEN split_part(f_text(t), '.', 1)
              ELSE f_text(t) END;

-- How many bytes a text has in UTF-8.
CREATE OR REPLACE TEMPORARY FUNCTION f_bytes(t STRING) RETURNS BIGINT
  RETURN CAST(octet_length(t) AS BIGINT);

-- Letters become x, digits 9: the shape of a value without the value.
CREATE OR REPLACE TEMPORARY FUNCTION f_mask(t STRING) RETURNS STRING
  RETURN regexp_replace(regexp_replace(t, '\\p{L}', 'x'), '[0-9]', '9');

-- Letters become x, digits and signs stay: what is wrong with a number or a time, without a name.
CREATE OR REPLACE TEMPORARY FUNCTION f_mask_letters(t STRING) RETURNS STRING
  RETURN regexp_replace(t, '\\p{L}', 'x');

-- Every match of a pattern replaced by a plain text.
CREATE OR REPLACE TEMPORARY FUNCTION f_replace_all(t STRING, pattern STRING, replacement STRING)
  RETURNS STRING RETURN regexp_replace(t, pattern, replacement);

-- A text as JSON, quotes and all.
CREATE OR REPLACE TEMPORARY FUNCTION f_json(t STRING) RETURNS STRING RETURN j_json(t);

-- The wall clock in a zone at a UTC instant.
CREATE OR REPLACE TEMPORARY FUNCTION f_utc_to_local(ts TIMESTAMP_NTZ, zone STRING)
  RETURNS TIMESTAMP_NTZ RETURN j_utc_to_local(ts, zone);

-- The UTC instant of a wall clock in a zone.
CREATE OR REPLACE TEMPORARY FUNCTION f_local_to_utc(ts TIMESTAMP_NTZ, zone STRING)
  RETURNS TIMESTAMP_NTZ RETURN j_local_to_utc(ts, zone);

-- Days from a to b, with fractions.
CREATE OR REPLACE TEMPORARY FUNCTION f_days(a TIMESTAMP_NTZ, b TIMESTAMP_NTZ) RETURNS DOUBLE
  RETURN CAST(timestampdiff(MICROSECOND, a, b) AS DOUBLE) / 8.64e10;
CREATE OR REPLACE TEMPORARY FUNCTION f_add_days(ts TIMESTAMP_NTZ, n INT) RETURNS TIMESTAMP_NTZ
  RETURN timestampadd(DAY, n, ts);
CREATE OR REPLACE TEMPORARY FUNCTION f_micros(ts TIMESTAMP_NTZ) RETURNS BIGINT
  RETURN unix_micros(CAST(ts AS TIMESTAMP_LTZ));
CREATE OR REPLACE TEMPORARY FUNCTION f_hour(ts TIMESTAMP_NTZ) RETURNS INT RETURN hour(ts);

-- Monday is 1.
CREATE OR REPLACE TEMPORARY FUNCTION f_isodow(ts TIMESTAMP_NTZ) RETURNS INT
  RETURN weekday(ts) + 1;
CREATE OR REPLACE TEMPORARY FUNCTION f_month(ts TIMESTAMP_NTZ) RETURNS TIMESTAMP_NTZ
  RETURN CAST(date_trunc('month', ts) AS TIMESTAMP_NTZ);

-- Months since January 1970.
CREATE OR REPLACE TEMPORARY FUNCTION f_month_no(ts TIMESTAMP_NTZ) RETURNS INT
  RETURN (year(ts) - 1970) * 12 + month(ts) - 1;

-- a / b; null where b is 0.
CREATE OR REPLACE TEMPORARY FUNCTION f_ratio(a DOUBLE, b DOUBLE) RETURNS DOUBLE
  RETURN a / NULLIF(b, 0e0);
CREATE OR REPLACE TEMPORARY FUNCTION f_floor_int(x DOUBLE) RETURNS BIGINT
  RETURN CAST(floor(x) AS BIGINT);

-- The natural logarithm; null for what is not positive.
CREATE OR REPLACE TEMPORARY FUNCTION f_ln(x DOUBLE) RETURNS DOUBLE
  RETURN CASE WHEN x > 0 THEN ln(x) END;

-- Of a list of JSON objects: a member of the first; the value of the one with a key (or name),
-- where it is an object its first member that is not null; the sum of a member. Null for no list.
CREATE OR REPLACE TEMPORARY FUNCTION f_first_of(t STRING, member STRING) RETURNS STRING
  RETURN j_first_of(t, member);
CREATE OR REPLACE TEMPORARY FUNCTION f_value_of(t STRING, wanted STRING) RETURNS STRING
  RETURN j_value_of(t, wanted);
CREATE OR REPLACE TEMPORARY FUNCTION f_sum_of(t STRING, member STRING) RETURNS DOUBLE
  RETURN j_sum_of(t, member);
