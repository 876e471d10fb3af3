#!/usr/bin/env python3
"""Packs the time zones of the system into the one file that core/cel/zones.h reads.

    pack_zones.py tzdata.zi OUT

Compiles the text of the zone database with zic (of Debian's libc-bin) and writes, all numbers little-endian:

    "QZ1\\n", u16 names, u16 zones
    names, sorted: 32 octets padded with zeros, u16 number of the zone
    zones + 1 offsets into the rest: u32
    zones: see below

A zone is a row of variable-length numbers, seven bits to an octet, the lowest first; signed ones are doubled, minus one
when negative:

    first offset (signed, seconds east of UTC), number of changes, for each change: seconds since the last one (the
    first since -2^40) and the new offset (signed); then 0, or 1 and the rule for all later years: standard offset, summer
    offset (signed), start and end, each as month, week (5: the last), day of the week (0: Sunday), seconds after
    midnight (signed)
"""
import os
import re
import struct
import subprocess
import sys
import tempfile

EPOCH = -(1 << 40)


def unsigned(number):
    octets = bytearray()
    while number > 0x7F:
        octets.append(number & 0x7F | 0x80)
        number >>= 7
    octets.append(number)
    return bytes(octets)


def signed(number):
    return unsigned(number * 2 if number >= 0 else -number * 2 - 1)


def clock(text):
    sign, hours, minutes, seconds = re.fullmatch(r"([+-]?)(\d+)(?::(\d+))?(?::(\d+))?", text).groups()
    total = int(hours) * 3600 + int(minutes or 0) * 60 + int(seconds or 0)
    return -total if sign == "-" else total


def rule(footer):
    """The POSIX notation behind the changes: EST5EDT,M3.2.0,M11.1.0 (offsets there count west of UTC)."""
    name = r"(?:<[^>]+>|[A-Za-z]+)"
    offset = r"[+-]?[\d:]+"
    found = re.fullmatch(rf"{name}({offset})(?:{name}({offset})?,([^,]+),([^,]+))?", footer)
    standard, summer, start, end = found.groups()
    standard = -clock(standard)
    if start is None:
        return standard, b"\0"
    packed = b"\1" + signed(standard) + signed(-clock(summer) if summer else standard + 3600)
    for part in (start, end):
        month, week, day, time = re.fullmatch(r"M(\d+)\.(\d)\.(\d)(?:/(.+))?", part).groups()
        packed += unsigned(int(month)) + unsigned(int(week)) + unsigned(int(day)) + signed(clock(time or "2"))
    return None, packed


def read_zone(data):
    """A compiled zone (RFC 8536) as packed octets: its second, 64-bit part."""

    def header(at):
        assert data[at:at + 4] == b"TZif"
        return struct.unpack(">6I", data[at + 20:at + 44])

    isut, isstd, leap, times, types, chars = header(0)
    second = 44 + times * 5 + types * 6 + chars + leap * 8 + isstd + isut
    isut, isstd, leap, times, types, chars = header(second)
    at = second + 44
    moments = struct.unpack(f">{times}q", data[at:at + times * 8])
    kinds = data[at + times * 8:at + times * 9]
    at += times * 9
    offsets = [struct.unpack(">i", data[at + i * 6:at + i * 6 + 4])[0] for i in range(types)]
    footer = data[at + types * 6 + chars + leap * 12 + isstd + isut:].strip().decode()
    constant, packed_rule = rule(footer)
    current = offsets[0]
    changes = []
    for moment, kind in zip(moments, kinds):
        if offsets[kind] != current:
            changes.append((max(moment, EPOCH), offsets[kind]))
            current = offsets[kind]
    assert constant is None or constant == current, footer
    packed = signed(offsets[0]) + unsigned(len(changes))
    last = EPOCH
    for moment, offset in changes:
        packed += unsigned(moment - last) + signed(offset)
        last = moment
    return packed + packed_rule


def main(source, target):
    with tempfile.TemporaryDirectory() as folder:
        environment = dict(os.environ, PATH=os.environ["PATH"] + ":/usr/sbin:/sbin")
        subprocess.run(["zic", "-b", "slim", "-d", folder, source], check=True, env=environment)
        names = {}
        for path, _, files in os.walk(folder):
            for file in files:
                full = os.path.join(path, file)
                with open(full, "rb") as opened:
                    names[os.path.relpath(full, folder).encode()] = read_zone(opened.read())
    zones = sorted(set(names.values()))
    number = {zone: i for i, zone in enumerate(zones)}
    out = b"QZ1\n" + struct.pack("<HH", len(names), len(zones))
    for name in sorted(names):
        out += struct.pack("<32sH", name, number[names[name]])
    at = 0
    for zone in [*zones, b""]:
        out += struct.pack("<I", at)
        at += len(zone)
    with open(target, "wb") as opened:
        opened.write(out + b"".join(zones))


if __name__ == "__main__":
    main(*sys.argv[1:])
