"""Makes vectors.txt with pyca/cryptography (OpenSSL), independently of the Java code: python3 make-vectors.py > vectors.txt"""

import hashlib
import hmac
import struct

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, ChaCha20Poly1305

AEADS = {"aes128gcm16": (AESGCM, 16), "aes256gcm16": (AESGCM, 32), "chacha20poly1305": (ChaCha20Poly1305, 32)}
CIPHERS = {"aes128": 16, "aes256": 32}
MACS = {
    "sha256": (hashlib.sha256, 32, 16),
    "sha384": (hashlib.sha384, 48, 24),
    "sha512": (hashlib.sha512, 64, 32),
    "sha1": (hashlib.sha1, 20, 12),
}
SEQUENCES = [1, 0xFFFFFFFF, 0x1_0000_0001, 0x1234_5678_9ABC_DEF0]


def octets(label, length):
    return hashlib.shake_256(label.encode()).digest(length)


def trailer(payload, alignment, next_header):
    pad = -(len(payload) + 2) % alignment
    return payload + bytes(range(1, pad + 1)) + bytes([pad, next_header])


def vector(proposal, extended, sequence, payload, next_header):
    name = f"{proposal} {extended} {sequence} {len(payload)}"
    spi = struct.unpack(">I", octets("spi " + name, 4))[0] | 0x100
    low = struct.pack(">II", spi, sequence & 0xFFFFFFFF)
    high = struct.pack(">I", sequence >> 32)
    mac_key = b""
    if proposal in AEADS:
        aead, key_octets = AEADS[proposal]
        key = octets("key " + name, key_octets + 4)
        iv = struct.pack(">Q", sequence)
        associated = low[:4] + high + low[4:] if extended else low
        text = trailer(payload, 4, next_header)
        esp = low + iv + aead(key[:-4]).encrypt(key[-4:] + iv, text, associated)
    else:
        cipher, mac = proposal.split("-")
        digest, mac_octets, icv_octets = MACS[mac]
        key = octets("key " + name, CIPHERS[cipher])
        mac_key = octets("mac " + name, mac_octets)
        iv = octets("iv " + name, 16)
        encryptor = Cipher(algorithms.AES(key), modes.CBC(iv)).encryptor()
        esp = low + iv + encryptor.update(trailer(payload, 16, next_header)) + encryptor.finalize()
        icv = hmac.new(mac_key, esp + (high if extended else b""), digest).digest()
        esp += icv[:icv_octets]
    fields = [proposal, str(extended).lower(), spi, sequence, next_header]
    return " ".join(str(f) for f in fields) + " " + " ".join(
        b.hex() or "-" for b in (key, mac_key, iv, payload, esp)
    )


print("# proposal extended spi sequence next-header key mac-key iv payload esp")
for proposal in [*AEADS, *(f"{c}-{m}" for c in CIPHERS for m in MACS)]:
    for extended in (True, False):
        for i, sequence in enumerate(SEQUENCES):
            if extended or sequence < 1 << 32:
                length = [0, 1, 13, 64][i]
                print(vector(proposal, extended, sequence, octets("payload", length), 17 if i else 6))
