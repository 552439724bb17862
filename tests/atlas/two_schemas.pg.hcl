schema "a" {
  name = "tenant_a"
}

schema "b" {
  name = "tenant_b"
}

table "a" "users" {
  schema = schema.a
  column "id" {
    type = int
  }
  primary_key {
    columns = [column.id]
  }
}

table "b" "users" {
  schema = schema.b
  column "id" {
    type = int
  }
  column "other" {
    type = int
    null = true
  }
  foreign_key "other" {
    columns     = [column.other]
    ref_columns = [table.a.users.column.id]
  }
}

enum "a" "status" {
  schema = schema.a
  values = ["on", "off"]
}

enum "b" "status" {
  schema = schema.b
  values = ["active", "inactive"]
}

table "orders" {
  schema = schema.b
  column "status" {
    type = enum.b.status
  }
  column "old" {
    type = enum.a.status
  }
}

view "a" "names" {
  schema = schema.a
  as     = "SELECT id FROM ${table.b.users.name}"
  depends_on = [table.b.users]
}
