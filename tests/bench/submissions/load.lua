-- wrk: POST /records/signing with submit, each with a command id of its own; connections take the sessions in turn.
--
-- wrk … -s load.lua -- <file with the cookie of one session per line> <file with the answers as JSON>
local cookies, head, data, sent = {}, "", "", 0

local function read(name)
  local file = assert(io.open(name))
  local text = file:read("*a")
  file:close()
  return text
end

function init(args)
  for line in read(args[1]):gmatch("[^\n]+") do cookies[#cookies + 1] = line end
  data = read(args[2])
  math.randomseed(os.time())
  head = string.format("%08x-%04x-7", math.random(0, 0x7fffffff), math.random(0, 0xffff))
end

function request()
  sent = sent + 1
  local command = string.format("%s%03x-8%03x-%012x", head, sent % 4096, math.floor(sent / 4096) % 4096, sent)
  local body = '{"submit":true,"command_id":"' .. command .. '","data":' .. data .. '}'
  return wrk.format("POST", "/api/v1/records/signing", {
    ["Content-Type"] = "application/json",
    ["X-Qudao-Request"] = "1",
    ["Sec-Fetch-Site"] = "same-origin",
    ["Prefer"] = "return=minimal",
    ["Cookie"] = cookies[sent % #cookies + 1],
  }, body)
end

function done(summary, latency)
  local refused = summary.errors.status
  local broken = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  io.write(string.format('{"requests":%d,"seconds":%.3f,"refused":%d,"broken":%d,"p50_ms":%.3f,"p99_ms":%.3f}\n',
    summary.requests, summary.duration / 1e6, refused, broken, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3))
end
