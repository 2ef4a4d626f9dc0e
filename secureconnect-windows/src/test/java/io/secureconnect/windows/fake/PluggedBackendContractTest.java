package io.secureconnect.windows.fake;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.testkit.contract.BackendHarness;
import io.secureconnect.testkit.contract.IpsecBackendContract;
import io.secureconnect.windows.backend.ModelBackends;
import io.secureconnect.windows.backend.WindowsBackend;
import io.secureconnect.windows.backend.WindowsBackendOptions;
import io.secureconnect.windows.model.ModelHarness;
import io.secureconnect.windows.model.WindowsHost;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Rung V5: what every backend must do, by way of real JNA and C over the model of Windows. The structures that pass lie in
 * memory as on x64 and arm64, whose layouts are the same (rung V1).
 */
@Tag("rung-V5")
class PluggedBackendContractTest extends IpsecBackendContract {
    private @Nullable PluggedHost plugged;

    /** Runs when everything was closed, which the contract does after each test. */
    @RegisterExtension
    final AfterEachCallback nothingIsLeft = context -> {
        if (plugged != null) {
            assertThat(plugged.blocks()).as("blocks that calls took").isPositive();
            plugged.assertNothingIsLeft(0);
        }
    };

    @Override
    protected BackendHarness newHarness() {
        return new ModelHarness(this::open);
    }

    /** The peer is a model alone: there is one library in a process. */
    private WindowsBackend open(WindowsHost host) {
        if (host.name().equals("peer")) {
            return ModelBackends.open(host, WindowsBackendOptions.STANDARD);
        }
        if (plugged == null) {
            plugged = new PluggedHost(host);
        }
        return ModelBackends.open(host, plugged.source(), WindowsBackendOptions.STANDARD);
    }
}
