package io.secureconnect.windows.backend;

import io.secureconnect.testkit.contract.BackendHarness;
import io.secureconnect.testkit.contract.IpsecBackendContract;
import io.secureconnect.windows.model.ModelHarness;
import org.junit.jupiter.api.Tag;

/** The same, with blocks that survive a reboot. */
@Tag("rung-V4")
class PersistentBackendContractTest extends IpsecBackendContract {
    @Override
    protected BackendHarness newHarness() {
        return new ModelHarness(
                host -> ModelBackends.open(host, WindowsBackendOptions.STANDARD.withPersistentBlocks(true)));
    }
}
