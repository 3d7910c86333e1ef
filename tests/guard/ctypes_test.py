"""liblede.so bound as any other language would bind it: open a store, add, find, read an article."""
import ctypes as c
import sys

lib = c.CDLL(sys.argv[1])
store_path = sys.argv[2].encode()


class Error(c.Structure):
    _fields_ = [("status", c.c_int), ("at", c.c_size_t), ("message", c.c_char * 512)]


class Buf(c.Structure):
    _fields_ = [("s", c.c_void_p), ("n", c.c_size_t), ("cap", c.c_size_t), ("failed", c.c_int)]


class Added(c.Structure):
    _fields_ = [("outcome", c.c_int), ("row", c.c_int64), ("id", c.c_char * 24), ("reason", c.c_char * 256)]


CREATE, HEADLINE, BODY = 2, 1, 8
err = Error()


def call(name, *args):
    status = getattr(lib, name)(*args)
    if status != 0:
        raise SystemExit(f"{name}: status {status}: {err.message.decode()}")


lib.lede_record_new.restype = c.c_void_p
lib.lede_version.restype = c.c_char_p
store = c.c_void_p()
call("lede_store_open", store_path, CREATE, c.byref(store), c.byref(err))
record = c.c_void_p(lib.lede_record_new())
for field, text in ((HEADLINE, "Eels return to the upper Tarn"), (BODY, "Eels have been found above the dam.")):
    data = text.encode()
    call("lede_record_set", record, field, data, c.c_size_t(len(data)), c.byref(err))
added = Added()
call("lede_store_add", store, record, c.byref(added), c.byref(err))
lib.lede_record_free(record)

query = c.c_void_p()
QUERY = b"eel dam"
call("lede_query_parse", QUERY, c.c_size_t(len(QUERY)), None, c.byref(query), c.byref(err))
rows, n = c.POINTER(c.c_int64)(), c.c_size_t()
call("lede_query_find", query, store, None, c.byref(rows), c.byref(n), c.byref(err))
assert n.value == 1 and rows[0] == added.row, (n.value, added.row)
lib.lede_free(rows)
lib.lede_query_free(query)

buf = Buf()
call("lede_store_field", store, c.c_int64(added.row), BODY, c.byref(buf), c.byref(err))
assert c.string_at(buf.s, buf.n).decode() == "Eels have been found above the dam."
lib.lede_buf_release(c.byref(buf))
lib.lede_store_close(store)
print("ok", lib.lede_version().decode(), added.id.decode())
