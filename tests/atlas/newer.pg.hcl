extension "hstore" {
}
schema "shop" {
  comment = "the shop"
}
role "shop_reader" {
  login      = false
  conn_limit = 5
}
table "orders" {
  schema = schema.shop
  column "id" {
    type = bigint
    null = false
  }
  column "at" {
    type = date
    null = false
  }
  column "props" {
    type = hstore
    null = true
  }
  index "by_id" {
    on {
      column = column.id
      ops    = sql("int8_ops")
    }
  }
  partition {
    type    = RANGE
    columns = [column.at]
  }
  row_security {
    enabled  = true
    enforced = true
  }
}
partition "orders_2023" {
  schema = schema.shop
  of     = table.orders
  range {
    from = ["'2023-01-01'"]
    to   = ["'2024-01-01'"]
  }
}
partition "orders_rest" {
  schema = schema.shop
  of     = table.orders
}
partition "orders_year" {
  for_each = {
    "2024" = "2025"
    "2025" = "2026"
  }
  name   = "orders_${each.key}"
  schema = schema.shop
  of     = table.orders
  range {
    from = ["'${each.key}-01-01'"]
    to   = ["'${each.value}-01-01'"]
  }
}
sequence "numbers" {
  schema = schema.shop
  type   = bigint
  owner  = table.orders.column.id
}
view "recent" {
  schema = schema.shop
  column "id" {
    type    = bigint
    null    = true
    comment = "the order"
  }
  as           = "SELECT id FROM ${table.orders.name}"
  check_option = CASCADED
  security {
    invoker = true
    barrier = true
  }
}
function "positive" {
  schema = schema.shop
  lang   = SQL
  arg "v" {
    type = integer
  }
  return     = boolean
  as         = "SELECT v > 0"
  volatility = IMMUTABLE
  config_params {
    search_path = "shop"
  }
}
policy "mine" {
  on    = table.orders
  as    = PERMISSIVE
  for   = SELECT
  to    = [PUBLIC, role.shop_reader]
  using = "true"
}
permission {
  for_each   = [table.orders, sequence.numbers]
  for        = each.value
  to         = role.shop_reader
  privileges = [SELECT]
}
permission {
  for        = function.positive
  to         = role.shop_reader
  privileges = [ALL]
}
