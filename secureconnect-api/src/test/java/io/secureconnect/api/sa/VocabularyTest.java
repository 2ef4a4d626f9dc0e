package io.secureconnect.api.sa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.secureconnect.api.auth.SecretBytes;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The small values: what they refuse, and that text and value agree. */
class VocabularyTest {
    @Test
    void spisBelow256AreReserved() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Spi(255));
        assertThat(new Spi(256)).hasToString("00000100");
        assertThat(new Spi(-1).unsigned()).isEqualTo(4_294_967_295L);
        assertThat(new Spi(-1)).isGreaterThan(new Spi(256));
    }

    @Test
    void everyEspProposalReadsBackFromItsKeyword() {
        assertThat(EspProposal.all())
                .hasSize(11)
                .allSatisfy(p -> assertThat(EspProposal.parse(p.keyword())).isEqualTo(p));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "aes256", "aes256gcm16-sha256", "AES256GCM16", "aes512gcm16", "aes256-md5"})
    void refusesUnknownEspProposalsAndNamesTheKnownOnes(String keyword) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EspProposal.parse(keyword))
                .withMessageContaining("aes256gcm16")
                .withMessageContaining("'" + keyword + "'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aes256gcm16-prfsha384-x25519",
                "aes256-sha256-modp2048",
                "chacha20poly1305-prfsha256-ecp384",
                "aes128-sha1-modp2048"
            })
    void ikeProposalsReadBackFromTheirKeywords(String keyword) {
        assertThat(IkeProposal.parse(keyword).keyword()).isEqualTo(keyword);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aes256gcm16-x25519",
                "aes256gcm16-sha256-x25519",
                "aes256-prfsha256-x25519",
                "aes256-sha256-modp1024",
                "aes256gcm16-prfsha1-x25519",
                "a-b-c"
            })
    void refusesUnknownIkeProposals(String keyword) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IkeProposal.parse(keyword))
                .withMessageContaining(keyword);
    }

    @Test
    void aHostPairHasTwoAddressesOfOneFamily() {
        assertThatIllegalArgumentException().isThrownBy(() -> HostPair.of("10.0.0.1", "10.0.0.1"));
        assertThatIllegalArgumentException().isThrownBy(() -> HostPair.of("10.0.0.1", "2001:db8::1"));
        HostPair pair = HostPair.of("10.0.0.1", "10.0.0.2");
        assertThat(pair.mirror().mirror()).isEqualTo(pair);
        assertThat(pair.source(Direction.INBOUND)).isEqualTo(pair.remote());
        assertThat(pair.destination(Direction.INBOUND)).isEqualTo(pair.local());
    }

    @Test
    void aPrefixHasNoBitsBehindItsLength() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AddressPrefix.parse("10.0.0.1/8"))
                .withMessageContaining("10.0.0.0/8");
        assertThatIllegalArgumentException().isThrownBy(() -> AddressPrefix.parse("10.0.0.0/33"));
        assertThatIllegalArgumentException().isThrownBy(() -> AddressPrefix.parse("10.0.0.0/"));
        assertThat(AddressPrefix.parse("2001:db8::/33").contains(IpAddress.parse("2001:db8:7fff::1")))
                .isTrue();
        assertThat(AddressPrefix.parse("2001:db8::/33").contains(IpAddress.parse("2001:db8:8000::1")))
                .isFalse();
        assertThat(AddressPrefix.any(AddressFamily.IPV4).contains(IpAddress.parse("2001:db8::1")))
                .isFalse();
    }

    @Test
    void selectorsHavePortsOnlyWhereThereArePorts() {
        TrafficSelector.Builder any = TrafficSelector.builder()
                .local(AddressPrefix.any(AddressFamily.IPV6))
                .remote(AddressPrefix.any(AddressFamily.IPV6));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> any.localPorts(PortRange.of(22)).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrafficSelector.builder()
                        .local(AddressPrefix.any(AddressFamily.IPV4))
                        .remote(AddressPrefix.any(AddressFamily.IPV6))
                        .build());
    }

    @Test
    void softLimitsLieBelowHardOnes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SaLifetime.builder()
                        .soft(Duration.ofHours(1))
                        .hard(Duration.ofHours(1))
                        .build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SaLifetime.builder().hardPackets(0).build());
        assertThat(SaLifetime.builder().build().hard()).isEmpty();
    }

    @Test
    void extendedSequenceNumbersNeedAReplayWindow() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EspParameters.builder().replayWindow(0).build());
        assertThat(EspParameters.builder()
                        .replayWindow(0)
                        .extendedSequenceNumbers(false)
                        .build()
                        .replayWindow())
                .isZero();
    }

    /**
     * Octets of ESP around a payload, counted by hand from RFC 4303 figure 1: SPI and sequence number 8, IV 8 (counter modes)
     * or 16 (CBC), padding to a multiple of 4 or 16 that includes pad length and next header, ICV 16.
     */
    @ParameterizedTest
    @CsvSource({
        // payload, suite, UDP, added
        "0,    aes256gcm16,       false, 36",
        "1,    aes256gcm16,       false, 35",
        "2,    aes256gcm16,       false, 34",
        "3,    aes256gcm16,       false, 37",
        "1400, aes128gcm16,       false, 36",
        "1400, aes128gcm16,       true,  44",
        "14,   aes256-sha256,     false, 42",
        "15,   aes256-sha256,     false, 57",
        "14,   aes256-sha512,     false, 58",
        "64,   chacha20poly1305,  false, 36"
    })
    void overheadIsExact(int payload, String suite, boolean udp, int added) {
        assertThat(new EspOverhead(EspProposal.parse(suite), udp).added(payload))
                .isEqualTo(added);
    }

    @Test
    void theLargestPayloadFitsAndOneMoreDoesNot() {
        for (EspProposal proposal : EspProposal.all()) {
            for (boolean udp : new boolean[] {false, true}) {
                EspOverhead overhead = new EspOverhead(proposal, udp);
                for (int mtu = 576; mtu <= 9000; mtu += 7) {
                    int payload = overhead.largestPayload(mtu, 20);
                    assertThat(20 + payload + overhead.added(payload)).isLessThanOrEqualTo(mtu);
                    assertThat(20 + payload + 1 + overhead.added(payload + 1)).isGreaterThan(mtu);
                }
                assertThat(overhead.added(0)).isBetween(overhead.least(), overhead.most());
            }
        }
    }

    @Test
    void partnersOfAChildAgree() {
        HostPair path = HostPair.of("10.0.0.1", "10.0.0.2");
        SecurityAssociation in = sa(new SaId(path, Direction.INBOUND, new Spi(1000)), new Spi(2000), 1);
        SecurityAssociation out = sa(new SaId(path, Direction.OUTBOUND, new Spi(2000)), new Spi(1000), 2);
        assertThat(new ChildSa(in, out).path()).isEqualTo(path);
        assertThatIllegalArgumentException().isThrownBy(() -> new ChildSa(out, in));
        SecurityAssociation sameKey = sa(out.id(), out.partner(), 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChildSa(in, sameKey))
                .withMessageContaining("share a key");
        SecurityAssociation stranger = sa(new SaId(path, Direction.OUTBOUND, new Spi(2001)), new Spi(1000), 2);
        assertThatIllegalArgumentException().isThrownBy(() -> new ChildSa(in, stranger));
    }

    private static SecurityAssociation sa(SaId id, Spi partner, int fill) {
        byte[] octets = new byte[36];
        Arrays.fill(octets, (byte) fill);
        KeyMaterial keys = new KeyMaterial(EspProposal.AES_256_GCM, SecretBytes.wrap(octets), Optional.empty());
        return new SecurityAssociation(id, partner, EspParameters.standard(), keys);
    }
}
