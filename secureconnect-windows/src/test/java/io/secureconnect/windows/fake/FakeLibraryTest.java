package io.secureconnect.windows.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.secureconnect.windows.abi.NativeArena;
import io.secureconnect.windows.abi.Struct;
import io.secureconnect.windows.engine.FilterEngine;
import io.secureconnect.windows.jna.Fwpuclnt;
import io.secureconnect.windows.wfp.DisplayData;
import io.secureconnect.windows.wfp.Session;
import io.secureconnect.windows.wfp.UdpPorts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Rung V2: what C sees of what JNA passes. */
@Tag("rung-V2")
class FakeLibraryTest {
    private FakeLibrary fake;

    @BeforeEach
    void load() {
        fake = FakeLibrary.load();
    }

    @Test
    void aSessionIsOpenedAndClosed() {
        String trace = fake.trace(() -> {
            FilterEngine engine = Fwpuclnt.at(fake.path(), NativeArena::new)
                    .open(Session.named(DisplayData.of("näme", "a \"session\""), 5));
            assertThat(fake.liveHandles()).isEqualTo(1);
            engine.close();
        });
        assertThat(fake.liveHandles()).isZero();
        assertThat(trace).isEqualTo("""
                FwpmEngineOpen0
                  serverName null
                  authnService 10
                  authIdentity null
                  session
                    sessionKey {00000000-0000-0000-0000-000000000000}
                    displayData
                      name "n\\u00e4me"
                      description "a \\u0022session\\u0022"
                    flags 0x00000000
                    txnWaitTimeoutInMSec 5
                    processId 0
                    sid null
                    username null
                    kernelMode 0
                  = 0x00000000
                  engineHandle h1
                FwpmEngineClose0
                  engineHandle h1
                  = 0x00000000
                """);
    }

    @Test
    void cSeesWhatHasBeenLookedAt() {
        Golden.compare("port-scenario.txt", "java", fake.trace(() -> PortScenario.run(fake)));
    }

    @Test
    void cSeesOfTheBackendWhatHasBeenLookedAt() {
        Golden.compare("backend-scenario.txt", "java", BackendScenario.run());
    }

    @Test
    void everyFunctionIsCalledAndNothingIsLeftBehind() throws Exception {
        String trace = fake.trace(() -> PortScenario.run(fake));
        assertThat(fake.liveHandles()).isZero();
        assertThat(fake.liveBlocks()).isZero();
        assertThat(fake.doubleFrees()).isZero();
        // The binding's own list of functions, which is closed to other packages.
        for (Object function :
                Class.forName("io.secureconnect.windows.jna.WfpFunction").getEnumConstants()) {
            assertThat(trace).containsPattern("(?m)^" + function + "$");
        }
    }

    @Test
    void noKeyIsInTheTrace() {
        String trace = fake.trace(() -> PortScenario.run(fake));
        assertThat(fake.keys()).hasSize(9);
        assertThat(trace)
                .contains("cipherKey key of 36 octets, FNV-1a ")
                .doesNotContain(Values.octets(36, 0x10).toHex())
                .doesNotContain(Values.octets(23, 0x21).toHex());
    }

    @Test
    void membersInAnotherOrderAreSeen() {
        Struct<UdpPorts> swapped = Struct.of("IPSEC_V4_UDP_ENCAPSULATION0", new UdpPorts(0, 0), (m, v) -> {
            int remote = m.u16("remoteUdpEncapPort", v.remote());
            return new UdpPorts(m.u16("localUdpEncapPort", v.local()), remote);
        });
        assertThat(fake.trace(() -> fake.show(swapped, new UdpPorts(4500, 61000))))
                .isEqualTo("""
                show IPSEC_V4_UDP_ENCAPSULATION0
                  localUdpEncapPort 61000
                  remoteUdpEncapPort 4500
                """);
    }

    @Test
    void aTraceThatDiffersIsToldWithTheCall() {
        String trace = fake.trace(() -> PortScenario.run(fake));
        String other = trace.replaceFirst("remoteUdpEncapPort 61000", "remoteUdpEncapPort 61001");
        assertThatThrownBy(() -> Golden.compare("port-scenario.txt", "other", other))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("in IPsecSaContextGetSpi1: remoteUdpEncapPort 61000")
                .hasMessageContaining("other has: remoteUdpEncapPort 61001");
    }
}
