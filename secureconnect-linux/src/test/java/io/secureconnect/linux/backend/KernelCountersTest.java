package io.secureconnect.linux.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelCountersTest {
    @TempDir
    Path folder;

    @Test
    void eachLineIsACounterAndOthersArePassedOver() throws IOException {
        Path file = folder.resolve("xfrm_stat");
        Files.writeString(
                file,
                "XfrmInError             \t0\nXfrmOutNoStates         \t12\n\nNoise\nXfrmFwdHdrError x\n"
                        + "XfrmInHuge 18446744073709551615\n");

        assertThat(new KernelCounters(file).read()).isEqualTo(Map.of("XfrmInError", 0L, "XfrmOutNoStates", 12L));
    }

    @Test
    void aKernelWithoutCountersHasNone() {
        assertThat(new KernelCounters(folder.resolve("absent")).read()).isEmpty();
    }
}
