package io.secureconnect.windows.backend;

import io.secureconnect.testkit.contract.BackendHarness;
import io.secureconnect.testkit.contract.IpsecBackendContract;
import io.secureconnect.windows.model.ModelHarness;
import org.junit.jupiter.api.Tag;

/** What every backend must do, over the model of Windows. */
@Tag("rung-V4")
class WindowsBackendContractTest extends IpsecBackendContract {
    @Override
    protected BackendHarness newHarness() {
        return new ModelHarness(host -> ModelBackends.open(host, WindowsBackendOptions.STANDARD));
    }
}
