package io.secureconnect.core.runtime;

import io.secureconnect.api.IkeOptions;
import io.secureconnect.api.PolicyEngine;
import io.secureconnect.api.SecureConnectOptions;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.plan.FleetPlan;
import io.secureconnect.api.plan.HostPlan;
import io.secureconnect.api.policy.KeyingMode;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.core.keying.KeyDemand;
import io.secureconnect.core.reconcile.CapabilityCheck;
import io.secureconnect.core.reconcile.WantedState;
import io.secureconnect.spi.Exemption;
import io.secureconnect.spi.IkePorts;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** From a document to what this host does about it, and whether it can: nothing is changed here. */
final class Provisioning {
    private final String workload;
    private final PolicyEngine policies;
    private final Kernel kernel;
    private final Set<KeyingMode> keyings;
    private final Set<String> proofs;
    private final Optional<IkePorts> portsOfOptions;
    private final List<Exemption> failsafe;
    private Optional<PolicyInForce> inForce = Optional.empty();

    Provisioning(SecureConnectOptions options, PolicyEngine policies, Kernel kernel, Set<KeyingMode> keyings) {
        this.workload = options.workload();
        this.policies = policies;
        this.kernel = kernel;
        this.keyings = keyings;
        this.failsafe = options.failsafe();
        this.portsOfOptions = options.ike().flatMap(IkeOptions::portsInPlaceOfPolicy);
        this.proofs = options.ike().map(Provisioning::proofs).orElse(Set.of());
    }

    Optional<PolicyInForce> inForce() {
        return inForce;
    }

    /**
     * What {@code draft} means for this host.
     *
     * @throws SecureConnectException if it is inconsistent, does not know this host, or asks for what the host cannot do
     */
    PolicyInForce resolve(PolicyDocument draft) {
        Optional<PolicyInForce> same =
                inForce.filter(current -> current.document().equals(draft));
        if (same.isPresent()) {
            return same.get();
        }
        FleetPlan fleet = policies.resolve(draft);
        HostPlan planned = fleet.host(workload);
        HostPlan host = portsOfOptions.map(planned::withIkePorts).orElse(planned);
        requireCapable(host);
        return PolicyInForce.of(
                draft,
                fleet,
                host,
                WantedState.of(host, failsafe),
                KeyDemand.of(
                        host,
                        draft.organization().authentication(),
                        kernel.capabilities().proposals()));
    }

    /**
     * The same for a document that is to take over.
     *
     * @throws SecureConnectException as {@link #resolve}; with {@code STALE_POLICY} unless {@code forced}
     */
    PolicyInForce resolveSuccessor(PolicyDocument next, boolean forced) {
        if (!forced) {
            inForce.ifPresent(current -> current.requireSuccessor(next));
        }
        return resolve(next);
    }

    void putInForce(PolicyInForce policy) {
        inForce = Optional.of(policy);
    }

    private static Set<String> proofs(IkeOptions options) {
        Set<String> proofs = new HashSet<>();
        options.preSharedKeys().ifPresent(keys -> proofs.add("psk"));
        options.certificates().ifPresent(certificates -> proofs.add("certificate"));
        return proofs;
    }

    private void requireCapable(HostPlan host) {
        try {
            CapabilityCheck.require(host, kernel.capabilities(), keyings, proofs);
        } catch (SecureConnectException lackedBefore) {
            CapabilityCheck.require(host, kernel.refreshedCapabilities(), keyings, proofs);
        }
    }
}
