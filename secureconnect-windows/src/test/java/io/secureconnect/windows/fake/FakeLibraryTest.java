package io.secureconnect.windows.fake;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.windows.abi.NativeArena;
import io.secureconnect.windows.engine.FilterEngine;
import io.secureconnect.windows.jna.Fwpuclnt;
import io.secureconnect.windows.wfp.DisplayData;
import io.secureconnect.windows.wfp.Session;
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
}
