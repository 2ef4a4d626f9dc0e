package io.secureconnect.windows.backend;

import io.secureconnect.testkit.contract.BackendHarness;
import io.secureconnect.testkit.contract.IpsecBackendContract;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/**
 * The contract over the filter engine of the Windows it runs on, as an administrator; without packets, so that tests which need
 * them are skipped. Not part of an ordinary build: {@code -Dsurefire.excludedTags=none -Dgroups=real-windows}.
 */
@Tag("real-windows")
@Timeout(120)
class RealWindowsContractTest extends IpsecBackendContract {
    private static final long WHILE = TimeUnit.MILLISECONDS.toNanos(500);

    @Override
    protected BackendHarness newHarness() {
        WindowsBackendProvider provider = new WindowsBackendProvider();
        if (!provider.supportsThisSystem()) {
            throw new IllegalStateException("this runs on Windows only, not on " + System.getProperty("os.name"));
        }
        // Windows tells of changes on threads of its own, and never that it has told all.
        return new BareHarness(provider::open, () -> LockSupport.parkNanos(WHILE));
    }
}
