SELECT string_agg(id || code, ' ' ORDER BY id) FROM app.call;
