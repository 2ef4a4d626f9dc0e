package io.secureconnect.core.ike.wire.v2;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.secureconnect.core.ike.rules.ExchangeForm;
import io.secureconnect.core.ike.rules.MessageRules;
import java.util.Arrays;
import java.util.List;

/**
 * Octets from the network, as Jazzer makes them up; CONTRIBUTING.md says how to let it search. Ordinary builds replay what it
 * found, without Jazzer: {@link DecoderFuzzTest}.
 */
class DecoderFuzz {
    @FuzzTest(maxDuration = "5m")
    void message(byte[] octets) {
        DecoderRules.holdForMessage(octets).ifPresent(message -> {
            MessageRules.head(message.head());
            MessageRules.clear(message);
        });
    }

    /** The first octet is the type of the first payload. */
    @FuzzTest(maxDuration = "5m")
    void inside(byte[] octets) {
        if (octets.length > 0) {
            byte[] chain = Arrays.copyOfRange(octets, 1, octets.length);
            DecoderRules.holdForChain(octets[0] & 0xff, chain).ifPresent(DecoderFuzz::askTheRules);
        }
    }

    private static void askTheRules(List<Payload> payloads) {
        for (ExchangeForm form : ExchangeForm.values()) {
            MessageRules.inner(form, false, payloads);
            MessageRules.inner(form, true, payloads);
        }
    }
}
