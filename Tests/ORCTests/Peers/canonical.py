"""Values of ORC columns in one form, whatever library they come from.

A simple value is a string: decimal digits for integers, days of dates and unscaled decimals, sixteen hexadecimal digits for
doubles, hexadecimal digits for bytes, "seconds.nanoseconds" for timestamps. Several values are a list; null is None.
"""
import datetime
import decimal
import struct

EPOCH = datetime.datetime(1970, 1, 1)


def canonical(value, kind, subtypes=()):
    """`kind` is the ORC name of the type, `subtypes` are (kind, subtypes, scale) of what is below it."""
    if value is None:
        return None
    if kind == "boolean":
        return "1" if value else "0"
    if kind in ("byte", "short", "int", "long"):
        return str(int(value))
    if kind in ("float", "double"):
        return struct.pack(">d", value).hex()
    if kind in ("string", "varchar", "char", "binary"):
        return (value.encode() if isinstance(value, str) else bytes(value)).hex()
    if kind == "date":
        return str((value - EPOCH.date()).days)
    if kind in ("timestamp", "timestampInstant"):
        return timestamp(value)
    if kind.startswith("decimal:"):
        scaled = decimal.Decimal(value).scaleb(int(kind.split(":")[1]), decimal.Context(prec=60))
        return str(int(scaled))
    if kind == "list":
        return [canonical(element, *subtypes[0]) for element in value]
    if kind == "struct":
        values = value.values() if isinstance(value, dict) else value
        return [canonical(field, *subtype) for field, subtype in zip(values, subtypes)]
    if kind == "map":
        pairs = value.items() if isinstance(value, dict) else value
        return [canonical(part, *subtype) for pair in pairs for part, subtype in zip(pair, subtypes)]
    raise ValueError(f"no form for {kind}")


def timestamp(value):
    if value.tzinfo is not None:
        value = value.astimezone(datetime.timezone.utc).replace(tzinfo=None)
    nanoseconds = getattr(value, "nanosecond", 0)
    if hasattr(value, "to_pydatetime"):
        value = value.to_pydatetime(warn=False)
    since = value - EPOCH
    return f"{since.days * 86400 + since.seconds}.{since.microseconds * 1000 + nanoseconds:09d}"
