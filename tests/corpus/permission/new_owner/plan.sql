REVOKE update (amount) ON TABLE billing.fee FROM keeper;
REVOKE select ON TABLE billing.fee FROM heir;
ALTER TABLE billing.fee OWNER TO heir;
GRANT update (amount) ON TABLE billing.fee TO keeper;
GRANT select ON TABLE billing.fee TO keeper;
