ALTER SEQUENCE shop.invoice_no OWNED BY shop.invoice.no;
