ALTER DOMAIN shop.amount DROP CONSTRAINT positive;
