package io.secureconnect.core.ike.wire.v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.IkeIdentity;
import io.secureconnect.core.ike.wire.DecodeException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Octets written by hand from the figures of RFC 7296 §3.2 to §3.14; each is one payload that is alone in its chain. */
class PayloadFormatTest {
    private static final Bytes NONE = Bytes.empty();

    static Stream<Arguments> figures() {
        return Stream.of(
                figure(
                        "§3.3 ESP with CBC",
                        33,
                        """
                        00 00 002c
                          00 00 0028 01 03 04 03 cafef00d
                            03 00 000c 01 00 000c 800e 0080
                            03 00 0008 03 00 000c
                            00 00 0008 05 00 0000
                        """,
                        association(new Payload.Proposal(
                                1,
                                3,
                                Bytes.ofHex("cafef00d"),
                                List.of(
                                        new Payload.Transform(1, 12, OptionalInt.of(128), false),
                                        new Payload.Transform(3, 12, OptionalInt.empty(), false),
                                        new Payload.Transform(5, 0, OptionalInt.empty(), false))))),
                figure(
                        "§3.3 two proposals",
                        33,
                        """
                        00 00 0024
                          02 00 0010 01 01 00 01
                            00 00 0008 04 00 001f
                          00 00 0010 02 01 00 01
                            00 00 0008 06 00 0024
                        """,
                        association(
                                new Payload.Proposal(
                                        1, 1, NONE, List.of(new Payload.Transform(4, 31, OptionalInt.empty(), false))),
                                new Payload.Proposal(
                                        2,
                                        1,
                                        NONE,
                                        List.of(new Payload.Transform(6, 36, OptionalInt.empty(), false))))),
                figure("§3.4", 34, "00 00 000b 0013 0000 010203", new Payload.KeyExchange(19, Bytes.ofHex("010203"))),
                figure("§3.5 IDi", 35, "00 00 000a 02 000000 612e", identity(true, 2, "612e")),
                figure("§3.5 IDr", 36, "00 00 000c 01 000000 c0000201", identity(false, 1, "c0000201")),
                figure("§3.6", 37, "00 00 0007 04 3082", new Payload.Certificate(4, Bytes.ofHex("3082"))),
                figure("§3.7", 38, "00 00 0005 04", new Payload.CertificateRequest(4, NONE)),
                figure("§3.8", 39, "00 00 000a 02 000000 beef", new Payload.Authentication(2, Bytes.ofHex("beef"))),
                figure("§3.9", 40, "00 00 0008 01020304", new Payload.Nonce(Bytes.ofHex("01020304"))),
                figure("§3.10", 41, "00 00 0009 00 00 0011 1f", notification(0, "", 17, "1f")),
                figure("§3.10 with SPI", 41, "00 00 000c 03 04 4009 11223344", notification(3, "11223344", 16393, "")),
                figure("§3.11 of IKE", 42, "00 00 0008 01 00 0000", new Payload.Delete(1, 0, List.of())),
                figure(
                        "§3.11 of ESP",
                        42,
                        "00 00 0010 03 04 0002 11223344 55667788",
                        new Payload.Delete(3, 4, List.of(Bytes.ofHex("11223344"), Bytes.ofHex("55667788")))),
                figure("§3.12", 43, "00 00 0006 abcd", new Payload.VendorId(Bytes.ofHex("abcd"))),
                figure(
                        "§3.13 IPv4",
                        44,
                        "00 00 0018 01 000000 07 06 0010 0050 0050 c0000201 c00002ff",
                        selectors(true, 7, 6, 80, 80, "c0000201", "c00002ff")),
                figure(
                        "§3.13 IPv6",
                        45,
                        """
                        00 00 0030 01 000000 08 00 0028 0000 ffff
                        20010db8000000000000000000000001 20010db8000000000000000000000001
                        """,
                        selectors(
                                false,
                                8,
                                0,
                                0,
                                65_535,
                                "20010db8000000000000000000000001",
                                "20010db8000000000000000000000001")),
                figure(
                        "§3.13 a type of later days",
                        44,
                        "00 00 000f 01 000000 63 07 0007 010203",
                        selectors(true, 99, 7, 0, 0, "010203", "")),
                figure("§3.14", 46, "21 00 0006 0102", new Payload.Encrypted(33, Bytes.ofHex("0102"))),
                figure(
                        "RFC 7383 §2.5",
                        53,
                        "23 00 000a 0001 0003 0102",
                        new Payload.EncryptedFragment(35, 1, 3, Bytes.ofHex("0102"))),
                figure("§3.15 as it is", 47, "00 00 0008 01000000", unknown(47, false, "01000000")),
                figure("§2.5 critical", 200, "00 80 0005 07", unknown(200, true, "07")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("figures")
    void readsAndWritesTheFigure(String name, int type, byte[] octets, Payload payload) throws DecodeException {
        assertThat(PayloadChain.decode(type, octets)).containsExactly(payload);
        assertThat(PayloadChain.encode(List.of(payload))).isEqualTo(octets);
        assertThat(PayloadChain.firstType(List.of(payload))).isEqualTo(type);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("figures")
    void refusesAnyBeginningOfTheFigure(String name, int type, byte[] octets, Payload payload) {
        for (int length = 0; length < octets.length; length++) {
            byte[] beginning = Arrays.copyOf(octets, length);
            assertThatThrownBy(() -> PayloadChain.decode(type, beginning)).isInstanceOf(DecodeException.class);
        }
    }

    @Test
    void noPayloadIsNoOctets() throws DecodeException {
        assertThat(PayloadChain.encode(List.of())).isEmpty();
        assertThat(PayloadChain.firstType(List.of())).isZero();
        assertThat(PayloadChain.decode(0, new byte[0])).isEmpty();
    }

    /** RFC 7296 §3.3.5, §3.3.6. */
    @Nested
    class TransformAttributes {
        @Test
        void othersThanTheKeyLengthAreToldOf() throws DecodeException {
            assertThat(transform("00 00 0010 01 00 0014 800e 0100 8011 0001").keyBits())
                    .hasValue(256);
            assertThat(transform("00 00 0010 01 00 0014 800e 0100 8011 0001").unknownAttributes())
                    .isTrue();
            assertThat(transform("00 00 000f 01 00 0014 0011 0003 010203").unknownAttributes())
                    .isTrue();
            assertThat(transform("00 00 000c 01 00 0014 800e 0100").unknownAttributes())
                    .isFalse();
        }

        @Test
        void aSecondKeyLengthOrOneOfAnotherFormIsNotUnderstood() throws DecodeException {
            assertThat(transform("00 00 0010 01 00 0014 800e 0100 800e 0080").unknownAttributes())
                    .isTrue();
            assertThat(transform("00 00 000e 01 00 0014 000e 0002 0100").keyBits())
                    .isEmpty();
            assertThat(transform("00 00 000e 01 00 0014 000e 0002 0100").unknownAttributes())
                    .isTrue();
        }

        @Test
        void cannotBeSentIfTheyWereNotKept() {
            Payload.Transform strange = new Payload.Transform(1, 20, OptionalInt.empty(), true);
            Payload association = association(new Payload.Proposal(1, 1, NONE, List.of(strange)));
            assertThatThrownBy(() -> PayloadChain.encode(List.of(association)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("Transform Attributes: ");
        }

        private Payload.Transform transform(String figure) throws DecodeException {
            byte[] transform = hex(figure);
            byte[] octets = new byte[12 + transform.length];
            octets[3] = (byte) octets.length;
            octets[7] = (byte) (octets.length - 4);
            octets[8] = 1;
            octets[9] = 1;
            octets[11] = 1;
            System.arraycopy(transform, 0, octets, 12, transform.length);
            Payload payload = PayloadChain.decode(33, octets).get(0);
            return ((Payload.SecurityAssociation) payload)
                    .proposals()
                    .get(0)
                    .transforms()
                    .get(0);
        }
    }

    @Nested
    class Refusals {
        @Test
        void nameFieldOffsetAndSection() {
            refused(34, "00 00 0003 001f 0000", "Payload Length at octet 2: 3 is not within 4 to 8 (RFC 7296 §3.4)");
            refused(34, "00 00 0009 001f 0000", "Payload Length at octet 2: 9 is not within 4 to 8 (RFC 7296 §3.4)");
            refused(40, "00 00 0004 00", "end at octet 4: 1 octets too many (RFC 7296 §3.2)");
            refused(
                    41,
                    "00 00 0008 03 04 4009",
                    "Security Parameter Index at octet 8: needs 4 octets of 0" + " (RFC 7296 §3.10)");
            refused(200, "28 00 0004", "Next Payload at octet 4: needs 1 octets of 0 (RFC 7296 §3.9)");
        }

        @Test
        void countsAgreeWithWhatIsThere() {
            refused(
                    42,
                    "00 00 000c 03 04 0002 11223344",
                    "Num of SPIs at octet 12: 2, but there are 1 (RFC 7296 §3.11)");
            refused(42, "00 00 0010 03 04 0001 11223344 55667788", "SPIs at octet 12: more than 1 (RFC 7296 §3.11)");
            refused(42, "00 00 0008 01 00 ffff", "Num of SPIs at octet 8: 65535, but there are 0 (RFC 7296 §3.11)");
            refused(42, "00 00 0009 01 00 0001 00", "SPIs at octet 8: an item without octets (RFC 7296 §3.11)");
            refused(
                    44,
                    "00 00 0018 02 000000 07 06 0010 0050 0050 c0000201 c00002ff",
                    "Number of TSs at octet 24: 2, but there are 1 (RFC 7296 §3.13)");
            refused(
                    33,
                    "00 00 0014 00 00 0010 01 01 00 02 00 00 0008 04 00 001f",
                    "Num Transforms at octet 20: 2, but there are 1 (RFC 7296 §3.3.1)");
        }

        @Test
        void theLastSubstructureIsMarkedAsSuch() {
            refused(
                    33,
                    "00 00 0014 02 00 0010 01 01 00 01 00 00 0008 04 00 001f",
                    "Last Substruc at octet 4: 2, though none follows (RFC 7296 §3.3)");
            refused(
                    33,
                    "00 00 001c 00 00 0018 01 01 00 02 00 00 0008 04 00 001f 00 00 0008 04 00 0013",
                    "Last Substruc at octet 12: 0, though another follows (RFC 7296 §3.3.1)");
        }

        @Test
        void fragmentsAreNumberedWithinTheirTotal() {
            refused(53, "00 00 0008 0000 0003", "Fragment Number at octet 8: 0 is not within 1 to 3 (RFC 7383 §2.5)");
            refused(53, "00 00 0008 0004 0003", "Fragment Number at octet 8: 4 is not within 1 to 3 (RFC 7383 §2.5)");
        }

        @Test
        void anEncryptedPayloadIsTheLast() {
            refused(46, "21 00 0004 00 00 0004", "end at octet 4: 4 octets too many (RFC 7296 §3.2)");
            List<Payload> wrong = List.of(new Payload.Encrypted(0, NONE), new Payload.Nonce(NONE));
            assertThatThrownBy(() -> PayloadChain.encode(wrong))
                    .hasMessage("encrypted payload: must be the last (RFC 7296 §3.14)");
        }

        @Test
        void aChainIsNotEndless() {
            byte[] chain = new byte[4 * 129];
            for (int at = 0; at < chain.length; at += 4) {
                chain[at] = (byte) (at == chain.length - 4 ? 0 : 43);
                chain[at + 3] = 4;
            }
            assertThatThrownBy(() -> PayloadChain.decode(43, chain))
                    .hasMessage("Next Payload at octet 512: more than 128 payloads (RFC 7296 §3.2)");
        }

        private void refused(int type, String figure, String message) {
            assertThatThrownBy(() -> PayloadChain.decode(type, hex(figure)))
                    .isInstanceOf(DecodeException.class)
                    .hasMessage(message);
        }
    }

    @Nested
    class WhatDoesNotFit {
        @Test
        void isTheCallersBug() {
            refused(
                    new Payload.KeyExchange(65_536, NONE),
                    "Diffie-Hellman Group Num: 65536 does not fit into 2 octets");
            refused(
                    new Payload.Nonce(Bytes.wrap(new byte[65_532])),
                    "65536 octets do not fit into a length of 16 bits;" + " send less");
            refused(new Payload.Delete(3, 4, List.of(NONE)), "SPI: 0 octets in place of 4");
            refused(new Payload.EncryptedFragment(0, 3, 2, NONE), "Fragment Number: 3 is not within 1 to 2");
        }

        private void refused(Payload payload, String message) {
            assertThatThrownBy(() -> PayloadChain.encode(List.of(payload)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(message);
        }
    }

    private static Arguments figure(String name, int type, String octets, Payload payload) {
        return Arguments.of(name, type, hex(octets), payload);
    }

    private static Payload association(Payload.Proposal... proposals) {
        return new Payload.SecurityAssociation(List.of(proposals));
    }

    private static Payload identity(boolean initiator, int type, String data) {
        return new Payload.Identification(initiator, new IkeIdentity(type, Bytes.ofHex(data)));
    }

    private static Payload notification(int protocol, String spi, int type, String data) {
        return new Payload.Notify(protocol, Bytes.ofHex(spi), type, Bytes.ofHex(data));
    }

    private static Payload selectors(
            boolean initiator, int type, int protocol, int startPort, int endPort, String start, String end) {
        return new Payload.TrafficSelectors(
                initiator,
                List.of(new Payload.WireSelector(
                        type, protocol, startPort, endPort, Bytes.ofHex(start), Bytes.ofHex(end))));
    }

    private static Payload unknown(int type, boolean critical, String body) {
        return new Payload.Unknown(type, critical, Bytes.ofHex(body));
    }

    private static byte[] hex(String figure) {
        return HexFormat.of().parseHex(figure.replaceAll("\\s", ""));
    }
}
