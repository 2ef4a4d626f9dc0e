package io.secureconnect.testkit.contract;

/** What all chapters of the contract share. Not for use outside: extend {@link IpsecBackendContract}. */
interface BackendContract {
    ContractFixture fixture();
}
