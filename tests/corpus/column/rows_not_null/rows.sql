INSERT INTO shop.visit VALUES (1, ROW(NULL, NULL)::shop.place), (2, ROW('Elm', NULL)::shop.place);
