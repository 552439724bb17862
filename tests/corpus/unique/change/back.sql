ALTER TABLE shop.customer DROP CONSTRAINT customer_email;
ALTER TABLE shop.customer DROP CONSTRAINT customer_email_key;
