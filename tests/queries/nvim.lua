-- Neovim's own reading of its queries: loads the parser, runs each query over sample.schema and compares with
-- nvim.golden, which queries_test keeps. Then every query runs over the files given in $SCHEMA_EXAMPLES.
local folder = debug.getinfo(1, 'S').source:match('@(.*)/')
local names = { 'highlights', 'injections', 'locals', 'folds', 'indents', 'textobjects' }
table.sort(names)

local function read(path)
  local file = assert(io.open(path, 'rb'))
  local text = file:read('*a')
  file:close()
  return text
end

local function load_query(name)
  local path = vim.api.nvim_get_runtime_file('queries/schema/' .. name .. '.scm', false)[1]
  return vim.treesitter.parse_query('schema', read(path))
end

-- Every capture as { name, text }; of highlights, the last one of a node.
local function captures(name, source)
  local query = load_query(name)
  local root = vim.treesitter.get_string_parser(source, 'schema'):parse()[1]:root()
  assert(not root:has_error(), 'does not parse')
  local found, place = {}, {}
  for id, node, metadata in query:iter_captures(root, source, 0, -1) do
    local capture = query.captures[id]
    if capture:sub(1, 1) ~= '_' and capture ~= 'spell' then
      local _, _, first = node:start()
      local _, _, last = node:end_()
      local key = #found + 1
      if name == 'highlights' then key = place[first .. '-' .. last] or key end
      place[first .. '-' .. last] = key
      found[key] = { capture, source:sub(first + 1, last) }
    end
    local language = metadata['injection.language']
    if language then table.insert(found, { 'injection.language', language }) end
  end
  return found
end

local function summary(name, source)
  local texts, order = {}, {}
  for _, found in ipairs(captures(name, source)) do
    local capture, text = found[1], vim.trim(found[2])
    local line = text:match('^[^\n]*'):sub(1, 40)
    if line ~= text then line = line .. ' ...' end
    if not texts[capture] then
      texts[capture] = {}
      table.insert(order, capture)
    end
    texts[capture][line] = true
  end
  table.sort(order)
  local out = '== ' .. name .. '\n'
  for _, capture in ipairs(order) do
    local lines = vim.tbl_keys(texts[capture])
    table.sort(lines)
    out = out .. capture .. ': ' .. table.concat(lines, ' | ') .. '\n'
  end
  return out .. '\n'
end

local function differences(actual, expected)
  local a, b = vim.split(actual, '\n'), vim.split(expected, '\n')
  for i = 1, math.max(#a, #b) do
    if a[i] ~= b[i] then return ('line %d\n  is       %s\n  expected %s'):format(i, a[i], b[i]) end
  end
end

local ok, message = pcall(function()
  local actual, sample = '', read(folder .. '/sample.schema')
  for _, name in ipairs(names) do actual = actual .. summary(name, sample) end
  local difference = differences(actual, read(folder .. '/nvim.golden'))
  assert(not difference, 'nvim.golden: ' .. (difference or ''))

  local files = vim.fn.globpath(vim.env.SCHEMA_EXAMPLES, '**/*.schema', false, true)
  assert(#files > 0, 'no examples in ' .. vim.env.SCHEMA_EXAMPLES)
  for _, path in ipairs(files) do
    for _, name in ipairs(names) do
      local found = #captures(name, read(path))
      assert(found > 0 or name == 'injections' or name == 'locals', path .. ': nothing for ' .. name)
    end
  end
  print(('%d queries over %d files in Neovim %s'):format(#names, #files + 1, tostring(vim.version().minor)))
end)
if ok then vim.cmd('qall!') end
io.stderr:write(message .. '\n')
vim.cmd('cquit 1')
