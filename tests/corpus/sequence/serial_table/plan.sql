CREATE SEQUENCE shop.invoice_no_seq AS integer;
CREATE TABLE shop.invoice (
  no integer DEFAULT nextval('invoice_no_seq') NOT NULL
);
ALTER SEQUENCE shop.invoice_no_seq OWNED BY shop.invoice.no;
