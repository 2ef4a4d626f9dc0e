package io.secureconnect.examples.doctor;

import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.plan.HostPlan;
import io.secureconnect.spi.BackendCapabilities;
import io.secureconnect.spi.BackendSnapshot;
import io.secureconnect.spi.IpsecBackend;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Looks at a host: at its kernel, and at what a policy asks of it. */
public final class Doctor {
    private Doctor() {}

    /**
     * All findings. A kernel that cannot be spoken to is one of them.
     *
     * @param backend opened here, and closed
     */
    public static List<Finding> examine(Supplier<IpsecBackend> backend, Optional<HostPlan> plan, LinkMtu mtus) {
        try (IpsecBackend kernel = backend.get()) {
            BackendCapabilities capabilities = kernel.capabilities();
            BackendSnapshot snapshot = kernel.snapshot();
            List<Finding> findings = new ArrayList<>(new KernelExam(kernel, capabilities).findings(snapshot));
            plan.ifPresent(asked -> findings.addAll(new PlanExam(asked, capabilities, snapshot, mtus).findings()));
            return findings;
        } catch (SecureConnectException e) {
            return List.of(Finding.failed("kernel", e.code().name(), String.valueOf(e.getMessage())));
        }
    }
}
