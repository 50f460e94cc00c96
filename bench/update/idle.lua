-- SPDX-License-Identifier: Apache-2.0
-- A check with nothing new, again and again: is there another root, what is the timestamp. With "close" every
-- check is a connection of its own, as it is on computers; one connection for each thread, or they mix.
local count, close = 0, false

function init(arguments)
  close = arguments[1] == "close"
end

function request()
  count = count + 1
  if count % 2 == 1 then return wrk.format("GET", "/good/metadata/2.root.json") end
  return wrk.format("GET", "/good/metadata/timestamp.json", close and { ["Connection"] = "close" } or {})
end
