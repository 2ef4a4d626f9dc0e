package io.secureconnect.linux.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.api.sa.Spi;
import java.util.Collection;
import java.util.HexFormat;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EspKeyTest {
    private static final String GCM = "00112233445566778899aabbccddeeff00010203";
    private static final String CBC = "000102030405060708090a0b0c0d0e0f";
    private static final String MAC = "101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f";

    /** As {@code ip xfrm state} writes them; the last one is larval and has no key yet. */
    private static final String STATES = "src fd09::1 dst fd09::2\n\tproto esp spi 0x00009001 reqid 7 mode transport\n"
            + "\treplay-window 32 \n\tauth-trunc hmac(sha256) 0x" + MAC + " 128\n\tenc cbc(aes) 0x" + CBC + "\n"
            + "src 10.9.0.1 dst 10.9.0.2\n\tproto esp spi 0xc0000001 reqid 7 mode transport\n"
            + "\treplay-window 0 flag esn\n\taead rfc4106(gcm(aes)) 0x" + GCM + " 128\n"
            + "src 10.9.0.2 dst 10.9.0.1\n\tproto esp spi 0x00000000 reqid 7 mode transport\n\treplay-window 0 \n";

    @Test
    void theKernelsTextBecomesRowsOfWiresharksTable() {
        assertThat(rows(EspKey.parse(STATES)))
                .containsExactly(
                        "\"IPv6\",\"fd09::1\",\"fd09::2\",\"0x00009001\",\"AES-CBC [RFC3602]\",\"0x" + CBC
                                + "\",\"HMAC-SHA-256-128 [RFC4868]\",\"0x" + MAC + "\"",
                        "\"IPv4\",\"10.9.0.1\",\"10.9.0.2\",\"0xc0000001\",\"AES-GCM with 16 octet ICV [RFC4106]\",\"0x"
                                + GCM + "\",\"NULL\",\"\"");
    }

    @Test
    void aKeyGivenByHandIsTheOneTheKernelHolds() {
        EspKey given = EspKey.of(
                IpAddress.parse("10.9.0.1"),
                IpAddress.parse("10.9.0.2"),
                new Spi(0xc0000001),
                EspProposal.parse("aes128gcm16"),
                HexFormat.of().parseHex(GCM),
                new byte[0]);
        assertThat(EspKey.parse(STATES)).contains(given);
    }

    @Test
    void everyProposalHasANameInWireshark() {
        for (EspProposal proposal : EspProposal.all()) {
            EspKey key = EspKey.of(
                    IpAddress.parse("10.9.0.1"),
                    IpAddress.parse("10.9.0.2"),
                    new Spi(256),
                    proposal,
                    new byte[proposal.encryption().keyMaterialOctets()],
                    new byte[0]);
            assertThat(key.tableRow()).contains("[RFC");
        }
    }

    @Test
    void noTextShowsAKey() {
        assertThat(EspKey.parse(STATES).toString())
                .doesNotContain(GCM)
                .doesNotContain(CBC)
                .doesNotContain(MAC);
    }

    private static Collection<String> rows(Collection<EspKey> keys) {
        return keys.stream().map(EspKey::tableRow).collect(Collectors.toList());
    }
}
