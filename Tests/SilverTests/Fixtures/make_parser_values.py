"""Writes parser-values.tsv: what Python makes of numbers and times as they stand in CSV files.

    python3 make_parser_values.py > parser-values.tsv

Lines: kind, text, expected. Numbers are given by the bits of the double, times as seconds on the wall clock and nanoseconds.
"""
import random
import re
import struct
from datetime import datetime, timedelta

random.seed(20240229)


def bits(text):
    return struct.pack(">d", float(text)).hex()


def number(text):
    print("number", text, bits(text), sep="\t")


for text in ["0", "-0", "0.0", "1", "-1", "+2.5", "36.9", "39.92805900000001", "-122.82901799999999", "39.928059000000005",
             "33.913028999999995", "9007199254740992", "9007199254740993", "9007199254740994.5", "123456789012345678901234567890",
             "0.1", "0.3", ".5", "5.", "1e3", "1E-3", "2.5e+10", "1e22", "1e23", "1e-22", "1e-23", "4.9e-324", "2.2250738585072014e-308",
             "1.7976931348623157e308", "0.000000000000000000000001", "100000000000000000000000", "3.14159265358979323846264338327950288"]:
    number(text)
for _ in range(300):
    number(repr(random.uniform(-180, 180)))
    number(f"{random.uniform(-200, 200):.{random.randint(0, 20)}f}")
    number(repr(struct.unpack(">d", struct.pack(">Q", random.getrandbits(64) & 0x7FEFFFFFFFFFFFFF))[0]))
for text in ["", "-", ".", "e5", "1e", "1e+", "abc", "1a", "1 2", "0x10", "inf", "nan", "1,5", "--1", "1.2.3", "1e999"]:
    print("number", text, "none", sep="\t")


def wall(when, fraction=""):
    seconds = (when - datetime(1970, 1, 1)) // timedelta(seconds=1)
    return f"{seconds} {int(fraction[:9].ljust(9, '0')) if fraction else 0}"


zones = ["", "Z", " UTC", "+08:00", "-0500", "+05", " -05:00"]
for _ in range(200):
    when = datetime(2000, 1, 1) + timedelta(seconds=random.randrange(30 * 365 * 86400))
    fraction = "".join(random.choice("0123456789") for _ in range(random.choice([0, 0, 1, 3, 6, 9, 12])))
    text = when.strftime("%Y-%m-%d") + random.choice(" T") + when.strftime("%H:%M:%S") + ("." + fraction if fraction else "") + random.choice(zones)
    print("time", text, wall(when, fraction), sep="\t")
    minute = when.replace(second=0)
    separator = random.choice("/-.")
    for kind, format in [("dmy", f"%d{separator}%m{separator}%Y"), ("mdy", f"%m{separator}%d{separator}%Y")]:
        date = minute.strftime(format)
        if random.random() < 0.5:
            date = re.sub(r"\b0(\d)\b", r"\1", date)
        print(kind, f"{date} {minute.hour}:{minute:%M}", wall(minute), sep="\t")
        print(kind, f"{date} {when:%H:%M:%S}", wall(when), sep="\t")
for text in ["", "45:00.0", "16:30.0", "2016-02-08", "2016-13-01 00:00:00", "2016-02-30 00:00:00", "2015-02-29 12:00:00", "2016-02-08 24:00:00",
             "2016-02-08 12:60:00", "2016-02-08 12:00:60", "2016-02-08 12:00:0", "2016-02-08 12:00:00x", "2016-02-08 12:00:00+8", "20160208 120000",
             "1900-02-29 00:00:00", "2016-02-08X12:00:00", "not a time at all", "2016-02-08 12:00:00 PM"]:
    print("time", text, "none", sep="\t")
print("time", "2000-02-29 00:00:00", wall(datetime(2000, 2, 29)), sep="\t")
print("time", "08/02/2016 00:37", "ambiguous", sep="\t")

for _ in range(300):
    when = datetime(1, 1, 1) + timedelta(days=random.randrange(3_600_000))
    days = (when - datetime(1970, 1, 1)).days
    print("date", days, f"{when.year} {when.month} {when.day} {when.isoweekday()}", sep="\t")
