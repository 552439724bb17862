DROP FUNCTION shop.gross(numeric, numeric);
DROP FUNCTION shop.split_name(text);
