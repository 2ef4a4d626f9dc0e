package io.secureconnect.windows.selftest;

import io.secureconnect.spi.SelfTestReport.Verdict;

/** What Windows said to a question, in a sentence. */
record Answer(Verdict verdict, String text) {
    static Answer settled(String text) {
        return new Answer(Verdict.SETTLED, text);
    }

    static Answer needsPackets(String text) {
        return new Answer(Verdict.NEEDS_PACKETS, text);
    }

    static Answer failed(String text) {
        return new Answer(Verdict.FAILED, text);
    }
}
