package io.secureconnect.core.ike.v1.negotiate;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.Proposal;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.SecurityAssociation;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.Transform;
import io.secureconnect.core.ike.wire.DataAttribute;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class OfferTextTest {
    @Test
    void saysWhatThereIsAndPrintsNumbersWithoutName() {
        Transform strange = new Transform(
                1,
                1,
                List.of(DataAttribute.ofShort(1, 7), DataAttribute.ofShort(14, 256), DataAttribute.ofShort(2, 99)));
        assertThat(OfferText.phaseOne(offer(1, List.of(strange)))).isEqualTo("AES-CBC 256, hash algorithm 99 (0x63)");
        assertThat(OfferText.phaseTwo(offer(3, List.of(new Transform(1, 250, List.of())))))
                .isEqualTo("ESP transform 250 (0xfa)");
    }

    @Test
    void nothingIsNothing() {
        assertThat(OfferText.phaseOne(offer(1, List.of()))).isEqualTo("nothing");
        assertThat(OfferText.phaseTwo(new SecurityAssociation(1, 1, List.of()))).isEqualTo("nothing");
    }

    @Test
    void aLongOfferIsCutShort() {
        Transform des = new Transform(1, 2, List.of(new DataAttribute(5, false, 0, Bytes.ofHex("00".repeat(400)))));
        String text = OfferText.phaseTwo(offer(3, Collections.nCopies(255, des)));
        assertThat(text)
                .startsWith("ESP_DES; ESP_DES")
                .endsWith("; and 247 more")
                .hasSizeLessThan(100);
    }

    private static SecurityAssociation offer(int protocol, List<Transform> transforms) {
        return new SecurityAssociation(1, 1, List.of(new Proposal(1, protocol, Bytes.empty(), transforms)));
    }
}
