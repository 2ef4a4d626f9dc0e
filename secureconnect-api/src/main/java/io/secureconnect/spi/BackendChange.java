package io.secureconnect.spi;

import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.SecurityAssociation;
import java.util.Optional;

/**
 * One thing a kernel is asked to do. Each is idempotent: asked for again, it answers {@link ChangeResult.Outcome#UNCHANGED}.
 * Dispatch on {@link #kind()}; the family is closed.
 */
public sealed interface BackendChange {
    Kind kind();

    /** The path it is about; empty for exemptions. */
    Optional<HostPair> path();

    /** The forms of a change. */
    enum Kind {
        ADD_EXEMPTION,
        REMOVE_EXEMPTION,
        PROTECT,
        UNPROTECT,
        INSTALL_SA,
        REMOVE_SA,
        NEGOTIATE,
        STOP_NEGOTIATING
    }

    /** Let some packets pass in clear. */
    record AddExemption(Exemption exemption) implements BackendChange {
        @Override
        public Kind kind() {
            return Kind.ADD_EXEMPTION;
        }

        @Override
        public Optional<HostPair> path() {
            return Optional.empty();
        }
    }

    /** No longer let them pass. */
    record RemoveExemption(Exemption exemption) implements BackendChange {
        @Override
        public Kind kind() {
            return Kind.REMOVE_EXEMPTION;
        }

        @Override
        public Optional<HostPair> path() {
            return Optional.empty();
        }
    }

    /**
     * From the moment this is done, and at no step on the way, does a clear packet of the path leave or get accepted.
     * Turns {@code ENCRYPT} into {@code DISCARD} and back as well.
     */
    record Protect(HostPair target, Protection protection) implements BackendChange {
        @Override
        public Kind kind() {
            return Kind.PROTECT;
        }

        @Override
        public Optional<HostPair> path() {
            return Optional.of(target);
        }
    }

    /** Packets of the path are nobody's business any more. Its SAs are removed before. */
    record Unprotect(HostPair target) implements BackendChange {
        @Override
        public Kind kind() {
            return Kind.UNPROTECT;
        }

        @Override
        public Optional<HostPair> path() {
            return Optional.of(target);
        }
    }

    /**
     * Install an SA; its inbound SA always comes before its outbound partner. A new outbound SA takes over from the one
     * before it. A larval SA of the same name is completed. An SA with this name that carries packets already is left as it
     * is (UNCHANGED): a kernel never gets the same key twice.
     *
     * <p>The backend does not keep or wipe the key; the caller wipes it after the call.
     */
    record InstallSa(SecurityAssociation sa) implements BackendChange {
        @Override
        public Kind kind() {
            return Kind.INSTALL_SA;
        }

        @Override
        public Optional<HostPair> path() {
            return Optional.of(sa.id().path());
        }
    }

    /** Remove one SA, larval ones too. */
    record RemoveSa(SaId id) implements BackendChange {
        @Override
        public Kind kind() {
            return Kind.REMOVE_SA;
        }

        @Override
        public Optional<HostPair> path() {
            return Optional.of(id.path());
        }
    }

    /**
     * Have the operating system's own IKE agree on keys with the peer of a path, which is protected already: from now on the
     * first packet makes it negotiate, and until it has come to an end nothing passes. Terms that differ from those before
     * take their place; SAs under the old ones go. Never asked for while SAs of {@link InstallSa} stand on the path.
     * Only for backends with {@link BackendCapabilities#nativeKeying()}.
     *
     * <p>The backend does not keep or wipe the pre-shared key; the caller wipes it after the call.
     */
    record Negotiate(HostPair target, NativeTerms terms) implements BackendChange {
        @Override
        public Kind kind() {
            return Kind.NEGOTIATE;
        }

        @Override
        public Optional<HostPair> path() {
            return Optional.of(target);
        }
    }

    /** No longer have it negotiate there; its IKE SA and SAs on the path go. The path stays blocked. */
    record StopNegotiating(HostPair target) implements BackendChange {
        @Override
        public Kind kind() {
            return Kind.STOP_NEGOTIATING;
        }

        @Override
        public Optional<HostPair> path() {
            return Optional.of(target);
        }
    }
}
