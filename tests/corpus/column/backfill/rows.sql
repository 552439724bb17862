INSERT INTO shop.person VALUES (1, 'Ann', 'Lee', NULL, 20), (2, 'Bob', 'Ray', 'new', 30);
