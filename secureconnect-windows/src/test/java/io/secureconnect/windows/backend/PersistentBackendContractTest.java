package io.secureconnect.windows.backend;

import io.secureconnect.testkit.contract.BackendHarness;
import io.secureconnect.testkit.contract.IpsecBackendContract;
import io.secureconnect.windows.model.ModelHarness;

/** The same, with blocks that survive a reboot. */
class PersistentBackendContractTest extends IpsecBackendContract {
    @Override
    protected BackendHarness newHarness() {
        return new ModelHarness(
                host -> ModelBackends.open(host, WindowsBackendOptions.STANDARD.withPersistentBlocks(true)));
    }
}
