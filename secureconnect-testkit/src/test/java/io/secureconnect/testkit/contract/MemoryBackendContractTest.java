package io.secureconnect.testkit.contract;

/** The in-memory backend, which can do everything. */
class MemoryBackendContractTest extends IpsecBackendContract {
    @Override
    protected BackendHarness newHarness() {
        return new MemoryHarness();
    }
}
