-- text_names: what each record that has claims is called, so that its own texts can be told without it
-- reads   text_claims(record_id, attribute, value)
-- writes  text_names(record_id, full_name, given_name, family_name)   null where nothing is claimed
-- cost    a pass over claims
SELECT
  record_id,
  max(CASE WHEN attribute IN ('name', 'full_name', 'fullname', 'customer_name') THEN value END) AS full_name,
  max(CASE WHEN attribute LIKE '%given%' OR attribute LIKE '%first%' THEN value END) AS given_name,
  max(CASE WHEN attribute LIKE '%family%' OR attribute LIKE '%last%' OR attribute LIKE '%surname%' THEN value END) AS family_name
FROM text_claims
WHERE attribute LIKE '%name%'
GROUP BY record_id
