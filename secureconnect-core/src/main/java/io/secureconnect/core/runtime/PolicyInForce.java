package io.secureconnect.core.runtime;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.plan.FleetPlan;
import io.secureconnect.api.plan.HostPlan;
import io.secureconnect.api.policy.KeyingMode;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.core.keying.KeyDemand;
import io.secureconnect.core.reconcile.WantedState;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * A policy as this host carries it out.
 *
 * @param document what was declared
 * @param fleet what follows for all
 * @param host what follows for this host
 * @param wanted what the kernel shall hold, apart from keys
 * @param demands what it asks of each keying
 * @param encrypted the paths that need keys, and how ESP is done on them if the best proposal is taken
 */
record PolicyInForce(
        PolicyDocument document,
        FleetPlan fleet,
        HostPlan host,
        WantedState wanted,
        Map<KeyingMode, KeyDemand> demands,
        Map<HostPair, EspParameters> encrypted) {
    PolicyInForce {
        demands = Map.copyOf(demands);
        encrypted = Collections.unmodifiableMap(new LinkedHashMap<>(encrypted));
    }

    static PolicyInForce of(
            PolicyDocument document,
            FleetPlan fleet,
            HostPlan host,
            WantedState wanted,
            Map<KeyingMode, KeyDemand> demands) {
        Map<HostPair, EspParameters> encrypted = new TreeMap<>();
        demands.values().forEach(demand -> encrypted.putAll(demand.parameters()));
        return new PolicyInForce(document, fleet, host, wanted, demands, encrypted);
    }

    long version() {
        return document.version();
    }

    boolean keyedBy(KeyingMode mode, HostPair path) {
        KeyDemand demand = demands.get(mode);
        return demand != null && demand.paths().containsKey(path);
    }

    /**
     * Versions only grow, and a version has one content.
     *
     * @throws SecureConnectException with {@code STALE_POLICY} if {@code next} may not take over
     */
    void requireSuccessor(PolicyDocument next) {
        if (next.version() < version()) {
            throw stale("policy version " + next.version() + " is older than version " + version()
                    + ", which is in force; give the content a version above " + version()
                    + ", or force it");
        }
        if (next.version() == version() && !next.equals(document)) {
            throw stale("version " + version() + " is in force with other content; give the new content version "
                    + (version() + 1) + ", or force it");
        }
    }

    private static SecureConnectException stale(String message) {
        return new SecureConnectException(ErrorCode.STALE_POLICY, message);
    }
}
