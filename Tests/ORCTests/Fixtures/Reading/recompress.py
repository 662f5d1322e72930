"""Rewrites an uncompressed ORC file with Brotli blocks of 300 bytes, every third of them left as it is.

No writer at hand makes Brotli files, and none makes blocks so small that nearly every value run crosses from one to the next.
Row indexes are left out: their positions would no longer hold. Needs libbrotlienc.
"""
import ctypes
import ctypes.util

BLOCK = 300
BROTLI = 6


def varint(value):
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes(out + bytes([value]))


def fields(data):
    """The fields of a protobuf message: [number, wire type, value]."""
    result, at = [], 0

    def number():
        nonlocal at
        value = shift = 0
        while True:
            byte = data[at]
            at += 1
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return value

    while at < len(data):
        key = number()
        if key & 7 == 0:
            result.append([key >> 3, 0, number()])
        else:
            size = number() if key & 7 == 2 else 8
            result.append([key >> 3, key & 7, data[at:at + size]])
            at += size
    return result


def message(parts):
    out = b""
    for number, wire, value in parts:
        out += varint(number << 3 | wire)
        out += varint(value) if wire == 0 else (varint(len(value)) if wire == 2 else b"") + value
    return out


def value(parts, number, default=0):
    return next((v for n, _, v in parts if n == number), default)


def replaced(parts, **changes):
    changes = {int(k[1:]): v for k, v in changes.items()}
    return [[n, w, changes.get(n, v)] for n, w, v in parts]


def brotli(data):
    library = ctypes.CDLL(ctypes.util.find_library("brotlienc"))
    size = ctypes.c_size_t(len(data) + 1000)
    target = ctypes.create_string_buffer(size.value)
    assert library.BrotliEncoderCompress(5, 18, 0, ctypes.c_size_t(len(data)), data, ctypes.byref(size), target)
    return target.raw[:size.value]


def blocks(data):
    out = b""
    for index, start in enumerate(range(0, len(data), BLOCK)):
        part = data[start:start + BLOCK]
        packed = brotli(part)
        original = index % 3 == 2 or len(packed) >= len(part)
        body = part if original else packed
        out += (len(body) << 1 | original).to_bytes(3, "little") + body
    return out


def recompress(source, target):
    data = open(source, "rb").read()
    length = data[-1]
    tail = fields(data[-1 - length:-1])
    end = len(data) - 1 - length
    footer = fields(data[end - value(tail, 1):end])
    out = b"ORC"
    stripes = []
    for stripe in (fields(v) for n, _, v in footer if n == 3):
        at = value(stripe, 1)
        footer_at = at + value(stripe, 2) + value(stripe, 3)
        parts = []
        body = b""
        for n, wire, v in fields(data[footer_at:footer_at + value(stripe, 4)]):
            if n == 1:
                stream = fields(v)
                size = value(stream, 3)
                raw, at = data[at:at + size], at + size
                if 6 <= value(stream, 1) <= 8:
                    continue
                packed = blocks(raw)
                body += packed
                v = message(replaced(stream, _3=len(packed)))
            parts.append([n, wire, v])
        stripe_footer = blocks(message(parts))
        stripes.append(replaced(stripe, _1=len(out), _2=0, _3=len(body), _4=len(stripe_footer)))
        out += body + stripe_footer
    count = iter(stripes)
    footer = [[n, w, message(next(count)) if n == 3 else v] for n, w, v in footer if n not in (2, 8)]
    packed = blocks(message(footer))
    tail = replaced(tail, _1=len(packed), _2=BROTLI, _3=BLOCK, _5=0)
    tail = [p for p in tail if p[0] not in (2, 3)] + [[2, 0, BROTLI], [3, 0, BLOCK]]
    postscript = message(tail)
    open(target, "wb").write(out + packed + postscript + bytes([len(postscript)]))
