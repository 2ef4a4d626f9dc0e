package io.secureconnect.windows.fake;

import io.secureconnect.windows.abi.NativeArena;
import io.secureconnect.windows.engine.FilterEngine;
import io.secureconnect.windows.jna.Fwpuclnt;
import io.secureconnect.windows.wfp.DisplayData;
import io.secureconnect.windows.wfp.Session;
import java.util.Optional;

/**
 * Every function of the port to the filter engine, with values in which each octet of a number counts. {@code
 * src/test/native/reference} does the same as a program of Windows.
 */
final class PortScenario {
    private static final int DYNAMIC = 1;

    private PortScenario() {}

    static void run(FakeLibrary fake) {
        Fwpuclnt fwpuclnt = Fwpuclnt.at(fake.path(), NativeArena::new);
        try (FilterEngine engine = fwpuclnt.open(Session.named(DisplayData.of("static", "sessiön"), 15000))) {
            ObjectScenario.run(fake, engine);
            SaScenario.run(fake, engine);
            ContextScenario.run(fake, engine);
            EventScenario.run(fake, engine);
        }
        Session dynamic = new Session(
                Values.guid(0x50),
                DisplayData.of("dynamic", ""),
                DYNAMIC,
                0x80000001,
                0x80000002,
                Optional.of("üser"),
                true);
        fwpuclnt.open(dynamic).close();
    }
}
