ALTER TABLE shop.customer ADD CONSTRAINT customer_email UNIQUE NULLS NOT DISTINCT (tenant, email);
COMMENT ON CONSTRAINT customer_email ON shop.customer IS 'one account a tenant';
ALTER TABLE shop.customer ADD CONSTRAINT customer_email_key UNIQUE (email) DEFERRABLE;
