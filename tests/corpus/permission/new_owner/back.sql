REVOKE select ON TABLE billing.fee FROM keeper;
REVOKE update (amount) ON TABLE billing.fee FROM keeper;
ALTER TABLE billing.fee OWNER TO keeper;
GRANT update (amount) ON TABLE billing.fee TO keeper;
GRANT select ON TABLE billing.fee TO heir;
