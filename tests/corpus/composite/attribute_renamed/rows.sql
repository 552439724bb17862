INSERT INTO shop.parcel VALUES (1, ROW('Main Street', '12345'));
