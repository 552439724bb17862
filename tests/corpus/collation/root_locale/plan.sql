CREATE COLLATION shop.plain (PROVIDER = icu, LOCALE = '');
