-- wrk: POST /api/signings, one and the same entry each time.
--
-- wrk … -s create.lua -- <file with the body>
local body = ""

function init(args)
  local file = assert(io.open(args[1]))
  body = file:read("*a")
  file:close()
end

function request()
  return wrk.format("POST", "/api/signings", { ["Content-Type"] = "application/json" }, body)
end

function done(summary, latency)
  local refused = summary.errors.status
  local broken = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  io.write(string.format('{"requests":%d,"seconds":%.3f,"refused":%d,"broken":%d,"p50_ms":%.3f,"p99_ms":%.3f}\n',
    summary.requests, summary.duration / 1e6, refused, broken, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3))
end
