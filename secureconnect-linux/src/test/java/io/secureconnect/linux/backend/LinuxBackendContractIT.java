package io.secureconnect.linux.backend;

import io.secureconnect.linux.lab.RealKernel;
import io.secureconnect.testkit.contract.BackendHarness;
import io.secureconnect.testkit.contract.IpsecBackendContract;

/** The contract of every backend, on a real kernel. */
@RealKernel
class LinuxBackendContractIT extends IpsecBackendContract {
    @Override
    protected BackendHarness newHarness() {
        return new LinuxHarness();
    }
}
