-- Calendar periods of ISO dates, as text: 2022, 2022-Q1, 2022-03, 2022-W12, 2022-03-21.
local periods = {of = {}}

-- Days since 0000-03-01 in the proleptic Gregorian calendar, and back (Hinnant's algorithms).
local function day_number(y, m, d)
  if m <= 2 then y = y - 1 end
  local era = y // 400
  local yoe = y - era * 400
  local doy = (153 * (m + (m > 2 and -3 or 9)) + 2) // 5 + d - 1
  return era * 146097 + yoe * 365 + yoe // 4 - yoe // 100 + doy
end

local function date_of(n)
  local era = n // 146097
  local doe = n - era * 146097
  local yoe = (doe - doe // 1460 + doe // 36524 - doe // 146096) // 365
  local doy = doe - (365 * yoe + yoe // 4 - yoe // 100)
  local mp = (5 * doy + 2) // 153
  local m = mp + (mp < 10 and 3 or -9)
  return yoe + era * 400 + (m <= 2 and 1 or 0), m, doy - (153 * mp + 2) // 5 + 1
end

-- 2000-01-03 was a Monday.
local monday = day_number(2000, 1, 3)

local function week_of(n)
  local thursday = n - (n - monday) % 7 + 3
  local year = date_of(thursday)
  return year, (thursday - day_number(year, 1, 1)) // 7 + 1
end

function periods.of.year(date)
  return date:match("^%d%d%d%d")
end

function periods.of.month(date)
  return date:match("^%d%d%d%d%-%d%d%f[%D]")
end

function periods.of.day(date)
  return date:match("^%d%d%d%d%-%d%d%-%d%d")
end

function periods.of.quarter(date)
  local y, m = date:match("^(%d%d%d%d)%-(%d%d)")
  return y and ("%s-Q%d"):format(y, (tonumber(m) + 2) // 3)
end

function periods.of.week(date)
  local y, m, d = date:match("^(%d%d%d%d)%-(%d%d)%-(%d%d)")
  if not y then return nil end
  return ("%04d-W%02d"):format(week_of(day_number(tonumber(y), tonumber(m), tonumber(d))))
end

-- The first day of a period, as a number.
local function start(unit, p)
  local y = tonumber(p:sub(1, 4))
  if unit == "week" then
    local fourth = day_number(y, 1, 4)
    return fourth - (fourth - monday) % 7 + 7 * (tonumber(p:sub(7)) - 1)
  end
  local m = unit == "quarter" and tonumber(p:sub(7)) * 3 - 2 or tonumber(p:sub(6, 7)) or 1
  return day_number(y, m, tonumber(p:sub(9, 10)) or 1)
end

local steps = {day = 1, week = 7, month = 31, quarter = 92, year = 366}

-- for p in periods.each("month", "2022-01", "2022-05"): every period, the empty ones too.
function periods.each(unit, first, last)
  local p
  return function()
    if not first then return nil end
    if not p then
      p = first
    elseif p >= last then
      return nil
    else
      p = periods.of[unit](("%04d-%02d-%02d"):format(date_of(start(unit, p) + steps[unit])))
    end
    return p
  end
end

return periods
