DROP POLICY seen ON shop.orders;
