DROP CONVERSION shop.to_utf8;
