ALTER TABLE shop.booking DROP CONSTRAINT no_overlap;
