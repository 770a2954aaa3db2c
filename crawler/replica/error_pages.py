"""EDGAR's error pages: the same titles, headings and structure as the real ones, with new short texts."""

import hashlib

_PAGE = """<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" \
"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=UTF-8" />
<title>SEC.gov | {title}</title>
</head>

<body>
<div id="header">U.S. Securities and Exchange Commission</div>
<div id="content">
<h1>{heading}</h1>
{paragraphs}
<p>Reference ID: {reference}</p>
</div>
</body>
</html>
"""

_UNAVAILABLE = """<!DOCTYPE html>
<html lang="en">

<head>
    <meta http-equiv="content-type" content="text/html; charset=utf-8">
    <title>SEC.gov | File Unavailable</title>
</head>

<body>
    <h1 class="goodbye text-center">This page is temporarily unavailable.</h1><hr/>
    <p>SEC.gov is undergoing maintenance. (A replica's page.)</p>
</body>

</html>
"""


def undeclared_tool(now: float) -> bytes:
    """The page for a User-Agent without a contact."""
    title = "Your Request Originates from an Undeclared Automated Tool"
    return _page(
        title, title, ["Declare your traffic: say in the user agent who you are. (A replica's page.)"], now
    )


def rate_threshold(now: float) -> bytes:
    """The page for more requests in a second than EDGAR allows; its quotes are curly, in UTF-8."""
    return _page(
        "Request Rate Threshold Exceeded",
        "You\N{RIGHT SINGLE QUOTATION MARK}ve Exceeded the SEC\N{RIGHT SINGLE QUOTATION MARK}s Traffic Limit",
        [
            "Each user may send 10 requests per second in total, from however many machines.",
            "Access is limited for 10 minutes; going on extends it. (A replica's page.)",
        ],
        now,
    )


def file_unavailable() -> bytes:
    """The page of a 503, for maintenance and for failing scripts."""
    return _UNAVAILABLE.encode()


def access_denied(key: str) -> bytes:
    """The store's XML for a missing key whose name is not disclosed (index folders)."""
    return _xml("AccessDenied", "Access Denied", "", key)


def no_such_key(key: str) -> bytes:
    """The store's XML for a missing key that is disclosed (submissions, documents)."""
    return _xml("NoSuchKey", "The specified key does not exist.", f"<Key>{_escaped(key)}</Key>", key)


def _page(title: str, heading: str, paragraphs: list[str], now: float) -> bytes:
    # The third part of a reference is the Unix time.
    mark = hashlib.md5(title.encode(), usedforsecurity=False).hexdigest()
    body = _PAGE.format(
        title=title,
        heading=heading,
        paragraphs="\n".join(f"<p>{paragraph}</p>\n" for paragraph in paragraphs),
        reference=f"0.{mark[:8]}.{int(now)}.{mark[8:16]}",
    )
    return body.encode()


def _xml(code: str, message: str, key_element: str, key: str) -> bytes:
    digest = hashlib.sha512(key.encode()).hexdigest()
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f"<Error><Code>{code}</Code><Message>{message}</Message>{key_element}"
        f"<RequestId>{digest[:16].upper()}</RequestId><HostId>{digest[16:92]}</HostId></Error>"
    ).encode()


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


# As the real file: one group with a blank line inside it, at which a strict reader would lose the #SEC block.
ROBOTS = b"""#
# robots.txt
#
# This file tells crawlers which parts of the site to leave alone. (A replica's file.)

User-agent: *
# CSS, JS, Images
Allow: /core/*.css$
Allow: /core/*.js?
# Directories
Disallow: /core/
Disallow: /profiles/
# Paths (clean URLs)
Disallow: /admin/
Disallow: /search/
Disallow: /search?
Disallow: /user/login
Disallow: /*/media/oembed

#SEC
Allow: /Archives/edgar/data
Disallow: /Archives/bin
Disallow: /Archives/etc
Disallow: /Archives/usr
Disallow: /cgi-bin
Disallow: /bin
Disallow: /Archives/edgar/vprr/bin
Disallow: /node

Sitemap: https://www.sec.gov/sec-sitemap.xml
"""
