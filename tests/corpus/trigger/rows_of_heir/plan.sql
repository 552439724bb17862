DROP TRIGGER counted ON geo.capital;
ALTER TABLE geo.capital INHERIT geo.place;
DROP TRIGGER counted ON geo.stream;
