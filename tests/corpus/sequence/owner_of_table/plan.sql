ALTER TABLE shop.invoice OWNER TO heir;
