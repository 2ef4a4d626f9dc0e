package io.secureconnect.core.ike.v1;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.core.ike.v1.keys.Rfc2409;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Who knows the secrets of both ends and hears every message: reads octets, follows IVs and computes RFC 2409 formula by
 * formula, with nothing of the project but the judge of its key schedule.
 */
final class Listener {
    private static final int SA = 1;
    private static final int KE = 4;
    private static final int ID = 5;
    private static final int CERT = 6;
    private static final int HASH = 8;
    private static final int SIG = 9;
    private static final int NONCE = 10;
    private static final int HEADER = 28;
    private static final int BLOCK = 16;

    private final Rfc2409 rfc;
    private final String digest;
    private final int keyOctets;
    private byte[] cookies = {};
    private byte[] d = {};
    private byte[] a = {};
    private byte[] cipherKey = {};
    private byte[] lastBlock = {};

    /** @param digest as in {@code SHA-256} */
    Listener(String digest, int keyOctets) {
        this.rfc = new Rfc2409(digest);
        this.digest = digest;
        this.keyOctets = keyOctets;
    }

    /** One payload: its type, what is behind its generic header, and the same with it. */
    record Raw(int type, byte[] body, byte[] whole) {}

    /** Whose key a signature is checked with. */
    interface Keys {
        PublicKey of(byte[] certificate) throws GeneralSecurityException;
    }

    /** Six messages with a pre-shared key. */
    void mainMode(List<byte[]> messages, byte[] psk, byte[] gxy) {
        byte[] ni = body(payloads(messages.get(2)), NONCE);
        byte[] nr = body(payloads(messages.get(3)), NONCE);
        byte[] skeyid = rfc.skeyidOfKey(psk, ni, nr);
        follow(
                messages,
                skeyid,
                gxy,
                (payloads, proven) -> assertThat(body(payloads, HASH)).isEqualTo(rfc.prf(skeyid, proven)));
    }

    /** Six messages with signatures. */
    void mainMode(List<byte[]> messages, Keys keys, byte[] gxy) {
        byte[] ni = body(payloads(messages.get(2)), NONCE);
        byte[] nr = body(payloads(messages.get(3)), NONCE);
        byte[] skeyid = rfc.skeyidOfSignatures(ni, nr, gxy);
        follow(messages, skeyid, gxy, (payloads, proven) -> {
            byte[] certificate = body(payloads, CERT);
            assertThat(certificate[0]).isEqualTo((byte) 4);
            PublicKey key = keys.of(Arrays.copyOfRange(certificate, 1, certificate.length));
            assertThat(holds(key, proofPrf(key).prf(skeyid, proven), body(payloads, SIG)))
                    .isTrue();
        });
    }

    /** A method of ECDSA brings the hash of its curve along (RFC 2409 §5.1, RFC 4754 §4). */
    private Rfc2409 proofPrf(PublicKey key) {
        return key instanceof ECPublicKey
                ? new Rfc2409("SHA-"
                        + Math.min(
                                512,
                                ((ECPublicKey) key)
                                        .getParams()
                                        .getCurve()
                                        .getField()
                                        .getFieldSize()))
                : rfc;
    }

    private interface Proof {
        /** @param proven what HASH_I or HASH_R is over */
        void check(List<Raw> payloads, byte[] proven) throws GeneralSecurityException;
    }

    private void follow(List<byte[]> messages, byte[] skeyid, byte[] gxy, Proof proof) {
        cookies = Arrays.copyOf(messages.get(1), 16);
        byte[] swapped = Rfc2409.join(Arrays.copyOfRange(cookies, 8, 16), Arrays.copyOf(cookies, 8));
        byte[] sai = body(payloads(messages.get(0)), SA);
        byte[] gxi = body(payloads(messages.get(2)), KE);
        byte[] gxr = body(payloads(messages.get(3)), KE);
        d = rfc.d(skeyid, gxy, cookies);
        a = rfc.a(skeyid, gxy, cookies);
        cipherKey = rfc.cipherKey(rfc.e(skeyid, gxy, cookies), keyOctets);
        lastBlock = Arrays.copyOf(hash(gxi, gxr), BLOCK);
        List<Raw> fifth = opened(messages.get(4));
        List<Raw> sixth = opened(messages.get(5));
        try {
            proof.check(fifth, Rfc2409.join(gxi, gxr, cookies, sai, body(fifth, ID)));
            proof.check(sixth, Rfc2409.join(gxr, gxi, swapped, sai, body(sixth, ID)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /**
     * Three messages.
     *
     * @param gxy empty without perfect forward secrecy
     * @return KEYMAT of the SA that carries what the initiator sends, then of the other
     */
    List<byte[]> quickMode(List<byte[]> messages, byte[] gxy, int keymatOctets) {
        byte[] ofPhaseOne = lastBlock;
        byte[] id = Arrays.copyOfRange(messages.get(0), 20, 24);
        lastBlock = Arrays.copyOf(hash(ofPhaseOne, id), BLOCK);
        List<Raw> first = opened(messages.get(0));
        List<Raw> second = opened(messages.get(1));
        List<Raw> third = opened(messages.get(2));
        lastBlock = ofPhaseOne;
        byte[] ni = body(first, NONCE);
        byte[] nr = body(second, NONCE);
        assertThat(body(first, HASH)).isEqualTo(rfc.prf(a, id, behindHash(first)));
        assertThat(body(second, HASH)).isEqualTo(rfc.prf(a, id, ni, behindHash(second)));
        assertThat(body(third, HASH)).isEqualTo(rfc.prf(a, new byte[1], id, ni, nr));
        assertThat(third).hasSize(1);
        return List.of(
                rfc.keymat(d, gxy, spi(second), ni, nr, keymatOctets),
                rfc.keymat(d, gxy, spi(first), ni, nr, keymatOctets));
    }

    /** One message; gives what is behind HASH. */
    List<Raw> informational(byte[] message) {
        byte[] ofPhaseOne = lastBlock;
        byte[] id = Arrays.copyOfRange(message, 20, 24);
        lastBlock = Arrays.copyOf(hash(ofPhaseOne, id), BLOCK);
        List<Raw> payloads = opened(message);
        lastBlock = ofPhaseOne;
        assertThat(body(payloads, HASH)).isEqualTo(rfc.prf(a, id, behindHash(payloads)));
        return payloads.subList(1, payloads.size());
    }

    /** Of the first proposal: behind DOI, situation, generic header, number, protocol, size and count. */
    private static int spi(List<Raw> payloads) {
        byte[] sa = body(payloads, SA);
        assertThat(sa[14]).as("SPI size").isEqualTo((byte) 4);
        return ByteBuffer.wrap(sa).getInt(16);
    }

    private static byte[] behindHash(List<Raw> payloads) {
        assertThat(payloads.get(0).type()).isEqualTo(HASH);
        return payloads.stream().skip(1).map(Raw::whole).reduce(new byte[0], Rfc2409::join);
    }

    private byte[] hash(byte[]... parts) {
        try {
            return MessageDigest.getInstance(digest).digest(Rfc2409.join(parts));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private List<Raw> opened(byte[] message) {
        assertThat(message[19] & 1).as("E flag").isEqualTo(1);
        assertThat(Arrays.copyOf(message, 16)).isEqualTo(cookies);
        byte[] sealed = Arrays.copyOfRange(message, HEADER, message.length);
        byte[] iv = lastBlock;
        lastBlock = Arrays.copyOfRange(message, message.length - BLOCK, message.length);
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(cipherKey, "AES"), new IvParameterSpec(iv));
            return payloads(message[16], cipher.doFinal(sealed), 0);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Raw> payloads(byte[] message) {
        assertThat(ByteBuffer.wrap(message).getInt(24)).isEqualTo(message.length);
        return payloads(message[16], message, HEADER);
    }

    private static List<Raw> payloads(int first, byte[] octets, int from) {
        List<Raw> payloads = new ArrayList<>();
        int type = first;
        int at = from;
        while (type != 0) {
            int length = ByteBuffer.wrap(octets).getShort(at + 2) & 0xffff;
            byte[] whole = Arrays.copyOfRange(octets, at, at + length);
            payloads.add(new Raw(type, Arrays.copyOfRange(whole, 4, length), whole));
            type = whole[0];
            at += length;
        }
        return payloads;
    }

    private static byte[] body(List<Raw> payloads, int type) {
        return payloads.stream()
                .filter(payload -> payload.type() == type)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no payload of type " + type))
                .body();
    }

    private static boolean holds(PublicKey key, byte[] hash, byte[] signature) throws GeneralSecurityException {
        if (key instanceof RSAPublicKey) {
            Cipher rsa = Cipher.getInstance("RSA/ECB/PKCS1Padding");
            rsa.init(Cipher.DECRYPT_MODE, key);
            return Arrays.equals(rsa.doFinal(signature), hash);
        }
        Signature ecdsa = Signature.getInstance("NONEwithECDSAinP1363Format");
        ecdsa.initVerify(key);
        ecdsa.update(hash);
        return ecdsa.verify(signature);
    }
}
