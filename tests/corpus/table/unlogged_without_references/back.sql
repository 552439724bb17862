ALTER TABLE shop.product SET LOGGED;
ALTER TABLE shop.line ADD CONSTRAINT of FOREIGN KEY (product) REFERENCES shop.product (id);
