package io.secureconnect.linux.xfrm;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.linux.netlink.CProbe;
import io.secureconnect.linux.netlink.FieldLayout;
import io.secureconnect.linux.netlink.Structure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every XFRM structure, offset, size and number against the system's {@code linux/xfrm.h}. */
class XfrmHeaderTest {
    static final List<Structure<?>> STRUCTURES = List.of(
            XfrmSelector.STRUCTURE,
            XfrmId.STRUCTURE,
            LifetimeLimits.STRUCTURE,
            LifetimeUse.STRUCTURE,
            StateStatistics.STRUCTURE,
            UserState.STRUCTURE,
            UserStateId.STRUCTURE,
            SpiRequest.STRUCTURE,
            UserPolicy.STRUCTURE,
            UserPolicyId.STRUCTURE,
            UserTemplate.STRUCTURE,
            EncapsulationTemplate.STRUCTURE,
            Algorithm.PLAIN,
            Algorithm.TRUNCATED,
            Algorithm.AEAD,
            ReplayState.STRUCTURE,
            ReplayStateEsn.STRUCTURE,
            XfrmMark.STRUCTURE,
            UserAcquire.STRUCTURE,
            UserExpire.STRUCTURE,
            UserPolicyExpire.STRUCTURE,
            UserMapping.STRUCTURE,
            AsyncEvent.STRUCTURE,
            PolicyCounts.STRUCTURE,
            MessageFormat.Flush.STRUCTURE);

    @Test
    void everyFieldStandsWhereTheKernelHasIt() throws Exception {
        Map<String, Long> expected = new LinkedHashMap<>();
        expected.put("sizeof(xfrm_address_t)", (long) XfrmAddress.STRUCTURE.size());
        for (Structure<?> structure : STRUCTURES) {
            String type = "struct " + structure.name();
            expected.put("sizeof(" + type + ")", (long) structure.size());
            expected.put("_Alignof(" + type + ")", (long) structure.alignment());
            for (FieldLayout.Field field : FieldLayout.of(structure)) {
                expected.put("offsetof(" + type + ", " + field.name() + ")", (long) field.offset());
                if (field.size() > 0 && !field.name().endsWith("]")) {
                    expected.put("sizeof(((" + type + " *)0)->" + field.name() + ")", (long) field.size());
                }
            }
        }

        assertThat(CProbe.evaluate(List.of("linux/xfrm.h"), expected.keySet())).containsExactlyEntriesOf(expected);
    }

    @Test
    void everyNumberIsTheKernels() throws Exception {
        Map<String, Long> expected = new LinkedHashMap<>();
        MessageFormat.ALL.forEach(f -> expected.put(f.name(), (long) f.type()));
        Xfrma.TABLE.rows().forEach(a -> expected.put(a.name(), (long) a.number()));
        XfrmaSpd.TABLE.rows().forEach(a -> expected.put(a.name(), (long) a.number()));
        for (XfrmGroup group : XfrmGroup.values()) {
            expected.put("XFRMNLGRP_" + group, (long) group.number());
        }
        expected.put("XFRM_POLICY_IN", (long) UserPolicy.DIRECTION_IN);
        expected.put("XFRM_POLICY_OUT", (long) UserPolicy.DIRECTION_OUT);
        expected.put("XFRM_POLICY_ALLOW", (long) UserPolicy.ACTION_ALLOW);
        expected.put("XFRM_POLICY_BLOCK", (long) UserPolicy.ACTION_BLOCK);
        expected.put("XFRM_MODE_TRANSPORT", (long) UserState.MODE_TRANSPORT);
        expected.put("XFRM_STATE_ESN", (long) UserState.FLAG_ESN);
        expected.put("(long long)XFRM_INF", LifetimeLimits.INFINITE);
        expected.put("XFRMA_REPLAY_ESN_MAX", (long) ReplayStateEsn.LARGEST_WINDOW);
        expected.put("UDP_ENCAP_ESPINUDP", (long) EncapsulationTemplate.ESP_IN_UDP);
        expected.put("AF_INET", (long) XfrmAddress.AF_INET);
        expected.put("AF_INET6", (long) XfrmAddress.AF_INET6);

        assertThat(CProbe.evaluate(List.of("sys/socket.h", "linux/udp.h", "linux/xfrm.h"), expected.keySet()))
                .containsExactlyEntriesOf(expected);
    }

    /** The four sizes that everything else hangs on, in case there is no compiler. */
    @Test
    void sizesAreThoseOf64BitLinux() {
        assertThat(UserState.STRUCTURE.size()).isEqualTo(224);
        assertThat(SpiRequest.STRUCTURE.size()).isEqualTo(232);
        assertThat(UserPolicy.STRUCTURE.size()).isEqualTo(168);
        assertThat(UserTemplate.STRUCTURE.size()).isEqualTo(64);
    }
}
