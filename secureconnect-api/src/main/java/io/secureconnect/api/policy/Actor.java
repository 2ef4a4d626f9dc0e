package io.secureconnect.api.policy;

import io.secureconnect.api.PublicApi;

/**
 * One entry of a rule's provider (destination) or consumer (source) list.
 *
 * <p>Dispatch on {@link #kind()}; the family is closed.
 */
@PublicApi
public sealed interface Actor {
    /** Which of the forms this is. */
    Kind kind();

    /** The forms of an actor. */
    enum Kind {
        ALL_WORKLOADS,
        LABEL,
        LABEL_GROUP,
        WORKLOAD,
        IP_LIST,
        VIRTUAL_SERVICE,
        VIRTUAL_SERVER
    }

    /** Every managed workload ({@code ams}). */
    record AllWorkloads() implements Actor {
        @Override
        public Kind kind() {
            return Kind.ALL_WORKLOADS;
        }
    }

    /**
     * Workloads with a label.
     *
     * @param exclusion whether they are taken out instead
     */
    record LabelActor(String key, String value, boolean exclusion) implements Actor {
        @Override
        public Kind kind() {
            return Kind.LABEL;
        }
    }

    /**
     * Workloads with any label of a group.
     *
     * @param exclusion whether they are taken out instead
     */
    record LabelGroupActor(String name, boolean exclusion) implements Actor {
        @Override
        public Kind kind() {
            return Kind.LABEL_GROUP;
        }
    }

    /** One workload, by id. */
    record WorkloadActor(String id) implements Actor {
        @Override
        public Kind kind() {
            return Kind.WORKLOAD;
        }
    }

    /** Addresses; cannot be encrypted to, so the rule gets a diagnostic. */
    record IpListActor(String name) implements Actor {
        @Override
        public Kind kind() {
            return Kind.IP_LIST;
        }
    }

    /** Cannot be encrypted to, so the rule gets a diagnostic. */
    record VirtualServiceActor(String name) implements Actor {
        @Override
        public Kind kind() {
            return Kind.VIRTUAL_SERVICE;
        }
    }

    /** Cannot be encrypted to, so the rule gets a diagnostic. */
    record VirtualServerActor(String name) implements Actor {
        @Override
        public Kind kind() {
            return Kind.VIRTUAL_SERVER;
        }
    }
}
