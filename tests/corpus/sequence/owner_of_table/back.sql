ALTER TABLE shop.invoice OWNER TO keeper;
