package io.secureconnect.core.keying;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.keying.KeyInstruction;
import io.secureconnect.api.keying.KeyPhase;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.SaState;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.spi.InstalledSa;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The host's side as a table: generation 7 is told, and this is what kernel and journal know. */
class HostStepTest {
    private static final HostPair PATH = HostPair.of("10.0.0.1", "10.0.0.2");

    @ParameterizedTest(name = "{0} with kernel [{1}] and journal {2}/{3}: {4}")
    @CsvSource(nullValues = "-", textBlock = """
            # phase,  kernel holds,   journal in, out, answer
            INBOUND,  -,              0, 0, INSTALL
            INBOUND,  -,              6, 6, INSTALL
            INBOUND,  old,            6, 6, INSTALL
            INBOUND,  larval,         6, 6, INSTALL
            INBOUND,  in,             7, 6, CONFIRM
            INBOUND,  in out,         7, 7, CONFIRM
            INBOUND,  in out,         8, 7, CONFIRM
            INBOUND,  in,             6, 6, SPI_IN_USE
            INBOUND,  -,              7, 6, KEY_REUSE
            INBOUND,  -,              9, 9, KEY_REUSE
            INBOUND,  -,              0, 7, KEY_REUSE
            OUTBOUND, in,             7, 6, INSTALL
            OUTBOUND, in old,         7, 6, INSTALL
            OUTBOUND, in out,         7, 7, CONFIRM
            OUTBOUND, out,            7, 7, CONFIRM
            OUTBOUND, in out,         8, 7, CONFIRM
            OUTBOUND, in out,         7, 6, SPI_IN_USE
            OUTBOUND, in,             7, 7, KEY_REUSE
            OUTBOUND, in,             8, 6, KEY_REUSE
            OUTBOUND, -,              7, 6, SA_MISSING
            OUTBOUND, old,            7, 6, SA_MISSING
            OUTBOUND, -,              0, 0, SA_MISSING
            OUTBOUND, in,             6, 6, SA_MISSING
            RETIRE,   in out,         7, 7, CONFIRM
            RETIRE,   in out old,     7, 7, REMOVE
            RETIRE,   in out larval,  7, 7, REMOVE
            RETIRE,   in out newer,   8, 7, KEY_REUSE
            RETIRE,   in out old,     8, 8, KEY_REUSE
            RETIRE,   in,             7, 7, SA_MISSING
            RETIRE,   out old,        7, 7, SA_MISSING
            RETIRE,   in out old,     7, 6, SA_MISSING
            RETIRE,   in out old,     0, 0, SA_MISSING
            """)
    void answers(KeyPhase phase, String kernel, long inbound, long outbound, String answer) {
        HostStep step = HostStep.of(instruction(phase), kernel(kernel), inbound, outbound);
        assertThat(step.refusal().map(r -> r.code().name()).orElse(step.action().name()))
                .isEqualTo(answer);
        assertThat(step.action() == HostStep.Action.REFUSE)
                .isEqualTo(step.refusal().isPresent());
        assertThat(step.action() == HostStep.Action.REMOVE)
                .isEqualTo(!step.remove().isEmpty());
    }

    @Test
    void outbound_goes_before_inbound_and_the_generation_itself_stays() {
        HostStep step = HostStep.of(instruction(KeyPhase.RETIRE), kernel("in out old larval"), 7, 7);
        assertThat(step.remove())
                .containsExactly(
                        sa(Direction.OUTBOUND, 0x20000002),
                        sa(Direction.INBOUND, 0x20000001),
                        sa(Direction.INBOUND, 0x40000001));
    }

    @Test
    void a_refusal_says_which_generation_and_what_to_do() {
        HostStep step = HostStep.of(instruction(KeyPhase.INBOUND), kernel(""), 9, 9);
        HostStep.Refusal refusal = step.refusal().orElseThrow();
        assertThat(refusal.code()).isEqualTo(ErrorCode.KEY_REUSE);
        assertThat(refusal.message()).contains("10.0.0.1<->10.0.0.2", "generation 7", "above generation 9");
    }

    private static KeyInstruction instruction(KeyPhase phase) {
        return InstructionCodecTest.instruction("web1", PATH, phase, EspParameters.standard());
    }

    private static InstalledSas kernel(String holds) {
        List<InstalledSa> sas = new ArrayList<>();
        for (String name : Optional.ofNullable(holds).orElse("").split(" ")) {
            switch (name) {
                case "in":
                    sas.add(installed(Direction.INBOUND, 0x10000001, SaState.MATURE));
                    break;
                case "out":
                    sas.add(installed(Direction.OUTBOUND, 0xe0000002, SaState.DYING));
                    break;
                case "old":
                    sas.add(installed(Direction.INBOUND, 0x20000001, SaState.MATURE));
                    sas.add(installed(Direction.OUTBOUND, 0x20000002, SaState.MATURE));
                    break;
                case "newer":
                    sas.add(installed(Direction.INBOUND, 0x30000001, SaState.MATURE));
                    break;
                case "larval":
                    sas.add(installed(Direction.INBOUND, 0x40000001, SaState.LARVAL));
                    break;
                default:
                    break;
            }
        }
        InstalledSas view = new InstalledSas();
        view.replace(sas, List.of(PATH));
        return view;
    }

    private static InstalledSa installed(Direction direction, int spi, SaState state) {
        return InstalledSa.builder().id(sa(direction, spi)).state(state).build();
    }

    private static SaId sa(Direction direction, int spi) {
        return new SaId(PATH, direction, new Spi(spi));
    }
}
