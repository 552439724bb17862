SELECT string_agg(concat_ws(',', id, (last).name, (last).code, ("all"[1]).code, ("all"[2]).name), ';' ORDER BY id) FROM app.log
