SELECT setval('shop.invoice_no', least(greatest(last_value, 1), 1000000), is_called AND last_value >= 1) FROM shop.invoice_no;
ALTER SEQUENCE shop.invoice_no INCREMENT BY 5 MAXVALUE 1000000 CACHE 20 CYCLE;
