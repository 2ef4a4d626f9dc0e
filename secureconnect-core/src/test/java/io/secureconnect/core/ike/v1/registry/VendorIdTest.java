package io.secureconnect.core.ike.v1.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VendorIdTest {
    /** Octets that their owner gave without saying of what text they are the MD5. */
    private static final Set<VendorId> BARE = EnumSet.of(VendorId.DEAD_PEER_DETECTION, VendorId.XAUTH);

    @Test
    void theOthersAreTheMd5OfTheirText() throws Exception {
        for (VendorId id : EnumSet.complementOf(EnumSet.copyOf(BARE))) {
            byte[] text = id.text().getBytes(StandardCharsets.US_ASCII);
            Bytes md5 = Bytes.wrap(MessageDigest.getInstance("MD5").digest(text));
            assertThat(id.octets()).as(id.name()).isEqualTo(md5);
        }
    }

    @Test
    void noneBeginsAnother() {
        for (VendorId id : VendorId.values()) {
            assertThat(Arrays.stream(VendorId.values()).filter(other -> other.begins(id.octets())))
                    .containsExactly(id);
            assertThat(VendorId.of(id.octets())).contains(id);
        }
    }

    @Test
    void aVersionMayFollow() {
        Bytes windows = Bytes.ofHex("1e2b516905991c7d7c96fcbfb587e46100000009");
        Bytes cisco = Bytes.ofHex("4048b7d56ebce88525e7de7f00d6c2d380000000");
        assertThat(VendorId.of(windows)).contains(VendorId.MICROSOFT_ISAKMP_OAKLEY);
        assertThat(VendorId.of(cisco)).contains(VendorId.FRAGMENTATION);
    }

    @Test
    void whatIsShorterOrStrangeHasNoName() {
        assertThat(VendorId.of(Bytes.empty())).isEmpty();
        assertThat(VendorId.of(Bytes.ofHex("4a131c81070358455c5728f20e9545"))).isEmpty();
        assertThat(VendorId.of(Bytes.ofHex("00112233445566778899aabbccddeeff"))).isEmpty();
    }
}
