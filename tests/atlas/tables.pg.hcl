schema "public" {
  comment = "standard public schema"
}

schema "shop" {
}

table "users" {
  schema = schema.shop
  column "id" {
    null = false
    type = bigint
    identity {
      generated = BY_DEFAULT
      start     = 100
      increment = 2
    }
  }
  column "name" {
    null    = false
    type    = character_varying(255)
    comment = "as it is shown"
  }
  column "email" {
    null = true
    type = varchar(320)
  }
  column "age" {
    null    = true
    type    = int
    default = null
  }
  column "is_admin" {
    null    = false
    type    = bool
    default = false
  }
  column "balance" {
    null    = false
    type    = decimal(10, 2)
    default = 0.5
  }
  column "first" {
    null = true
    type = text
    as {
      expr = "split_part(name, ' ', 1)"
      type = STORED
    }
  }
  column "length" {
    null = true
    type = integer
    as   = "length(name)"
  }
  column "tags" {
    null    = false
    type    = sql("text[]")
    default = sql("'{}'::text[]")
  }
  column "created_at" {
    null    = false
    type    = timestamptz(3)
    default = sql("CURRENT_TIMESTAMP")
  }
  column "manager_id" {
    null = true
    type = bigint
  }
  column "window" {
    null = true
    type = interval
  }
  primary_key {
    columns = [column.id]
  }
  foreign_key "manager_fk" {
    columns     = [column.manager_id]
    ref_columns = [column.id]
    on_update   = NO_ACTION
    on_delete   = SET_NULL
  }
  index "users_name" {
    columns = [column.name]
    unique  = true
    comment = "one name, one user"
  }
  index "users_lower_email" {
    type = BTREE
    on {
      expr = "lower((email)::text)"
      desc = true
    }
    on {
      column      = column.name
      nulls_first = true
    }
    where   = "(age > 18)"
    include = [column.age]
  }
  index "users_tags" {
    columns = [column.tags]
    type    = GIN
  }
  index "users_created" {
    type            = BRIN
    columns         = [column.created_at]
    page_per_range  = 64
  }
  index "users_pattern" {
    on {
      column = column.name
      ops    = varchar_pattern_ops
    }
  }
  unique "users_email" {
    columns = [column.email]
  }
  unique "users_admin_age" {
    columns        = [column.is_admin, column.age]
    nulls_distinct = false
  }
  check "positive age" {
    expr    = "(age > 0)"
    comment = "nobody is younger"
  }
}

table "rooms" {
  schema  = schema.shop
  comment = "what can be booked"
  column "id" {
    null = false
    type = integer
    identity {
      generated = ALWAYS
    }
  }
  column "during" {
    null = false
    type = tsrange
  }
  column "kind" {
    null    = false
    type    = enum.room_kind
    default = "single"
  }
  column "owner" {
    null = true
    type = bigint
  }
  primary_key {
    columns = [column.id]
    include = [column.kind]
  }
  foreign_key "rooms_owner" {
    columns     = [column.owner]
    ref_columns = [table.users.column.id]
    on_update   = CASCADE
    on_delete   = SET_DEFAULT
    deferrable  = INITIALLY_DEFERRED
  }
  exclude "no_overlap" {
    type = GIST
    on {
      column = column.during
      op     = "&&"
    }
    where = "(id > 0)"
  }
}

enum "room_kind" {
  schema = schema.shop
  values = ["single", "double"]
}
