-- decided_contacts: what is believed of customers who are to be addressed, attribute by attribute
-- reads   decided_now(customer_id, action, place)
-- reads   contact_believed(customer_id, attribute, record_id, value_hash)
-- reads   contact_said(record_id, attribute, value)
-- writes  view decided_contacts(customer_id, attribute, value)   of decisions that do something; hashes are under :secret
-- cost    a join of golden records and claims for the customers who are addressed
SELECT DISTINCT g.customer_id, g.attribute, c.value
FROM decided_now d
JOIN contact_believed g ON g.customer_id = d.customer_id
JOIN contact_said c
  ON c.record_id = g.record_id AND c.attribute = g.attribute AND f_id(:secret || chr(31) || c.value) = g.value_hash
WHERE d.action <> 'nothing'
  AND d.place = 1
  AND c.attribute IN (
    'email', 'phone', 'phone_number', 'mobile', 'first_name', 'given_name', 'last_name', 'family_name', 'surname',
    'postcode', 'postal_code', 'zip', 'city', 'place', 'country', 'country_code')
