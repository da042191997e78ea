"""XMP: the packet in which agencies, search engines and viewers look for a picture's origin.

The packet is small and always ours as a whole: merging into a packet that others wrote
would need an XML parser, and a mistake there would cost people their own data. For the
same reason nothing here parses XML from outside: a property is found by its text, and no
entity is ever expanded.
"""

from __future__ import annotations

import html
import re
from xml.sax.saxutils import escape

from ..text import one_line
from .record import NAME, Record, as_json, plain

__all__ = ["is_ours", "packet", "record_in"]

_MOST_ALT = 1000  # characters of the description for people who can't see the picture

_TOOLKIT = f'x:xmptk="{NAME}"'
_HEAD = f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/" {_TOOLKIT}>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
 xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
 xmlns:{NAME}="urn:{NAME}:1.0/">
"""
_TAIL = """</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""
_SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"


def packet(record: Record, *, with_record: bool) -> bytes:
    """Return the XMP packet, as UTF-8.

    Parameters
    ----------
    record
        The facts in it.
    with_record
        Whether our JSON is in it too: for files that have no other place for it.
    """
    description = escape(one_line(record.prompt, _MOST_ALT))
    alternatives = f'<rdf:Alt><rdf:li xml:lang="x-default">{description}</rdf:li></rdf:Alt>'
    properties = {
        "Iptc4xmpExt:DigitalSourceType": _escaped(_SOURCE_TYPES + record.source),
        "Iptc4xmpExt:AISystemUsed": _escaped(record.served_by or record.model),
        "Iptc4xmpExt:AIPromptInformation": _escaped(record.prompt),
        "Iptc4xmpCore:AltTextAccessibility": alternatives if description else "",
        f"{NAME}:record": escape(as_json(record)) if with_record else "",
    }
    body = "".join(f"<{name}>{value}</{name}>\n" for name, value in properties.items() if value)
    return f"{_HEAD}{body}{_TAIL}".encode()


def _escaped(text: str) -> str:
    return escape(plain(text))


def is_ours(xmp: bytes) -> bool:
    """Return whether a packet is ours: another tool that changes it puts its own name in."""
    return _TOOLKIT.encode() in xmp[:1000]


_RECORD = re.compile(
    f"<{NAME}:record>([^<]*)</{NAME}:record>|\\s{NAME}:record=(?:\"([^\"<]*)\"|'([^'<]*)')"
)


def record_in(xmp: bytes) -> str:
    """Return our JSON from a packet, also from one that another tool wrote anew; or nothing."""
    match = _RECORD.search(xmp.decode("utf-8", "replace"))
    return html.unescape(next(filter(None, match.groups()), "")) if match else ""
