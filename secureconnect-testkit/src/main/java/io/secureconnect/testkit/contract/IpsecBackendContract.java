package io.secureconnect.testkit.contract;

import io.secureconnect.testkit.time.SeededRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;

/**
 * What every {@link io.secureconnect.spi.IpsecBackend} must do. A backend's test class extends it and answers one question:
 *
 * <pre>{@code
 * class MemoryBackendContractTest extends IpsecBackendContract {
 *     @Override
 *     protected BackendHarness newHarness() {
 *         return new MemoryHarness();
 *     }
 * }
 * }</pre>
 *
 * <p>The contract sees backends through their port alone. After each test, whatever it was about, every text that the
 * backend gave out is searched for octets of the keys it was given.
 */
public abstract class IpsecBackendContract
        implements PathContract,
                ExemptionContract,
                SaContract,
                CapabilityContract,
                OwnershipContract,
                RestartContract,
                NativeKeyingContract,
                EventContract,
                DatagramContract,
                TrafficContract {
    private @Nullable ContractFixture fixture;

    /** For the test class of a backend. */
    protected IpsecBackendContract() {}

    /** A fresh kernel of this host, and a peer's if the environment has one. */
    protected abstract BackendHarness newHarness();

    @BeforeEach
    void openFixture(TestInfo test) {
        long seed = test.getDisplayName().hashCode();
        fixture = new ContractFixture(newHarness(), new SeededRandom(seed));
    }

    @AfterEach
    void closeFixture() {
        if (fixture != null) {
            fixture.close();
        }
    }

    @Override
    public final ContractFixture fixture() {
        if (fixture == null) {
            throw new IllegalStateException("no test is running");
        }
        return fixture;
    }
}
