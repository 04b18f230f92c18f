"""Files as people send them, and as people who mean harm would."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from email.message import EmailMessage

import docx
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, StreamObject

WORDS = "We shipped the wrong size on Tuesday, 400 shirts, and Delia is upset."
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word(*paragraphs: str) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs or (WORDS,):
        document.add_paragraph(paragraph)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def word_with_table() -> bytes:
    document = docx.Document()
    document.add_paragraph("Before the table.")
    table = document.add_table(2, 2)
    for number, words in enumerate(("what", "how many", "shirts", "400")):
        table.cell(number // 2, number % 2).text = words
    document.add_paragraph("After the table.")
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def word_holding(xml: bytes, **more: bytes) -> bytes:
    """Return a Word file whose text part is the given XML, with other entries beside it."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(word())) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            is_text = entry.filename == "word/document.xml"
            new.writestr(entry.filename, xml if is_text else old.read(entry))
        for name, content in more.items():
            new.writestr(f"word/media/{name}.zip", content)
    return file.getvalue()


def pdf(*pages: str) -> bytes:
    writer = PdfWriter()
    for text in pages or (WORDS,):
        _write(writer, f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode("latin-1"))
    return _saved(writer)


def pdf_with_stream(content: bytes) -> bytes:
    writer = PdfWriter()
    _write(writer, content)
    return _saved(writer)


def locked_pdf(password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf())))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
    return _saved(writer)


def many_pages(count: int) -> bytes:
    writer = PdfWriter()
    for _ in range(count):
        writer.add_blank_page(72, 72)
    return _saved(writer)


def circle_of_pages() -> bytes:
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Count 1/Kids[2 0 R]>>endobj\n"
        b"trailer<</Root 1 0 R>>\n"
    )


def mail(body: str = WORDS, html: str = "", attach: bytes = b"") -> bytes:
    message = EmailMessage()
    message["From"] = "Delia Ferrow <delia@ferrow.example>"
    message["To"] = "Jo Marsh <jo@our.example>"
    message["Date"] = "Mon, 02 Mar 2026 09:00:00 +0000"
    message["Subject"] = "The shirts"
    if body:
        message.set_content(body)
    if html:
        message.add_alternative(html, subtype="html") if body else message.set_content(
            html, subtype="html"
        )
    if attach:
        message.add_attachment(attach, maintype="application", subtype="zip", filename="a.zip")
    return message.as_bytes()


def nested_mail(depth: int) -> bytes:
    head = b"Subject: deep\nMIME-Version: 1.0\n"
    for number in range(depth):
        head += f'Content-Type: multipart/mixed; boundary="b{number}"\n\n--b{number}\n'.encode()
    return head + b"\nthe words"


def zip_bomb() -> bytes:
    return word_holding(b"<w:document " + b" " * 80_000_000 + b"/>")


def zip_that_lies() -> bytes:
    """Return a Word file that says it unpacks to little and does not."""
    bomb = zip_bomb()
    real = next(
        entry.file_size
        for entry in zipfile.ZipFile(io.BytesIO(bomb)).infolist()
        if entry.filename == "word/document.xml"
    )
    return bomb.replace(struct.pack("<L", real), struct.pack("<L", 1000))


def zip_in_zip() -> bytes:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros", b"\0" * 30_000_000)
    text = (
        f"<w:document {_W}><w:body><w:p><w:r><w:t>{WORDS}</w:t></w:r></w:p></w:body></w:document>"
    )
    return word_holding(text.encode(), inner=inner.getvalue())


def laughs() -> bytes:
    entities = '<!ENTITY a0 "ha">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)
    )
    return word_holding(
        f"<!DOCTYPE w [{entities}]><w:document {_W}><w:body><w:p><w:r><w:t>&a9;</w:t></w:r></w:p>"
        "</w:body></w:document>".encode()
    )


def outside_entity() -> bytes:
    return word_holding(
        f'<!DOCTYPE w [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document {_W}><w:body><w:p>'
        "<w:r><w:t>&e;</w:t></w:r></w:p></w:body></w:document>".encode()
    )


def flate_bomb() -> bytes:
    return pdf_with_stream(b"BT " + b"(x) Tj " * 20_000_000 + b"ET")


def slow_pdf() -> bytes:
    """Return a PDF that is small and takes many seconds to read."""
    return pdf_with_stream(b"BT /F1 9 Tf " + b"(a) Tj 1 0 0 1 0 0 cm " * 900_000 + b"ET")


def deep_list() -> bytes:
    return pdf_with_stream(b"[" * 500_000)


HARMFUL: dict[str, tuple[str, Callable[[], bytes]]] = {
    "zip bomb": ("bomb.docx", zip_bomb),
    "zip that lies about its size": ("lies.docx", zip_that_lies),
    "entities of entities": ("laughs.docx", laughs),
    "entity from outside": ("outside.docx", outside_entity),
    "flate bomb": ("flate.pdf", flate_bomb),
    "slow page": ("slow.pdf", slow_pdf),
    "3,000 pages": ("pages.pdf", lambda: many_pages(3_000)),
    "pages in a circle": ("circle.pdf", circle_of_pages),
    "deep list": ("deep.pdf", deep_list),
    "deep email": ("deep.eml", lambda: nested_mail(5_000)),
    "email of one huge header": ("head.eml", lambda: b"Subject: " + b"(" * 5_000_000 + b"\n\nx"),
    "tags without end": ("tags.eml", lambda: mail("", "<p" * 1_000_000)),
}
"""What is refused, or read to no more than its words, whatever it was meant to do."""
BROKEN: dict[str, tuple[str, Callable[[], bytes]]] = {
    "no zip": ("x.docx", lambda: b"not a zip"),
    "half a Word file": ("half.docx", lambda: word()[:2_000]),
    "a zip with no Word in it": ("zip.docx", lambda: _zip(b"a", b"b")),
    "an old Word file": ("old.docx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
    "half a PDF": ("half.pdf", lambda: pdf()[:200]),
    "a Word file named PDF": ("word.pdf", word),
    "a locked PDF": ("locked.pdf", lambda: locked_pdf("secret")),
    "a PDF without text": ("scan.pdf", lambda: many_pages(1)),
    "a program named text": ("prog.txt", lambda: b"MZ\x90\0\3\0\0\0"),
    "no alphabet at all": ("odd.txt", lambda: b"\x81\x8d\x8f\x90"),
    "a text named email": ("text.eml", lambda: b"Only some words."),
    "nothing": ("empty.txt", lambda: b" \n"),
    "a program": ("setup.exe", lambda: b"MZ"),
    "an old Word name": ("letter.doc", lambda: b"x"),
    "an Outlook file": ("mail.msg", lambda: b"x"),
    "no ending": ("README", lambda: b"x"),
}
NAMES = (
    "../../evil.md",
    "..\\..\\evil.md",
    "/etc/cron.d/evil.md",
    "C:\\Windows\\evil.md",
    "x/" * 200 + "evil.md",
    "n" * 300 + ".md",
    "line\nbreak.md",
    "nul\0byte.md",
    "right\u202eto-left.md",
    "<img src=x onerror=alert(1)>.md",
    "![x](http://evil.example/x.png).md",
    "con.md",
)


def _write(writer: PdfWriter, content: bytes) -> None:
    page = writer.add_blank_page(612, 792)
    stream = StreamObject()
    stream[NameObject("/Filter")] = NameObject("/FlateDecode")
    stream._data = zlib.compress(content)
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    fonts = DictionaryObject({NameObject("/F1"): font})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    page[NameObject("/MediaBox")] = ArrayObject([NumberObject(n) for n in (0, 0, 612, 792)])
    page[NameObject("/Contents")] = writer._add_object(stream)


def _saved(writer: PdfWriter) -> bytes:
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def _zip(name: bytes, content: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(name.decode(), content)
    return file.getvalue()
