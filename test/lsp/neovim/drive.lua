-- What a person does in Neovim with the language server, asked for step by step: `nvim --headless -l` is newer than 0.7, so the
-- steps are named by the environment and what comes of them is written to a file, a line of JSON each.
local out = assert(io.open(os.getenv('PROMPT_BUNDLES_OUT'), 'w'))
local root = vim.fn.getcwd()
local function say(name, value)
  out:write(vim.fn.json_encode({ name = name, value = value }), '\n')
  out:flush()
end

local function quit(code)
  out:close()
  vim.lsp.stop_client(vim.lsp.get_active_clients())
  vim.wait(5000, function()
    return #vim.lsp.get_active_clients() == 0
  end)
  vim.cmd(code == 0 and 'qall!' or 'cquit!')
end

local function until_so(what, is_so)
  if not vim.wait(30000, is_so, 20) then
    error('waited in vain: ' .. what)
  end
end

local function main()
  local client = vim.lsp.start_client({
    name = 'prompt-bundles',
    cmd = { os.getenv('PROMPT_BUNDLES_NODE'), os.getenv('PROMPT_BUNDLES_CLI'), 'lsp' },
    root_dir = root,
  })
  local function open(file)
    vim.cmd('edit ' .. vim.fn.fnameescape(root .. '/' .. file))
    local buffer = vim.api.nvim_get_current_buf()
    vim.lsp.buf_attach_client(buffer, client)
    until_so('attached', function()
      return vim.lsp.buf_is_attached(buffer, client)
    end)
    return buffer
  end
  local function place(line, column)
    vim.api.nvim_win_set_cursor(0, { line, column })
    return vim.lsp.util.make_position_params(0, 'utf-16')
  end
  local function ask(method, params)
    local answers, failed = vim.lsp.buf_request_sync(0, method, params, 30000)
    if failed then
      error(method .. ': ' .. failed)
    end
    local answer = answers[client]
    if answer.error then
      error(method .. ': ' .. answer.error.message)
    end
    return answer.result
  end
  local function problems()
    local found = {}
    for _, one in ipairs(vim.diagnostic.get()) do
      local name = vim.api.nvim_buf_get_name(one.bufnr):sub(#root + 2)
      local severity = ({ 'error', 'warning', 'information' })[one.severity]
      local code = one.user_data and one.user_data.lsp and one.user_data.lsp.code or one.code
      table.insert(found, string.format('%s %d:%d-%d:%d %s %s %s', name, one.lnum + 1, one.col + 1, one.end_lnum + 1, one.end_col + 1, severity, code, one.message))
    end
    table.sort(found)
    return found
  end
  local function lines(buffer)
    return vim.api.nvim_buf_get_lines(buffer, 0, -1, false)
  end
  -- Neovim marks nothing behind the end of a line: what is told there is looked at as it came.
  local bundle = open('b.prompt-bundle.yaml')
  local template = open('a.prompt-template.yaml')
  until_so('problems', function()
    return #vim.diagnostic.get(template) > 0
  end)
  vim.wait(500)
  say('stored', problems())

  -- Not saved: the word that is forbidden goes, and a placeholder is misspelt.
  vim.api.nvim_buf_set_lines(template, 3, 4, false, { 'content: "We fix {{tusk}}."' })
  until_so('problems of what is not saved', function()
    local found = vim.diagnostic.get(template)
    return #found == 1 and found[1].message:find('tusk') ~= nil
  end)
  say('unsaved', problems())
  say('buffers', { ['a.prompt-template.yaml'] = table.concat(lines(template), '\n') .. '\n' })

  -- A code action, as it is chosen in a menu.
  vim.api.nvim_win_set_cursor(0, { 4, 20 })
  local chosen
  vim.ui.select = function(items, _, choose)
    chosen = items
    choose(items[1], 1)
  end
  vim.lsp.buf.code_action({ context = { diagnostics = vim.lsp.diagnostic.get_line_diagnostics(template) } })
  until_so('fixed', function()
    return lines(template)[4]:find('{{task}}', 1, true) ~= nil
  end)
  say('fixed', lines(template)[4])
  until_so('no problems', function()
    return #vim.diagnostic.get(template) == 0
  end)

  vim.api.nvim_set_current_buf(bundle)
  local hover = ask('textDocument/hover', place(4, 12))
  say('hover', hover.contents.value)
  local completions = ask('textDocument/completion', place(4, 10))
  local labels = {}
  for _, item in ipairs(completions.items) do
    table.insert(labels, item.label)
  end
  say('completions', labels)

  place(4, 11)
  vim.lsp.buf.definition()
  until_so('definition', function()
    return vim.api.nvim_get_current_buf() == template
  end)
  say('definition', vim.api.nvim_win_get_cursor(0))

  vim.lsp.buf.rename('renamed')
  until_so('renamed', function()
    return lines(bundle)[4]:find('renamed@1.0.0', 1, true) ~= nil and lines(template)[1]:find('renamed', 1, true) ~= nil
  end)
  say('renamed', { lines(bundle)[4], lines(template)[1] })
  -- What other buffers say is sent a moment later.
  vim.wait(1000)
  local references = ask('textDocument/references', vim.tbl_extend('force', place(1, 13), { context = { includeDeclaration = true } }))
  say('references', #references)
  local symbols = ask('textDocument/documentSymbol', { textDocument = vim.lsp.util.make_text_document_params() })
  say('symbols', symbols[1].name)
end

local ok, fault = xpcall(main, debug.traceback)
if not ok then
  say('fault', fault)
end
quit(ok and 0 or 1)
