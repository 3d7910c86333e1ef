/* Fuzz target: charsets by mark, label and evidence; mail's encoded words. What comes out is valid UTF-8. */
#include "read/charset.h"
#include "read/mime.h"
#include "reading.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const labels[] = {NULL, "utf-8", "iso-8859-1", "shift_jis", "gb2312", "euc-kr", "big5", "utf-16",
                                         "iso-2022-jp", "koi8-r", "tis-620", "windows-1255", "nonsense"};
    const char *s = (const char *)data;
    lede__decoded d;
    lede_buf b;
    size_t which = size ? data[0] % (sizeof labels / sizeof *labels) : 0;

    lede_buf_init(&b);
    if (lede__charset_decode(s, size, labels[which], NULL, &b, &d, NULL) == LEDE_OK) {
        check_text(b.n ? b.s : "", b.n);
        if (b.n && memchr(b.s, 0, b.n))
            abort();
    }
    lede_buf_clear(&b);
    lede__mime_header(s, size, labels[which], &b);
    check_text(b.n ? b.s : "", b.n);
    lede_buf_release(&b);
    return 0;
}
