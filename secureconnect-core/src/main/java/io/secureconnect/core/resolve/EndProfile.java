package io.secureconnect.core.resolve;

import io.secureconnect.api.policy.AgentVersion;
import io.secureconnect.api.policy.Authentication;
import io.secureconnect.api.policy.OperatingSystem;
import io.secureconnect.api.policy.Workload;
import java.util.HashMap;
import java.util.Map;

/**
 * All that step 7 and 8 look at in one end. There are few of them, so what two ends can do is worked out once for each
 * two profiles, not for each pair.
 *
 * @param trusted whether its certificate's issuer is the organization's; true if certificates do not matter
 * @param ipv4 whether it has a usable IPv4 address
 * @param ipv6 whether it has a usable IPv6 address
 */
record EndProfile(OperatingSystem os, AgentEra agent, boolean trusted, boolean ipv4, boolean ipv6) {
    /** How many profiles there can be. */
    static final int COUNT = OperatingSystem.values().length * AgentEra.values().length * 8;

    private static final OperatingSystem[] SYSTEMS = OperatingSystem.values();
    private static final AgentEra[] ERAS = AgentEra.values();

    /** A number below {@link #COUNT}. */
    int code() {
        return (os.ordinal() * ERAS.length + agent.ordinal()) * 8 + (trusted ? 4 : 0) + (ipv4 ? 2 : 0) + (ipv6 ? 1 : 0);
    }

    static EndProfile of(int code) {
        int systemAndEra = code >> 3;
        return new EndProfile(
                SYSTEMS[systemAndEra / ERAS.length],
                ERAS[systemAndEra % ERAS.length],
                (code & 4) != 0,
                (code & 2) != 0,
                (code & 1) != 0);
    }

    /** The generations of agents that differ in what they can do. */
    enum AgentEra {
        /** Before 17.2: no certificates. */
        WITHOUT_CERTIFICATES,
        /** From 17.2, before 20.0: does not talk to newer ones. */
        BEFORE_20,
        /** 20.0 or newer, or not declared. */
        CURRENT;

        static AgentEra of(AgentVersion version) {
            return version.isAtLeast(20, 0) ? CURRENT : version.isAtLeast(17, 2) ? BEFORE_20 : WITHOUT_CERTIFICATES;
        }

        boolean before20() {
            return this != CURRENT;
        }
    }

    /** Reads profiles; looks at each agent version and issuer once. */
    static final class Reader {
        private final Map<AgentVersion, AgentEra> eras = new HashMap<>();
        private final Map<String, Boolean> trusted = new HashMap<>();
        private final DistinguishedNames names = new DistinguishedNames();
        private final Authentication authentication;

        Reader(Authentication authentication) {
            this.authentication = authentication;
        }

        EndProfile read(Workload workload, boolean ipv4, boolean ipv6) {
            AgentEra era = workload.agentVersion()
                    .map(version -> eras.computeIfAbsent(version, AgentEra::of))
                    .orElse(AgentEra.CURRENT);
            return new EndProfile(workload.os(), era, isTrusted(workload), ipv4, ipv6);
        }

        private boolean isTrusted(Workload workload) {
            if (!(authentication instanceof Authentication.Certificate demanded)) {
                return true;
            }
            return workload.certificateIssuer()
                    .map(issuer -> trusted.computeIfAbsent(issuer, text -> names.same(text, demanded.issuer())))
                    .orElse(false);
        }
    }
}
