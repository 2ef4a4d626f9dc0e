package io.secureconnect.windows.selftest;

import io.secureconnect.spi.SelfTestReport.Result;
import io.secureconnect.spi.SelfTestReport.Verdict;
import java.util.List;

/**
 * A question that no call answers, told so that nobody takes it for settled.
 *
 * @param way how it can be answered
 */
record OpenQuestion(String id, String question, String way) {
    static final List<OpenQuestion> ALL = List.of(
            new OpenQuestion(
                    "windows/esp-at-transport",
                    "Do packets of ESP itself come to the transport layers?",
                    "an encrypted path between two hosts, with net events on and the permits for ESP taken out"),
            new OpenQuestion(
                    "windows/own-sublayer-packets",
                    "Do IPsec callout filters in a sublayer of our own protect packets as those in the universal one do?",
                    "an encrypted path between two hosts, and a capture on the wire between them"),
            new OpenQuestion(
                    "windows/newest-outbound-sa",
                    "Which of two outbound SAs on one filter carries packets?",
                    "a rotation on an encrypted path, and the SPIs in a capture"),
            new OpenQuestion(
                    "windows/negotiation-suppressed",
                    "Does raw context 2 keep IKEEXT silent while there is no outbound SA?",
                    "packets into a path without an SA, and a capture of UDP 500 and 4500"),
            new OpenQuestion(
                    "windows/udp-inbound",
                    "Does Windows take ESP in UDP that comes in for SAs made by hand?",
                    "an encrypted path through a NAT"),
            new OpenQuestion(
                    "windows/kernel-drop-codes",
                    "Which status codes do kernel drops have?",
                    "packets with a wrong SPI, a wrong check value and an old sequence number, with net events on"),
            new OpenQuestion(
                    "windows/psk-encoding",
                    "Are the octets of a pre-shared key used as they are?",
                    "IKE of Windows with another implementation that has the same octets"));

    Result told() {
        return new Result(id, question, List.of(), "no call tells; it takes " + way, Verdict.NEEDS_PACKETS);
    }
}
