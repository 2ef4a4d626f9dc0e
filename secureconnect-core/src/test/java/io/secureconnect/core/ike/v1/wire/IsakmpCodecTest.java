package io.secureconnect.core.ike.v1.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.IkeIdentity;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.Proposal;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.Transform;
import io.secureconnect.core.ike.wire.DataAttribute;
import io.secureconnect.core.ike.wire.DecodeException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Octets written out by hand from the pictures in RFC 2408, RFC 2407, RFC 3947 and MS-IKEE. */
class IsakmpCodecTest {
    private static final IsakmpHead HEAD =
            new IsakmpHead(0x0102030405060708L, 0xf1f2f3f4f5f6f7f8L, 0x10, 2, false, false, false, 0);
    private static final String COOKIES = "0102030405060708f1f2f3f4f5f6f7f8";

    @Nested
    class Rfc2408Section31 {
        @Test
        void theHeader() {
            IsakmpHead quick = new IsakmpHead(1, 2, 0x10, 32, true, true, false, 0xcafe0001);
            assertThat(hex(IsakmpCodec.header(quick, 8, 76)))
                    .isEqualTo(
                            "00000000000000010000000000000002" + "08" + "10" + "20" + "03" + "cafe0001" + "0000004c");
        }

        @Test
        void eachFlagHasItsBit() throws DecodeException {
            assertThat(IsakmpCodec.peek(octets(COOKIES + "05100501" + "00000000" + "0000001c"))
                            .encrypted())
                    .isTrue();
            assertThat(IsakmpCodec.peek(octets(COOKIES + "05100502" + "00000000" + "0000001c"))
                            .commit())
                    .isTrue();
            assertThat(IsakmpCodec.peek(octets(COOKIES + "05100504" + "00000000" + "0000001c"))
                            .authenticationOnly())
                    .isTrue();
        }

        @Test
        void aLengthThatIsNotThatOfTheOctetsIsRefused() {
            refused(COOKIES + "00100200" + "00000000" + "0000001d", "Length");
            refused(COOKIES + "00100200" + "00000000" + "0000001b", "Length");
            refused(COOKIES + "00100200" + "00000000" + "ffffffff", "Length");
            refused(COOKIES + "00100200" + "00000000" + "0000001c" + "00", "end");
        }

        @Test
        void anotherMajorVersionCanBePeekedAtButNotDecoded() throws DecodeException {
            String two = COOKIES + "00202200" + "00000000" + "0000001c";
            assertThat(IsakmpCodec.peek(octets(two)).version()).isEqualTo(0x20);
            refused(two, "Version");
        }

        @Test
        void whatIsEncryptedIsNotReadAsIfItWereInClear() {
            refused(COOKIES + "05100201" + "00000000" + "0000002c" + "00".repeat(16), "Flags");
        }

        @Test
        void aHeaderNeedsAllOfItsOctets() {
            assertThatThrownBy(() -> IsakmpCodec.peek(octets(COOKIES)))
                    .isInstanceOf(DecodeException.class)
                    .hasMessageContaining("Next Payload at octet 16");
        }
    }

    @Nested
    class Payloads {
        @Test
        void associationProposalTransformAttributes() {
            IsakmpPayload sa = new IsakmpPayload.SecurityAssociation(
                    1,
                    1,
                    List.of(new Proposal(
                            1,
                            3,
                            Bytes.ofHex("a1a2a3a4"),
                            List.of(
                                    new Transform(1, 12, List.of(DataAttribute.ofShort(4, 2))),
                                    new Transform(
                                            2,
                                            20,
                                            List.of(new DataAttribute(2, false, 0, Bytes.ofHex("0003d090"))))))));
            check(
                    "01",
                    "00000034" + "00000001" + "00000001" // generic header, DOI, situation
                            + "00000028" + "01030402" + "a1a2a3a4" // proposal
                            + "0300000c" + "010c0000" + "80040002" // first transform, another follows
                            + "00000010" + "02140000" + "00020004" + "0003d090",
                    sa);
        }

        @Test
        void labelledSituationsAreNotUnderstood() {
            refused(clear("01", "0000000c" + "00000001" + "00000003"), "Situation");
        }

        @Test
        void countsOfTransformsMustBeRight() {
            refused(clear("01", "00000014" + "00000001" + "00000001" + "00000008" + "01010001"), "# of Transforms");
        }

        @Test
        void keyExchangeHashSignatureNonceVendor() {
            check("04", "00000006abcd", new IsakmpPayload.KeyExchange(Bytes.ofHex("abcd")));
            check("08", "00000006abcd", new IsakmpPayload.Hash(Bytes.ofHex("abcd")));
            check("09", "00000006abcd", new IsakmpPayload.Signature(Bytes.ofHex("abcd")));
            check("0a", "00000006abcd", new IsakmpPayload.Nonce(Bytes.ofHex("abcd")));
            check("0d", "00000006abcd", new IsakmpPayload.VendorId(Bytes.ofHex("abcd")));
        }

        @Test
        void identificationHasProtocolAndPort() {
            IkeIdentity address = new IkeIdentity(1, Bytes.ofHex("c0000201"));
            check(
                    "05",
                    "0000000c" + "01" + "11" + "01f4" + "c0000201",
                    new IsakmpPayload.Identification(address, 17, 500));
        }

        @Test
        void certificateAndRequest() {
            check("06", "00000007" + "04" + "3082", new IsakmpPayload.Certificate(4, Bytes.ofHex("3082")));
            check("07", "00000005" + "04", new IsakmpPayload.CertificateRequest(4, Bytes.empty()));
        }

        @Test
        void notification() {
            Bytes cookies = Bytes.ofHex(COOKIES);
            check(
                    "0b",
                    "00000020" + "00000001" + "01" + "10" + "8d28" + COOKIES + "00000007",
                    new IsakmpPayload.Notification(1, 1, cookies, 36_136, Bytes.ofHex("00000007")));
        }

        @Test
        void delete() {
            check(
                    "0c",
                    "00000014" + "00000001" + "03" + "04" + "0002" + "a1a2a3a4" + "b1b2b3b4",
                    new IsakmpPayload.Delete(1, 3, 4, List.of(Bytes.ofHex("a1a2a3a4"), Bytes.ofHex("b1b2b3b4"))));
            refused(clear("0c", "00000010" + "00000001" + "03" + "04" + "0002" + "a1a2a3a4"), "# of SPIs");
            refused(clear("0c", "00000010" + "00000001" + "03" + "00" + "0001" + "a1a2a3a4"), "SPIs");
        }

        @Test
        void natPayloadsKeepWhichOfTheirTypesItWas() {
            Bytes hash = Bytes.ofHex("00112233445566778899aabbccddeeff");
            IkeIdentity six = new IkeIdentity(5, Bytes.ofHex("20010db8000000000000000000000001"));
            check("14", "00000014" + hash.toHex(), new IsakmpPayload.NatDiscovery(20, hash));
            check("82", "00000014" + hash.toHex(), new IsakmpPayload.NatDiscovery(130, hash));
            check("15", "00000018" + "05000000" + six.data().toHex(), new IsakmpPayload.NatOriginalAddress(21, six));
            check("83", "00000018" + "05000000" + six.data().toHex(), new IsakmpPayload.NatOriginalAddress(131, six));
        }

        @Test
        void fragment() {
            check("84", "0000000a" + "00010101" + "abcd", new IsakmpPayload.Fragment(1, 1, true, Bytes.ofHex("abcd")));
            check(
                    "84",
                    "0000000a" + "fffe0200" + "abcd",
                    new IsakmpPayload.Fragment(0xfffe, 2, false, Bytes.ofHex("abcd")));
            refused(clear("84", "0000000a" + "00010001" + "abcd"), "Fragment Number");
        }

        @Test
        void typesWithoutAFormatAreKept() {
            check("0e", "00000006abcd", new IsakmpPayload.Unknown(14, Bytes.ofHex("abcd")));
            check("02", "00000006abcd", new IsakmpPayload.Unknown(2, Bytes.ofHex("abcd")));
        }
    }

    @Nested
    class Chains {
        private final List<IsakmpPayload> payloads =
                List.of(new IsakmpPayload.Hash(Bytes.ofHex("aabb")), new IsakmpPayload.Nonce(Bytes.ofHex("ccdd")));

        @Test
        void eachPartKeepsItsOctets() throws DecodeException {
            Chain chain = IsakmpCodec.decodeChain(8, octets("0a000006aabb" + "00000006ccdd" + "0000000000000008"));
            assertThat(chain.payloads()).isEqualTo(payloads);
            assertThat(chain.octets()).isEqualTo(12);
            assertThat(chain.parts().get(0).whole()).isEqualTo(Bytes.ofHex("0a000006aabb"));
            assertThat(chain.parts().get(1).body()).isEqualTo(Bytes.ofHex("ccdd"));
            assertThat(hex(IsakmpCodec.encodeChain(payloads))).isEqualTo("0a000006aabb00000006ccdd");
            assertThat(IsakmpCodec.firstType(payloads)).isEqualTo(8);
        }

        @Test
        void nothingIsNoPayload() throws DecodeException {
            assertThat(IsakmpCodec.firstType(List.of())).isZero();
            assertThat(IsakmpCodec.decodeChain(0, octets("ffff")).octets()).isZero();
        }

        @Test
        void aReservedOctetThatIsNotZeroIsRefused() {
            assertThatThrownBy(() -> IsakmpCodec.decodeChain(8, octets("00010006aabb")))
                    .isInstanceOf(DecodeException.class)
                    .hasMessageContaining("RESERVED");
        }

        @Test
        void aLengthThatWouldLeadOutOfTheOctetsOrNowhereIsRefused() {
            for (String length : List.of("0000", "0003", "0007", "ffff")) {
                assertThatThrownBy(() -> IsakmpCodec.decodeChain(8, octets("0800" + length + "aabb")))
                        .isInstanceOf(DecodeException.class)
                        .hasMessageContaining("Payload Length");
            }
        }

        @Test
        void moreThanAnyoneSendsIsRefused() {
            List<IsakmpPayload> many = Collections.nCopies(129, new IsakmpPayload.Hash(Bytes.empty()));
            byte[] most = IsakmpCodec.encodeChain(many.subList(1, 129));
            byte[] octets = octets(hex(most).substring(0, most.length * 2 - 8) + "08000004" + "00000004");
            assertThatThrownBy(() -> IsakmpCodec.decodeChain(8, octets))
                    .isInstanceOf(DecodeException.class)
                    .hasMessageContaining("more than 128 payloads");
            assertThatThrownBy(() -> IsakmpCodec.encodeChain(many)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static void check(String firstType, String chain, IsakmpPayload payload) {
        try {
            byte[] octets = octets(clear(firstType, chain));
            assertThat(IsakmpCodec.decode(octets).payloads()).containsExactly(payload);
            assertThat(hex(IsakmpCodec.encode(HEAD, List.of(payload)))).isEqualTo(hex(octets));
        } catch (DecodeException refused) {
            throw new AssertionError(payload.toString(), refused);
        }
    }

    private static void refused(String message, String field) {
        assertThatThrownBy(() -> IsakmpCodec.decode(octets(message)))
                .isInstanceOfSatisfying(
                        DecodeException.class, e -> assertThat(e.field()).isEqualTo(field));
    }

    private static String clear(String firstType, String chain) {
        return COOKIES + firstType + "100200" + "00000000" + String.format("%08x", 28 + chain.length() / 2) + chain;
    }

    private static byte[] octets(String hex) {
        return Bytes.ofHex(hex).toArray();
    }

    private static String hex(byte[] octets) {
        return Bytes.copyOf(octets).toHex();
    }
}
