DROP SEQUENCE shop.invoice_no;
DROP SEQUENCE shop.ticket;
