filedesc://pier.arc 0.0.0.0 20220321124600 text/plain 65
1 0 Pier
URL IP-address Archive-date Content-type Archive-length

http://pier.example/a page 1.2.3.4 20220321124600 text/html 479
HTTP/1.1 200 OK
Content-Type: text/html

<!doctype html><html lang="en"><head><title>Ferry to the islands is late again</title><meta property="article:published_time" content="2022-03-21T12:46:00Z"></head><body><article><h1>Ferry to the islands is late again</h1><p>The ferry to the outer islands was late again on Monday, the harbour board said in a note to its passengers.</p><p>It will be late again on Tuesday, unless the fog lifts before noon.</p></article></body></html>
