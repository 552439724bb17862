ALTER TABLE shop.invoice DROP CONSTRAINT invoice_customer;
ALTER TABLE shop.invoice ADD CONSTRAINT invoice_customer FOREIGN KEY (customer) REFERENCES shop.customer (id);
COMMENT ON CONSTRAINT invoice_customer ON shop.invoice IS 'who ordered';
ALTER TABLE shop.invoice ALTER CONSTRAINT invoice_payer NOT DEFERRABLE;
