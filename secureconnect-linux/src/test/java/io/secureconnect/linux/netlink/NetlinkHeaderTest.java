package io.secureconnect.linux.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Netlink's numbers and structures against the system's headers. */
class NetlinkHeaderTest {
    @Test
    void numbersAndOffsetsAreThoseOfTheSystem() throws Exception {
        Map<String, Long> expected = new LinkedHashMap<>();
        Errno.known().forEach(e -> expected.put(e.name(), (long) e.number()));
        expected.put("NLM_F_REQUEST", (long) NetlinkFlag.REQUEST);
        expected.put("NLM_F_MULTI", (long) NetlinkFlag.MULTI);
        expected.put("NLM_F_ACK", (long) NetlinkFlag.ACK);
        expected.put("NLM_F_ECHO", (long) NetlinkFlag.ECHO);
        expected.put("NLM_F_DUMP_INTR", (long) NetlinkFlag.DUMP_INTR);
        expected.put("NLM_F_DUMP", (long) NetlinkFlag.DUMP);
        expected.put("NLM_F_CAPPED", (long) NetlinkFlag.CAPPED);
        expected.put("NLM_F_ACK_TLVS", (long) NetlinkFlag.ACK_TLVS);
        expected.put("NLMSG_NOOP", (long) ControlType.NOOP);
        expected.put("NLMSG_ERROR", (long) ControlType.ERROR);
        expected.put("NLMSG_DONE", (long) ControlType.DONE);
        expected.put("NLMSG_OVERRUN", (long) ControlType.OVERRUN);
        expected.put("NLMSGERR_ATTR_MSG", (long) Acknowledgement.TEXT);
        expected.put("NLMSGERR_ATTR_OFFS", (long) Acknowledgement.OFFSET);
        expected.put("NLMSGERR_ATTR_MISS_TYPE", (long) Acknowledgement.MISSING_TYPE);
        expected.put("NLA_TYPE_MASK & 0xffff", (long) AttributeReader.TYPE_MASK);
        for (Structure<?> structure : List.of(MessageHeader.STRUCTURE, Acknowledgement.Nlmsgerr.STRUCTURE)) {
            expected.put("sizeof(struct " + structure.name() + ")", (long) structure.size());
            FieldLayout.of(structure)
                    .forEach(f -> expected.put(
                            "offsetof(struct " + structure.name() + ", " + f.name() + ")", (long) f.offset()));
        }

        assertThat(CProbe.evaluate(List.of("errno.h", "linux/netlink.h"), expected.keySet()))
                .containsExactlyEntriesOf(expected);
    }
}
