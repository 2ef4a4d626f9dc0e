package io.secureconnect.linux.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class XfrmDumpTest {
    private static final String KEY = "0xf6b83b3c7f7b26966d5784920d3cc60902625bea";

    /** One state as {@code ip -s xfrm state} writes it. */
    private static String state(String spi, String key, String sequence, String bitmap, String packets) {
        return String.join(
                        "\n",
                        "src 10.0.0.1 dst 10.0.0.2",
                        "\tproto esp spi " + spi + "(36864) reqid 7(0x00000007) mode transport",
                        "\treplay-window 0 seq 0x00000000 flag esn (0x10000000)",
                        "\taead rfc4106(gcm(aes)) " + key + " (160 bits) 128",
                        "\tanti-replay esn context:",
                        "\t seq-hi 0x0, seq " + sequence + ", oseq-hi 0x0, oseq 0x0",
                        "\t replay_window 128, bitmap-length 4",
                        "\t " + bitmap + " ",
                        "\tsel src 0.0.0.0/0 dst 0.0.0.0/0 uid 0",
                        "\tlifetime config:",
                        "\t  limit: soft (INF)(bytes), hard (INF)(bytes)",
                        "\t  limit: soft (INF)(packets), hard 10(packets)",
                        "\t  expire add: soft 0(sec), hard 0(sec)",
                        "\t  expire use: soft 0(sec), hard 0(sec)",
                        "\tlifetime current:",
                        "\t  0(bytes), " + packets + "(packets)",
                        "\t  add 2026-11-23 14:55:06 use -",
                        "\tstats:",
                        "\t  replay-window 0 replay 0 failed 0")
                + "\n";
    }

    private static final String ZEROS = "00000000 00000000 00000000 00000000";

    @Test
    void whatChangesByItselfIsLeftOut() {
        String before = state("0x00009000", KEY, "0x0", ZEROS, "0");
        String after = state("0x00009000", KEY, "0x5", "0000001f 00000000 00000000 00000000", "5");
        assertThat(XfrmDump.blocks(after)).isEqualTo(XfrmDump.blocks(before));
    }

    @Test
    void whatSomebodyChangedStays() {
        String before = state("0x00009000", KEY, "0x0", ZEROS, "0");
        assertThat(XfrmDump.blocks(before.replace("reqid 7(", "reqid 8("))).isNotEqualTo(XfrmDump.blocks(before));
        assertThat(XfrmDump.blocks(before.replace("hard 10", "hard 11"))).isNotEqualTo(XfrmDump.blocks(before));
        assertThat(XfrmDump.blocks(before.replace("replay_window 128", "replay_window 64")))
                .isNotEqualTo(XfrmDump.blocks(before));
        assertThat(XfrmDump.blocks(before.replace(KEY, KEY.replace('f', 'e')))).isNotEqualTo(XfrmDump.blocks(before));
    }

    @Test
    void noKeyIsShown() {
        assertThat(XfrmDump.blocks(state("0x00009000", KEY, "0x0", ZEROS, "0")).toString())
                .contains("key#")
                .doesNotContain(KEY.substring(2))
                .doesNotContain(KEY.substring(2, 18));
    }

    @Test
    void theOrderOfTheKernelDoesNotMatter() {
        String first = state("0x00009000", KEY, "0x0", ZEROS, "0");
        String second = state("0x00009001", KEY, "0x0", ZEROS, "0");
        assertThat(XfrmDump.blocks(first + second)).hasSize(2).isEqualTo(XfrmDump.blocks(second + first));
    }

    @Test
    void onlyCountersThatMovedAreTold() {
        assertThat(XfrmDump.counters("XfrmInError             \t0\nXfrmInTmplMismatch      \t6\n"))
                .isEqualTo(Map.of("XfrmInTmplMismatch", 6L));
    }
}
