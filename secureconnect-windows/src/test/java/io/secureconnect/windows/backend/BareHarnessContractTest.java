package io.secureconnect.windows.backend;

import io.secureconnect.testkit.contract.BackendHarness;
import io.secureconnect.testkit.contract.IpsecBackendContract;
import io.secureconnect.windows.model.WindowsHost;
import org.junit.jupiter.api.Tag;

/** The contract as {@link RealWindowsContractTest} has it, over the model: without packets, and with nothing left behind. */
@Tag("rung-V4")
class BareHarnessContractTest extends IpsecBackendContract {
    /** One for all tests, as there is one Windows: what one leaves behind, the next finds. */
    private static final WindowsHost HOST = WindowsHost.named("host");

    @Override
    protected BackendHarness newHarness() {
        return new BareHarness(() -> ModelBackends.open(HOST, WindowsBackendOptions.STANDARD), () -> {});
    }
}
