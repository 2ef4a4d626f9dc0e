package io.secureconnect.windows.fake;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.windows.engine.FilterEngine;
import io.secureconnect.windows.jna.Fwpuclnt;
import io.secureconnect.windows.model.WindowsHost;

/** A modelled host that is reached by way of JNA and C, and what its callers have left in memory. */
final class PluggedHost {
    private final FakeLibrary fake;
    private final PluggedModel model;
    private final KeptArenas arenas = new KeptArenas();

    /** Takes the place of the host that was there before. */
    PluggedHost(WindowsHost host) {
        fake = FakeLibrary.load();
        model = PluggedModel.plug(fake, host);
    }

    FilterEngine.Source source() {
        return Fwpuclnt.at(fake.path(), arenas);
    }

    FakeLibrary fake() {
        return fake;
    }

    PluggedModel model() {
        return model;
    }

    /** How many blocks of ours were used so far. */
    int blocks() {
        return arenas.blocks();
    }

    /** Looks at everything, and forgets it. @param handles that Windows kept, because it refused to close them */
    void assertNothingIsLeft(int handles) {
        assertThat(model.bugs()).as("bugs of the test").isEmpty();
        assertThat(fake.liveHandles()).as("open handles").isEqualTo(handles);
        assertThat(fake.liveBlocks()).as("blocks of Windows").isZero();
        assertThat(fake.doubleFrees()).as("blocks given back twice").isZero();
        assertThat(fake.keys())
                .allSatisfy(key -> assertThat(key.address().getByteArray(0, key.octets()))
                        .as("a key in native memory")
                        .containsOnly(0));
        assertThat(arenas.inUse()).as("blocks of ours").isZero();
        assertThat(arenas.octetsLeft()).as("octets left in blocks of ours").isZero();
        arenas.forget();
        fake.reset();
    }
}
