CREATE POLICY seen ON shop.orders USING ((SELECT orders.level <= account.level FROM shop.account));
