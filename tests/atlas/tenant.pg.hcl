variable "tenant" {
  type        = string
  description = "the name of the schema"
  default     = "acme"
}

locals {
  kinds = ["visits", "sales"]
}

schema "main" {
  name = var.tenant
}

table "daily" {
  for_each = toset(local.kinds)
  name     = "daily_${each.value}"
  schema   = schema.main
  column "day" {
    type = date
  }
  dynamic "column" {
    for_each = ["lowest", "highest"]
    labels   = [column.value]
    content {
      type = numeric
      null = true
    }
  }
  primary_key {
    columns = [column.day]
  }
}

extension "btree_gist" {
  schema  = schema.main
  version = "1.7"
  comment = "keys of plain types in GiST indexes"
}
