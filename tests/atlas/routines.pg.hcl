variable "limit" {
  type    = int
  default = 10
}

schema "public" {
}

domain "us_postal_code" {
  schema = schema.public
  type   = text
  null   = true
  check "us_postal_code_check" {
    expr    = "((VALUE ~ '^\\d{5}$'::text) OR (VALUE ~ '^\\d{5}-\\d{4}$'::text))"
    comment = "five digits, or nine"
  }
}

composite "address" {
  schema = schema.public
  field "street" {
    type = text
  }
  field "zip" {
    type = domain.us_postal_code
  }
}

sequence "ids" {
  schema    = schema.public
  type      = smallint
  start     = 100
  increment = 2
  min_value = 100
  max_value = 1000
  cache     = 1
  cycle     = true
}

table "t1" {
  schema = schema.public
  column "a" {
    null = false
    type = integer
  }
  column "b" {
    null = true
    type = integer
  }
  column "home" {
    null = true
    type = composite.address
  }
}

table "audit" {
  schema = schema.public
  column "what" {
    type = text
  }
}

function "positive" {
  schema = schema.public
  lang   = SQL
  arg "v" {
    type = integer
  }
  return     = boolean
  as         = "SELECT v > 0"
  volatility = IMMUTABLE
  strict     = true
  leakproof  = false
  security   = INVOKER
  parallel   = SAFE
}

function "sql_body" {
  schema = schema.public
  lang   = SQL
  arg "a" {
    type    = integer
    default = 1
  }
  arg "b" {
    type    = integer
    mode    = IN
    default = sql("2 + 3")
  }
  return = integer
  as     = <<-SQL
    SELECT a + b + ${var.limit}
  SQL
}

function "rows" {
  schema = schema.public
  lang   = SQL
  return_table {
    column "a" {
      type = integer
    }
    column "b" {
      type = integer
    }
  }
  as = "SELECT a, b FROM t1"
}

function "all_rows" {
  schema     = schema.public
  lang       = SQL
  return_set = table.t1
  as         = "SELECT * FROM t1"
}

function "audit_row" {
  schema = schema.public
  lang   = PLpgSQL
  return = trigger
  as     = <<-SQL
    BEGIN
      INSERT INTO audit VALUES (TG_OP);
      RETURN NULL;
    END;
  SQL
  comment = "writes down what happens"
}

procedure "clean" {
  schema   = schema.public
  lang     = PLpgSQL
  security = DEFINER
  arg "least" {
    type = integer
  }
  as = <<-SQL
    BEGIN
      DELETE FROM t1 WHERE a < least;
    END;
  SQL
}

trigger "audit_t1" {
  on = table.t1
  after {
    insert    = true
    delete    = true
    update_of = [table.t1.column.a, table.t1.column.b]
  }
  foreach = ROW
  when    = "(pg_trigger_depth() = 0)"
  execute {
    function = function.audit_row
  }
}

trigger "audit_statement" {
  on = table.t1
  after {
    update = true
  }
  referencing {
    old_table = old_rows
    new_table = new_rows
  }
  execute {
    function = function.audit_row
  }
}

view "clean" {
  schema = schema.public
  column "a" {
    type    = integer
    null    = true
    comment = "the first"
  }
  as           = "SELECT a FROM t1 WHERE a > 0"
  check_option = CASCADED
  comment      = "what is left"
  depends_on   = [table.t1]
}

trigger "insert_clean" {
  on = view.clean
  instead_of {
    insert = true
  }
  for = ROW
  execute {
    function = function.audit_row
  }
}

materialized "totals" {
  schema = schema.public
  as     = "SELECT b, count(*) AS n FROM ${table.t1.name} GROUP BY b"
  index "totals_b" {
    unique  = true
    columns = [column.b]
  }
  depends_on = [table.t1]
}
