ALTER TABLE shop.invoice ALTER COLUMN no DROP DEFAULT;
ALTER SEQUENCE shop.invoice_no_seq OWNED BY NONE;
DROP SEQUENCE shop.invoice_no_seq;
DROP TABLE shop.invoice;
