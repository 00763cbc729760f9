"""`500` with a PHP trace that names files and a database user."""

from tests.faults import HTML, Expect, Visit, ok

EXPECT = Expect(error="http-status", status=500)

TRACE = (
    "<br />\n<b>Fatal error</b>:  Uncaught mysqli_sql_exception: Access denied for user 'web'@'localhost' in"
    " index.php:17\nStack trace:\n#0 {main}\n  thrown in <b>index.php</b> on line <b>17</b><br />"
)


async def answer(visit: Visit) -> None:
    await visit.send(ok(TRACE, HTML, "500 Internal Server Error"))
