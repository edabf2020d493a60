-- record_emails: the e-mails of records, those that nobody doubts
-- reads   clean_claims(record_id, attribute, value, flag)
-- writes  record_emails(record_id, email)
-- cost    one pass, a hash of the e-mails
SELECT DISTINCT c.record_id, c.value AS email
FROM clean_claims c
WHERE c.attribute = 'email' AND c.flag IS NULL AND c.record_id IS NOT NULL AND c.value IS NOT NULL
